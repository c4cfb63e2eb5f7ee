"""Who answers a search profile may want to be asked later."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The day on which somebody wants to be asked again."""
    op.add_column("referral", sa.Column("ask_again_on", sa.Date(), nullable=True), schema="tenant")


def downgrade() -> None:
    """Take it away."""
    op.drop_column("referral", "ask_again_on", schema="tenant")
