"""Worries that are sent to the coordinator, and the restricted file of the meldcode."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ONLY_ADDED = "SELECT, INSERT, DELETE"


def upgrade() -> None:
    """Make the tables."""
    _signals()
    _meldcode()


def _signals() -> None:
    create_tenant_table(
        op,
        "signal_link",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        composite_reference("coupling_id", "coupling", "CASCADE"),
        composite_reference("made_by", "membership", "SET NULL"),
    )
    _index("signal_link", "coupling_id")
    _index("signal_link", "made_by")
    create_tenant_table(
        op,
        "signal",
        sa.Column("coupling_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("respond_by", sa.Date(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        composite_reference("coupling_id", "coupling", "SET NULL"),
        composite_reference("taken_by", "membership", "SET NULL"),
    )
    _index("signal", "coupling_id")
    _index("signal", "taken_by")
    _index("signal", "closed_on", "received_at")


def _meldcode() -> None:
    create_tenant_table(
        op,
        "meldcode_file",
        sa.Column("family_id", sa.Uuid(), nullable=True),
        sa.Column("keeper_id", sa.Uuid(), nullable=True),
        sa.Column("second_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        composite_reference("family_id", "family", "SET NULL"),
        composite_reference("keeper_id", "membership", "SET NULL"),
        composite_reference("second_id", "membership", "SET NULL"),
    )
    for column in ("family_id", "keeper_id", "second_id"):
        _index("meldcode_file", column)
    create_tenant_table(
        op,
        "meldcode_note",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("step", sa.String(10), nullable=False),
        sa.Column("is_skipped", sa.Boolean(), nullable=False),
        sa.Column("corrects", sa.SmallInteger(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        composite_reference("author_id", "membership", "SET NULL"),
        composite_reference("file_id", "meldcode_file", "CASCADE"),
        unique("file_id", "seq"),
        verbs=ONLY_ADDED,
    )
    _index("meldcode_note", "author_id")
    _index("meldcode_note", "file_id")
    create_tenant_table(
        op,
        "meldcode_event",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        composite_reference("actor_id", "membership", "SET NULL"),
        composite_reference("file_id", "meldcode_file", "CASCADE"),
        verbs=ONLY_ADDED,
    )
    _index("meldcode_event", "actor_id")
    _index("meldcode_event", "file_id")


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_tenant_id_{'_'.join(columns)}"
    op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take the tables away, those that refer to others first."""
    for name in ("meldcode_event", "meldcode_note", "meldcode_file", "signal", "signal_link"):
        op.drop_table(name, schema="tenant")
