"""Suppliers: what waits to be told, what came of it, what they sent; a yes to each of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the purpose of a yes may name a supplier."""
    op.alter_column("consent", "purpose", type_=sa.String(40), schema="tenant")
    create_tenant_table(
        op,
        "supplier_change",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("supplier", sa.String(30), nullable=False),
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(8), nullable=True),
        sa.Column("people", postgresql.JSONB(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reference", sa.String(300), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("sent_by", "membership", "SET NULL"),
    )
    _index("supplier_change", "family_id")
    _index("supplier_change", "sent_by")
    _index("supplier_change", "state", "plugin")
    _index("supplier_change", "supplier", "reference")
    create_tenant_table(
        op,
        "supplier_receipt",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("reference", sa.String(300), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        composite_reference("change_id", "supplier_change", "CASCADE"),
    )
    _index("supplier_receipt", "change_id")
    create_tenant_table(
        op,
        "supplier_inbound",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("supplier", sa.String(30), nullable=False),
        sa.Column("message_key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        composite_reference("change_id", "supplier_change", "SET NULL"),
        composite_reference("referral_id", "referral", "SET NULL"),
        composite_reference("partner_id", "partner", "SET NULL"),
        unique("supplier", "message_key"),
    )
    _index("supplier_inbound", "change_id")
    _index("supplier_inbound", "referral_id")
    _index("supplier_inbound", "partner_id")


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_tenant_id_{'_'.join(columns)}"
    op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take the tables away; a yes to a supplier goes too, for it fits no longer."""
    for table in ("supplier_inbound", "supplier_receipt", "supplier_change"):
        op.drop_table(table, schema="tenant")
    op.alter_column("consent", "purpose", type_=sa.String(30), schema="tenant")
