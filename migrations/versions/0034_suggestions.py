"""What the list said when a family was chosen, weights with versions, and the list as solved."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def _kept() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("weights_variant", sa.String(40), nullable=False, server_default=""),
        sa.Column("weights_version", sa.Integer(), nullable=True),
        sa.Column("quality", sa.SmallInteger(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("regret", sa.Integer(), nullable=True),
        sa.Column("contributions", JSONB(), nullable=True),
        sa.Column("alternatives", JSONB(), nullable=True),
        sa.Column("inputs", sa.LargeBinary(), nullable=True),
    )


def upgrade() -> None:
    """Proposals of before this say nothing of a list: there was none."""
    for column in _kept():
        op.add_column("match_proposal", column, schema="tenant")
    op.alter_column("match_proposal", "weights_variant", server_default=None, schema="tenant")
    create_tenant_table(
        op,
        "matching_weights",
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points", JSONB(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        composite_reference("made_by", "membership", "SET NULL"),
        unique("variant", "version"),
    )
    create_tenant_table(
        op,
        "solved_list",
        sa.Column("only", sa.SmallInteger(), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("weights_variant", sa.String(40), nullable=False),
        sa.Column("weights_version", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        unique("only"),
    )
    create_tenant_table(
        op,
        "request_price",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("regrets", JSONB(), nullable=False),
        composite_reference("request_id", "support_request", "CASCADE"),
        composite_reference("offer_id", "support_offer", "SET NULL"),
        unique("request_id"),
    )
    create_tenant_table(
        op,
        "offer_price",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        composite_reference("offer_id", "support_offer", "CASCADE"),
        unique("offer_id"),
    )
    for table, column_name in (
        ("matching_weights", "made_by"),
        ("request_price", "request_id"),
        ("request_price", "offer_id"),
        ("offer_price", "offer_id"),
    ):
        op.create_index(
            f"ix_{table}_tenant_id_{column_name}",
            table,
            ["tenant_id", column_name],
            schema="tenant",
        )


def downgrade() -> None:
    """Take them away."""
    for name in ("offer_price", "request_price", "solved_list", "matching_weights"):
        op.drop_table(name, schema="tenant")
    for column in _kept():
        op.drop_column("match_proposal", column.name, schema="tenant")
