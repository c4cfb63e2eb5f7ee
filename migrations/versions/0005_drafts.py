"""Drafts of forms, and forms that wait for their member to log in again."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables behind the wall."""
    create_tenant_table(
        op,
        "draft",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(120), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("page", sa.String(24), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("membership_id", "form", "subject", "page"),
    )
    op.create_index(
        "ix_draft_tenant_id_membership_id", "draft", ["tenant_id", "membership_id"], schema="tenant"
    )
    create_tenant_table(
        op,
        "parked_form",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(120), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("page", sa.String(24), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("token_hash"),
    )
    op.create_index(
        "ix_parked_form_tenant_id_membership_id",
        "parked_form",
        ["tenant_id", "membership_id"],
        schema="tenant",
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("parked_form", schema="tenant")
    op.drop_table("draft", schema="tenant")
