"""How many seats there are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("meeting", sa.Column("seats", sa.Integer()), schema="plugin_round_table")


def downgrade() -> None:
    op.drop_column("meeting", "seats", schema="plugin_round_table")
