"""What a place of an offer is worth to the others: of any pair it is known what it costs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column beside the regrets; empty until the list is solved again."""
    column = sa.Column("places", JSONB(), nullable=False, server_default=sa.text("'{}'"))
    op.add_column("request_price", column, schema="tenant")
    op.alter_column("request_price", "places", server_default=None, schema="tenant")


def downgrade() -> None:
    """Take the column away again."""
    op.drop_column("request_price", "places", schema="tenant")
