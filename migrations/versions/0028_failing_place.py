"""A plugin that works in one place may go on failing in another."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Where it failed last; "" for what failed before, which any success ends."""
    op.add_column(
        "plugin_activation",
        sa.Column("failing_at", sa.String(60), nullable=False, server_default=""),
        schema="tenant",
    )
    op.alter_column("plugin_activation", "failing_at", server_default=None, schema="tenant")


def downgrade() -> None:
    """Take it away."""
    op.drop_column("plugin_activation", "failing_at", schema="tenant")
