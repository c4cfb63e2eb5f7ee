"""The network of organisations around a programme, and the lessons of the work."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the network and of the lessons; a referrer may belong to a partner."""
    _partners()
    _referrers()
    _lessons()


def _partners() -> None:
    create_tenant_table(
        op,
        "partner",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        composite_reference("merged_into_id", "partner", "SET NULL"),
    )
    _index("partner", "merged_into_id")
    _index("partner", "name_key")
    create_tenant_table(
        op,
        "partner_contact",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("function", sa.String(80), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("email_index", sa.LargeBinary(), nullable=True),
        composite_reference("partner_id", "partner", "CASCADE"),
    )
    for column in ("email_index", "partner_id", "phone_index"):
        _index("partner_contact", column)
    create_tenant_table(
        op,
        "partner_visit",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(120), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_done_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("partner_id", "partner", "CASCADE"),
    )
    for columns in (("author_id",), ("next_on",), ("partner_id",), ("partner_id", "on_date")):
        _index("partner_visit", *columns)


def _referrers() -> None:
    op.add_column("referrer", sa.Column("partner_id", sa.Uuid(), nullable=True), schema="tenant")
    op.create_foreign_key(
        "fk_referrer_tenant_id_partner_id",
        "referrer",
        "partner",
        ["tenant_id", "partner_id"],
        ["tenant_id", "id"],
        source_schema="tenant",
        referent_schema="tenant",
        ondelete="SET NULL (partner_id)",
    )
    _index("referrer", "partner_id")


def _lessons() -> None:
    create_tenant_table(
        op,
        "lesson",
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("context", sa.String(20), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('good', 'chafed')", name=op.f("ck_lesson_kind")),
        composite_reference("author_id", "membership", "SET NULL"),
    )
    _index("lesson", "author_id")
    _index("lesson", "noted_on")


def _index(table: str, *columns: str) -> None:
    name = "_".join(("ix", table, "tenant_id", *columns))
    op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take the tables away, those that refer to others first."""
    op.drop_constraint("fk_referrer_tenant_id_partner_id", "referrer", schema="tenant")
    op.drop_column("referrer", "partner_id", schema="tenant")
    for name in ("lesson", "partner_visit", "partner_contact", "partner"):
        op.drop_table(name, schema="tenant")
