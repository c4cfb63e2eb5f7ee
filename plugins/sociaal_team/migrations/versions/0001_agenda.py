"""The cases on the agenda."""

import sqlalchemy as sa
from alembic import op

from core.extension.tables import (
    composite_reference,
    create_plugin_table,
    drop_plugin_table,
    unique,
)

revision = "0001"
down_revision = None
PLUGIN = "sociaal_team"


def upgrade() -> None:
    """Make the table."""
    create_plugin_table(
        op,
        PLUGIN,
        "agenda_item",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("put_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        composite_reference("referral_id", "referral", "CASCADE"),
        composite_reference("family_id", "family", "CASCADE"),
        unique("referral_id"),
    )


def downgrade() -> None:
    """Take it away again."""
    drop_plugin_table(op, PLUGIN, "agenda_item")
