"""Hand-overs between tenants: public keys in the registry, a row on either side of the wall."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table
from tenants.roles import APPLICATION

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; a tenant that exists publishes its key in its first night."""
    op.create_table(
        "tenant_letterbox",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("vouched", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name="fk_tenant_letterbox_tenant_id"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "version", name="pk_tenant_letterbox"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT, INSERT ON platform.tenant_letterbox TO {APPLICATION}")
    create_tenant_table(
        op,
        "handover",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("contents", postgresql.JSONB(), nullable=False),
        sa.Column("parcel", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decline_reason", sa.String(20), nullable=True),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("sent_by", "membership", "SET NULL"),
    )
    create_tenant_table(
        op,
        "handover_arrival",
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("parcel", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decline_reason", sa.String(20), nullable=True),
        sa.Column("family_id", sa.Uuid(), nullable=True),
        composite_reference("decided_by", "membership", "SET NULL"),
        composite_reference("family_id", "family", "SET NULL"),
    )
    for table, columns in (
        ("handover", (["family_id"], ["sent_by"], ["state", "expires_on"])),
        ("handover_arrival", (["decided_by"], ["family_id"], ["state", "expires_on"])),
    ):
        for names in columns:
            op.create_index(
                f"ix_{table}_tenant_id_{'_'.join(names)}",
                table,
                ["tenant_id", *names],
                schema="tenant",
            )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("handover_arrival", schema="tenant")
    op.drop_table("handover", schema="tenant")
    op.drop_table("tenant_letterbox", schema="platform")
