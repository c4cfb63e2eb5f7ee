"""The calendar on other devices, office hours and reminders."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REVISED = ("appointment", "evaluation", "coupling", "vog_record")


def upgrade() -> None:
    """Make the tables, and let what stands in a calendar count its changes."""
    for table in REVISED:
        _count_changes(table)
    create_tenant_table(
        op,
        "calendar_feed",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_hash", sa.LargeBinary(), nullable=True),
        sa.Column("body_at", sa.DateTime(timezone=True), nullable=True),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("token_hash"),
        unique("membership_id", "name"),
    )
    _index("calendar_feed", "membership_id")
    create_tenant_table(
        op,
        "office_hour",
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("till_time", sa.Time(), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("till_time > from_time", name="times"),
        composite_reference("member_id", "membership", "SET NULL"),
    )
    _index("office_hour", "member_id")
    create_tenant_table(
        op,
        "office_closure",
        sa.Column("office_hour_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        composite_reference("office_hour_id", "office_hour", "CASCADE"),
        unique("office_hour_id", "on_date"),
    )
    _index("office_closure", "office_hour_id")
    _index("office_closure", "on_date")
    create_tenant_table(
        op,
        "reminder",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("rhythm", sa.String(8), nullable=False),
        sa.Column("last_sent_on", sa.Date(), nullable=True),
        composite_reference("membership_id", "membership", "CASCADE"),
        unique("membership_id"),
    )
    _index("reminder", "membership_id")


def downgrade() -> None:
    """Take them away again."""
    for table in ("reminder", "office_closure", "office_hour", "calendar_feed"):
        op.drop_table(table, schema="tenant")
    for table in REVISED:
        op.drop_column(table, "changed_at", schema="tenant")
        op.drop_column(table, "sequence", schema="tenant")


def _count_changes(table: str) -> None:
    """Add the columns of `Revised`; a default only for the rows that are there."""
    at = sa.DateTime(timezone=True)
    for new in (
        sa.Column("sequence", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("changed_at", at, nullable=False, server_default=sa.func.now()),
    ):
        op.add_column(table, new, schema="tenant")
        op.alter_column(table, new.name, server_default=None, schema="tenant")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="tenant")
