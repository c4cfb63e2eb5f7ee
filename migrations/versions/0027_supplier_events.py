"""What happened is told once to each supplier, also when its job runs again."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("event_id", sa.Uuid(), nullable=True)
    op.add_column("supplier_change", column, schema="tenant")


def downgrade() -> None:
    """Take it away."""
    op.drop_column("supplier_change", "event_id", schema="tenant")
