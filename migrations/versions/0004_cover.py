"""Standing in for a colleague, with an end date."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of covers."""
    create_tenant_table(
        op,
        "cover",
        sa.Column("absent_id", sa.Uuid(), nullable=False),
        sa.Column("stand_in_id", sa.Uuid(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        composite_reference("absent_id", "membership", "CASCADE"),
        composite_reference("stand_in_id", "membership", "CASCADE"),
        composite_reference("named_by", "membership", "SET NULL"),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_cover_days")),
    )
    for column in ("absent_id", "stand_in_id", "named_by", "until_on"):
        op.create_index(
            f"ix_cover_tenant_id_{column}", "cover", ["tenant_id", column], schema="tenant"
        )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("cover", schema="tenant")
