"""Suppliers without a system: a hand-over that is fetched once, by a link and a code."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was left before went to a system."""
    by_link: sa.Column[bool] = sa.Column(
        "by_link", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("supplier_change", by_link, schema="tenant")
    op.alter_column("supplier_change", "by_link", server_default=None, schema="tenant")
    create_tenant_table(
        op,
        "supplier_link",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        composite_reference("change_id", "supplier_change", "CASCADE"),
        composite_reference("made_by", "membership", "SET NULL"),
    )
    for column in ("change_id", "made_by", "expires_on"):
        name = f"ix_supplier_link_tenant_id_{column}"
        op.create_index(name, "supplier_link", ["tenant_id", column], schema="tenant")


def downgrade() -> None:
    """What waits to be fetched is not fetched any more."""
    op.drop_table("supplier_link", schema="tenant")
    op.drop_column("supplier_change", "by_link", schema="tenant")
