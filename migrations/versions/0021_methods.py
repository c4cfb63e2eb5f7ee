"""Which variants of the method a tenant uses, and what is recorded by them."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PINNED: tuple[tuple[str, sa.types.TypeEngine[Any], str], ...] = (
    ("variant", sa.String(40), "standard"),
    ("variant_version", sa.SmallInteger(), "1"),
)


def upgrade() -> None:
    """Make the tables; until now every safety check was one of the standard method."""
    create_tenant_table(
        op,
        "method_choice",
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        unique("variant"),
    )
    create_tenant_table(
        op,
        "method_version",
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        unique("variant", "version"),
    )
    create_tenant_table(
        op,
        "joint_decision",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("function", sa.String(120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        composite_reference("author_id", "membership", "SET NULL"),
        unique("coupling_id"),
    )
    for column in ("coupling_id", "author_id"):
        name = f"ix_joint_decision_tenant_id_{column}"
        op.create_index(name, "joint_decision", ["tenant_id", column], schema="tenant")
    for column, kind, value in PINNED:
        added = sa.Column(column, kind, nullable=False, server_default=value)
        op.add_column("safety_check", added, schema="tenant")
        op.alter_column("safety_check", column, server_default=None, schema="tenant")


def downgrade() -> None:
    """Take them away."""
    for column, _kind, _value in PINNED:
        op.drop_column("safety_check", column, schema="tenant")
    for table in ("joint_decision", "method_version", "method_choice"):
        op.drop_table(table, schema="tenant")
