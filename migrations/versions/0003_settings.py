"""Settings: more terms, and every version of a setting."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TERMS = {"partner_silence_days": 90, "reminder_hours": 24, "retention_months": 24}


def upgrade() -> None:
    """Add the terms with what most programmes use, and the table of versions."""
    for name, usual in TERMS.items():
        op.execute(f"ALTER TABLE tenant.programme ADD {name} smallint NOT NULL DEFAULT {usual}")
        op.execute(f"ALTER TABLE tenant.programme ALTER {name} DROP DEFAULT")
    create_tenant_table(
        op,
        "setting_version",
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        composite_reference("changed_by", "membership", "SET NULL"),
        unique("topic", "number"),
    )
    op.create_index(
        "ix_setting_version_tenant_id_changed_by",
        "setting_version",
        ["tenant_id", "changed_by"],
        schema="tenant",
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("setting_version", schema="tenant")
    for name in TERMS:
        op.drop_column("programme", name, schema="tenant")
