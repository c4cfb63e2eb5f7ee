"""Taking over a caseload from a file, and files that somebody asked for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the imports with their rows, and the day on which a coupling was taken over."""
    op.execute("ALTER TABLE tenant.coupling ADD taken_over_on date")
    create_tenant_table(
        op,
        "family_import",
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("bsn_found", sa.Integer(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("columns", postgresql.JSONB(), nullable=False),
        sa.Column("take_duplicates", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=False),
        composite_reference("uploaded_by", "membership", "SET NULL"),
    )
    create_tenant_table(
        op,
        "imported_row",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("family_id", sa.Uuid(), nullable=True),
        sa.Column("made_rows", sa.Integer(), nullable=False),
        composite_reference("import_id", "family_import", "CASCADE"),
        composite_reference("family_id", "family", "SET NULL"),
        unique("import_id", "line"),
    )
    create_tenant_table(
        op,
        "known_header",
        sa.Column("header_index", sa.LargeBinary(), nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        unique("header_index"),
    )
    for table, column in (
        ("family_import", "uploaded_by"),
        ("family_import", "erase_on"),
        ("imported_row", "import_id"),
        ("imported_row", "family_id"),
    ):
        op.create_index(
            f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="tenant"
        )


def downgrade() -> None:
    """Take them away."""
    for table in ("known_header", "imported_row", "family_import"):
        op.drop_table(table, schema="tenant")
    op.drop_column("coupling", "taken_over_on", schema="tenant")
