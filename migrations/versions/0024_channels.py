"""Referral channels: links of organisations, and by which channel a sign-up came in."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and room for the key of a plugin's channel and for its words."""
    create_tenant_table(
        op,
        "channel_link",
        sa.Column("channel", sa.String(80), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        composite_reference("partner_id", "partner", "CASCADE"),
        composite_reference("made_by", "membership", "SET NULL"),
    )
    for column in ("partner_id", "made_by"):
        op.create_index(
            f"ix_channel_link_tenant_id_{column}",
            "channel_link",
            ["tenant_id", column],
            schema="tenant",
        )
    op.alter_column("referral", "channel_key", type_=sa.String(80), schema="tenant")
    op.add_column(
        "referral",
        sa.Column("channel_label", sa.String(120), nullable=False, server_default=""),
        schema="tenant",
    )
    op.alter_column("referral", "channel_label", server_default=None, schema="tenant")


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("referral", "channel_label", schema="tenant")
    op.alter_column("referral", "channel_key", type_=sa.String(40), schema="tenant")
    op.drop_table("channel_link", schema="tenant")
