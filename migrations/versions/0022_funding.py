"""Who pays, the reports for them, their files, and stories."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from tenants.isolation import composite_reference, create_tenant_table

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; a file is never changed."""
    create_tenant_table(
        op,
        "story",
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_of", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        sa.CheckConstraint("state <> 'ready' OR consent_on IS NOT NULL", name="consent"),
    )
    create_tenant_table(
        op,
        "funder",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("format_key", sa.String(60), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_until", sa.Date(), nullable=True),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("period_until >= period_from", name="period"),
        sa.CheckConstraint("budget_cents >= 0", name="budget"),
    )
    create_tenant_table(
        op,
        "funding_file",
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("format_version", sa.SmallInteger(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        verbs="SELECT, INSERT, DELETE",
    )
    create_tenant_table(
        op,
        "funding_report",
        sa.Column("funder_id", sa.Uuid(), nullable=False),
        sa.Column("format_key", sa.String(60), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("file_kind", sa.String(4), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("money", JSONB(), nullable=False),
        sa.Column("lesson_ids", JSONB(), nullable=False),
        sa.Column("story_ids", JSONB(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("making", sa.String(8), nullable=False),
        sa.Column("trouble", sa.String(300), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        composite_reference("funder_id", "funder"),
        composite_reference("file_id", "funding_file"),
        composite_reference("created_by", "membership", "SET NULL"),
        composite_reference("submitted_by", "membership", "SET NULL"),
        sa.CheckConstraint("period_until >= period_from", name="period"),
        sa.CheckConstraint(
            "state <> 'submitted' OR (submitted_on IS NOT NULL AND file_id IS NOT NULL)",
            name="submitted",
        ),
    )
    for table, *columns in (
        ("story", "author_id"),
        ("story", "state"),
        ("funding_report", "funder_id"),
        ("funding_report", "file_id"),
        ("funding_report", "created_by"),
        ("funding_report", "submitted_by"),
        ("funding_report", "state", "due_on"),
    ):
        op.create_index(
            f"ix_{table}_tenant_id_{'_'.join(columns)}",
            table,
            ["tenant_id", *columns],
            schema="tenant",
        )


def downgrade() -> None:
    """Take them away."""
    for table in ("funding_report", "funding_file", "funder", "story"):
        op.drop_table(table, schema="tenant")
