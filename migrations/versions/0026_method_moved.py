"""Since when a coupling goes by another version of its method."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No coupling has moved yet."""
    op.add_column("coupling", sa.Column("moved_on", sa.Date(), nullable=True), schema="tenant")


def downgrade() -> None:
    """Forget it."""
    op.drop_column("coupling", "moved_on", schema="tenant")
