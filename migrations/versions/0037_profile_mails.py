"""Search profiles that were mailed to the network, and who wants no more of them."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

MAIL = "profile_mail"


def upgrade() -> None:
    """Make the tables."""
    create_tenant_table(
        op,
        "profile_recipient",
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_index", sa.LargeBinary(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        unique("email_index"),
    )
    create_tenant_table(
        op,
        MAIL,
        sa.Column("profile_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        composite_reference("profile_id", "search_profile", "CASCADE"),
        composite_reference("recipient_id", "profile_recipient", "CASCADE"),
        composite_reference("contact_id", "partner_contact", "SET NULL"),
        composite_reference("partner_id", "partner", "SET NULL"),
        composite_reference("sent_by", "membership", "SET NULL"),
        unique("profile_id", "recipient_id"),
    )
    for column in ("profile_id", "recipient_id", "contact_id", "partner_id", "sent_by"):
        op.create_index(f"ix_{MAIL}_tenant_id_{column}", MAIL, ["tenant_id", column],
                        schema="tenant")  # fmt: skip


def downgrade() -> None:
    """Take them away."""
    op.drop_table(MAIL, schema="tenant")
    op.drop_table("profile_recipient", schema="tenant")
