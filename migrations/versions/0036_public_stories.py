"""A story of a coupling stands in public, and is shared, with the consent of both families."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique
from tenants.roles import CONSOLE

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The coupling and the consents of a story, and what of it the console may read."""
    op.add_column("story", sa.Column("coupling_id", sa.Uuid(), nullable=True), schema="tenant")
    op.add_column("story", sa.Column("public_on", sa.Date(), nullable=True), schema="tenant")
    op.create_foreign_key(
        "fk_story_tenant_id_coupling_id", "story", "coupling", ["tenant_id", "coupling_id"],
        ["tenant_id", "id"], source_schema="tenant", referent_schema="tenant",
        ondelete="SET NULL (coupling_id)",
    )  # fmt: skip
    op.create_index(
        "ix_story_tenant_id_coupling_id", "story", ["tenant_id", "coupling_id"], schema="tenant"
    )
    _consents()
    _shared()
    for table in ("story_consent", "published_story"):
        op.create_index(
            f"ix_{table}_tenant_id_story_id", table, ["tenant_id", "story_id"], schema="tenant"
        )


def _consents() -> None:
    create_tenant_table(
        op,
        "story_consent",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("nationally", sa.Boolean(), nullable=False),
        composite_reference("story_id", "story", on_delete="CASCADE"),
        unique("story_id", "side"),
    )


def _shared() -> None:
    create_tenant_table(
        op,
        "published_story",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=False),
        composite_reference("story_id", "story", on_delete="CASCADE"),
        unique("story_id"),
    )
    op.execute(f"GRANT SELECT ON tenant.published_story TO {CONSOLE}")
    op.execute(
        f"CREATE POLICY console_reads ON tenant.published_story FOR SELECT TO {CONSOLE}"
        " USING (true)"
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("published_story", schema="tenant")
    op.drop_table("story_consent", schema="tenant")
    op.drop_index("ix_story_tenant_id_coupling_id", "story", schema="tenant")
    op.drop_constraint("fk_story_tenant_id_coupling_id", "story", schema="tenant")
    op.drop_column("story", "public_on", schema="tenant")
    op.drop_column("story", "coupling_id", schema="tenant")
