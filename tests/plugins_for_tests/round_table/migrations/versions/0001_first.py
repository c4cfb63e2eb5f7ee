"""Meetings and cases."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, index, unique
from tenants.plugin_ddl import create_plugin_table, drop_plugin_table, own_reference

revision = "0001"
down_revision = None
PLUGIN = "round_table"


def upgrade() -> None:
    create_plugin_table(
        op,
        PLUGIN,
        "meeting",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        unique("held_on", "place"),
        index("place"),
    )
    create_plugin_table(
        op,
        PLUGIN,
        "case",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("earlier_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        own_reference(PLUGIN, "meeting_id", "meeting"),
        composite_reference("family_id", "family", "CASCADE"),
        composite_reference("member_id", "family_member", "CASCADE"),
        unique("meeting_id", "family_id"),
        own_reference(PLUGIN, "earlier_id", "case", "SET NULL"),
    )


def downgrade() -> None:
    drop_plugin_table(op, PLUGIN, "case")
    drop_plugin_table(op, PLUGIN, "meeting")
