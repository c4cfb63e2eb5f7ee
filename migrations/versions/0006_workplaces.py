"""Where an identity works, and the way from one tenant to another."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique
from tenants.migrating import for_each_tenant
from tenants.roles import APPLICATION

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and note where everybody works now."""
    op.create_table(
        "identity_tenant",
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["platform.identity.id"], name="fk_identity_tenant_identity_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name="fk_identity_tenant_tenant_id"
        ),
        sa.PrimaryKeyConstraint("identity_id", "tenant_id", name="pk_identity_tenant"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT, INSERT, DELETE ON platform.identity_tenant TO {APPLICATION}")
    for_each_tenant(op.get_bind(), _note)
    create_tenant_table(
        op,
        "hop",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("logged_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("token_hash"),
    )
    op.create_index(
        "ix_hop_tenant_id_membership_id", "hop", ["tenant_id", "membership_id"], schema="tenant"
    )


def _note(connection: Any, number: int) -> tuple[int, int]:
    working = "FROM tenant.membership WHERE tenant_id = :number AND ended_at IS NULL"
    counted = connection.execute(sa.text(f"SELECT count(*) {working}"), {"number": number})
    added = connection.execute(
        sa.text(f"INSERT INTO platform.identity_tenant SELECT identity_id, tenant_id {working}"),
        {"number": number},
    )
    return counted.scalar_one(), added.rowcount


def downgrade() -> None:
    """Take both away."""
    op.drop_table("hop", schema="tenant")
    op.drop_table("identity_tenant", schema="platform")
