"""Visits."""

import sqlalchemy as sa
from alembic import op

from core.extension.tables import create_plugin_table, drop_plugin_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table."""
    create_plugin_table(
        op,
        "kerk",
        "visit",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("by_whom", sa.String(60), nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    drop_plugin_table(op, "kerk", "visit")
