"""Files with everything that somebody asked for."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the files and the parts of which they are made."""
    create_tenant_table(
        op,
        "export_file",
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        composite_reference("asked_by", "membership", "CASCADE"),
    )
    create_tenant_table(
        op,
        "export_part",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        composite_reference("export_id", "export_file", "CASCADE"),
        unique("export_id", "seq"),
    )
    for table, column in (
        ("export_file", "asked_by"),
        ("export_file", "expires_at"),
        ("export_part", "export_id"),
    ):
        op.create_index(
            f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="tenant"
        )


def downgrade() -> None:
    """Take them away."""
    for table in ("export_part", "export_file"):
        op.drop_table(table, schema="tenant")
