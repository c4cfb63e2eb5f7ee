"""Families that look alike, and families that were merged."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A family may have gone into another; what only looks alike is remembered."""
    for column in (
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("merged_on", sa.Date(), nullable=True),
        sa.Column("before_merge", sa.LargeBinary(), nullable=True),
    ):
        op.add_column("family", column, schema="tenant")
    op.create_foreign_key(
        "fk_family_tenant_id_merged_into_id",
        "family",
        "family",
        ["tenant_id", "merged_into_id"],
        ["tenant_id", "id"],
        source_schema="tenant",
        referent_schema="tenant",
        ondelete="CASCADE",
    )
    _index("family", "merged_into_id")
    create_tenant_table(
        op,
        "known_different",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        composite_reference("said_by", "membership", "SET NULL"),
        unique("one_id", "other_id"),
    )
    for column_name in ("other_id", "said_by"):
        _index("known_different", column_name)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="tenant")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("known_different", schema="tenant")
    op.drop_constraint("fk_family_tenant_id_merged_into_id", "family", schema="tenant")
    for name in ("before_merge", "merged_on", "merged_into_id"):
        op.drop_column("family", name, schema="tenant")
