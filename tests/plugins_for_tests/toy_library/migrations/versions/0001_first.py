"""Toys."""

import sqlalchemy as sa
from alembic import op

from tenants.plugin_ddl import create_plugin_table, drop_plugin_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_plugin_table(op, "toy_library", "toy", sa.Column("name", sa.String(40), nullable=False))


def downgrade() -> None:
    drop_plugin_table(op, "toy_library", "toy")
