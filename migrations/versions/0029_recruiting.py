"""Search profiles: their texts, where they are shown, and by which channel a sign-up came in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _profiles()
    _channels()
    _second_reader()


def _profiles() -> None:
    create_tenant_table(
        op,
        "search_profile",
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("from_advice", JSONB(), nullable=True),
        composite_reference("request_id", "support_request", "CASCADE"),
        composite_reference("made_by", "membership", "SET NULL"),
        unique("code"),
    )
    for columns in (("request_id",), ("made_by",), ("state", "until")):
        _index("search_profile", *columns)
    create_tenant_table(
        op,
        "search_profile_version",
        sa.Column("profile_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("fields", JSONB(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("checked", sa.LargeBinary(), nullable=True),
        sa.Column("reread_by", sa.Uuid(), nullable=True),
        sa.Column("reread_on", sa.Date(), nullable=True),
        sa.Column("reread_digest", sa.LargeBinary(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_how", sa.String(12), nullable=True),
        sa.Column("approved_digest", sa.LargeBinary(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        composite_reference("profile_id", "search_profile", "CASCADE"),
        composite_reference("reread_by", "membership", "SET NULL"),
        unique("profile_id", "number"),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (approved_digest IS NULL)",
            name="approved",
        ),
    )
    for column in ("profile_id", "reread_by"):
        _index("search_profile_version", column)


def _channels() -> None:
    create_tenant_table(
        op,
        "profile_channel",
        sa.Column("profile_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        composite_reference("profile_id", "search_profile", "CASCADE"),
        composite_reference("partner_id", "partner", "SET NULL"),
        unique("code"),
        sa.CheckConstraint("cost_cents >= 0", name="cost"),
    )
    for column in ("profile_id", "partner_id"):
        _index("profile_channel", column)
    create_tenant_table(
        op,
        "profile_visits",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        composite_reference("channel_id", "profile_channel", "CASCADE"),
        unique("channel_id", "day"),
    )
    _index("profile_visits", "channel_id")
    op.add_column(
        "referral", sa.Column("profile_channel_id", sa.Uuid(), nullable=True), schema="tenant"
    )
    op.create_foreign_key(
        "fk_referral_tenant_id_profile_channel_id",
        "referral",
        "profile_channel",
        ["tenant_id", "profile_channel_id"],
        ["tenant_id", "id"],
        source_schema="tenant",
        referent_schema="tenant",
        ondelete="SET NULL (profile_channel_id)",
    )
    _index("referral", "profile_channel_id")


def _second_reader() -> None:
    rereads: sa.Column[bool] = sa.Column(
        "rereads_profiles", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("programme", rereads, schema="tenant")
    op.alter_column("programme", "rereads_profiles", server_default=None, schema="tenant")


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_tenant_id_{'_'.join(columns)}"
    op.create_index(name, table, ["tenant_id", *columns], schema="tenant")


def downgrade() -> None:
    """Take them away, what refers to others first."""
    op.drop_column("programme", "rereads_profiles", schema="tenant")
    op.drop_column("referral", "profile_channel_id", schema="tenant")
    for name in ("profile_visits", "profile_channel", "search_profile_version", "search_profile"):
        op.drop_table(name, schema="tenant")
