"""Documents in the files of families."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    create_tenant_table(
        op,
        "attachment",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(5), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("deleted_on", sa.Date(), nullable=True),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("family_id", "family", "CASCADE"),
    )
    create_tenant_table(
        op,
        "attachment_part",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        composite_reference("attachment_id", "attachment", "CASCADE"),
        unique("attachment_id", "seq"),
    )
    for table, columns in (
        ("attachment", ("author_id",)),
        ("attachment", ("family_id",)),
        ("attachment", ("family_id", "role")),
        ("attachment", ("state",)),
        ("attachment_part", ("attachment_id",)),
    ):
        name = f"ix_{table}_tenant_id_{'_'.join(columns)}"
        op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take the tables away."""
    for name in ("attachment_part", "attachment"):
        op.drop_table(name, schema="tenant")
