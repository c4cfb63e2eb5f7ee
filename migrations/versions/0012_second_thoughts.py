"""What a note said before it was corrected, and what was done today and can be undone."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables behind the wall."""
    create_tenant_table(
        op,
        "contact_version",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("with_whom", sa.String(120), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("contact_id", "contact_moment", "CASCADE"),
        composite_reference("corrected_by", "membership", "SET NULL"),
        unique("contact_id", "seq"),
    )
    create_tenant_table(
        op,
        "undoable_act",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        composite_reference("member_id", "membership", "CASCADE"),
    )
    for table, columns in (
        ("contact_version", ("contact_id",)),
        ("contact_version", ("corrected_by",)),
        ("undoable_act", ("member_id",)),
        ("undoable_act", ("page_id", "on_date")),
    ):
        name = "_".join(("ix", table, "tenant_id", *columns))
        op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("undoable_act", schema="tenant")
    op.drop_table("contact_version", schema="tenant")
