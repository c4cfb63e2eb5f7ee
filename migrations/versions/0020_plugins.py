"""Plugins: which are on in a tenant, what went wrong, and what the operator allows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique
from tenants.roles import APPLICATION, CONSOLE

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    create_tenant_table(
        op,
        "plugin_activation",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("options", postgresql.JSONB(), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        composite_reference("asked_by", "membership", "SET NULL"),
        composite_reference("agreed_by", "membership", "SET NULL"),
        unique("plugin"),
    )
    _index("plugin_activation", "asked_by")
    _index("plugin_activation", "agreed_by")
    create_tenant_table(
        op,
        "plugin_trouble",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        sa.Column("in_a_row", sa.SmallInteger(), nullable=False),
    )
    _index("plugin_trouble", "plugin", "at")
    op.create_table(
        "plugin_permission",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("everyone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", name="pk_plugin_permission"),
        schema="platform",
    )
    op.create_table(
        "plugin_permission_tenant",
        sa.Column("plugin", sa.String(30), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name="fk_plugin_permission_tenant_tenant_id"
        ),
        sa.PrimaryKeyConstraint("plugin", "tenant_id", name="pk_plugin_permission_tenant"),
        schema="platform",
    )
    for table in ("plugin_permission", "plugin_permission_tenant"):
        op.execute(f"GRANT SELECT ON platform.{table} TO {APPLICATION}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON platform.{table} TO {CONSOLE}")


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_tenant_id_{'_'.join(columns)}"
    op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take them away."""
    for table in ("plugin_permission_tenant", "plugin_permission"):
        op.drop_table(table, schema="platform")
    for table in ("plugin_trouble", "plugin_activation"):
        op.drop_table(table, schema="tenant")
