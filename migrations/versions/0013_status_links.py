"""Links for referrers, with an end."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table
from tenants.migrating import for_each_tenant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SENT = "referrer_id IS NOT NULL AND channel_key <> 'coordinator' AND tenant_id = :tenant"


def upgrade() -> None:
    """Make the table; a link that was mailed before goes on until its end."""
    create_tenant_table(
        op,
        "status_link",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        composite_reference("made_by", "membership", "SET NULL"),
        composite_reference("referral_id", "referral", "CASCADE"),
    )
    for column in ("made_by", "referral_id"):
        op.create_index(
            f"ix_status_link_tenant_id_{column}",
            "status_link",
            ["tenant_id", column],
            schema="tenant",
        )
    for_each_tenant(op.get_bind(), _keep_what_was_sent)


def _keep_what_was_sent(connection: sa.Connection, tenant: int) -> tuple[int, int]:
    told = {"tenant": tenant}
    counted = sa.text(f"SELECT count(*) FROM tenant.referral WHERE {SENT}")  # noqa: S608 - ours
    copied = sa.text(
        "INSERT INTO tenant.status_link"  # noqa: S608 - ours
        " (tenant_id, id, referral_id, made_on, expires_on)"
        " SELECT tenant_id, id, id, received_on, received_on + 92"
        f" FROM tenant.referral WHERE {SENT}"
    )
    expected = connection.scalar(counted, told) or 0
    return expected, connection.execute(copied, told).rowcount


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("status_link", schema="tenant")
