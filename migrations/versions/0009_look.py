"""A programme's own logo."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import create_tenant_table, unique

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the logo in the registry, and keep the pictures behind the wall."""
    op.add_column("tenant", sa.Column("logo", sa.String(16), nullable=True), schema="platform")
    op.add_column("tenant", sa.Column("logo_alt", sa.String(120), nullable=True), schema="platform")
    create_tenant_table(
        op,
        "logo",
        sa.Column("digest", sa.String(16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        unique("digest"),
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("logo", schema="tenant")
    op.drop_column("tenant", "logo_alt", schema="platform")
    op.drop_column("tenant", "logo", schema="platform")
