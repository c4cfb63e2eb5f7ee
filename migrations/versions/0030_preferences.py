"""What makes a request and an offer fit well: interests, themes, wishes, siblings together."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

LISTS = {
    "support_request": ("home_languages", "interests", "themes", "wish_keys", "traits"),
    "support_offer": ("interests", "themes", "wish_keys", "traits", "own_ages"),
}


def upgrade() -> None:
    """Nothing of this was asked yet: every list is null."""
    for table, names in LISTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, JSONB(), nullable=True), schema="tenant")
    together = sa.Column("together_key", sa.String(32), nullable=True)
    op.add_column("support_request", together, schema="tenant")


def downgrade() -> None:
    """Forget what was asked."""
    op.drop_column("support_request", "together_key", schema="tenant")
    for table, names in LISTS.items():
        for name in reversed(names):
            op.drop_column(table, name, schema="tenant")
