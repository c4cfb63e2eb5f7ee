"""Who was told that a licence ends."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import create_tenant_table, unique

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    create_tenant_table(
        op,
        "licence_warning",
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.SmallInteger(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        unique("variant", "last_day", "days_before"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("licence_warning", schema="tenant")
