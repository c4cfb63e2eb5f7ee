"""The ground: registry, job queue, keys, logbook and published figures."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

from tenants.isolation import create_tenant_table, unique
from tenants.roles import APPLICATION, BACKUP, CONSOLE, WORKER

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three schemas and the tables of the ground."""
    for schema in ("platform", "tenant", "jobs"):
        op.execute(f"CREATE SCHEMA {schema}")
        op.execute(f"GRANT USAGE ON SCHEMA {schema} TO {BACKUP}")
    op.execute(f"GRANT USAGE ON SCHEMA platform TO {APPLICATION}, {CONSOLE}")
    op.execute(f"GRANT USAGE ON SCHEMA tenant TO {APPLICATION}, {CONSOLE}")
    _registry()
    _ground()
    _queue()


def _registry() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("tenant_number", schema="platform")))
    op.execute(f"GRANT USAGE ON SEQUENCE platform.tenant_number TO {CONSOLE}")
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
        schema="platform",
    )

    op.create_table(
        "tenant",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("area_code", sa.String(12), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("inhabitants", sa.Integer(), nullable=False),
        sa.Column("inhabitants_on", sa.Date(), nullable=False),
        sa.Column("inhabitants_source", sa.String(120), nullable=False),
        sa.Column("hue", sa.SmallInteger(), nullable=False),
        sa.Column("chroma", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("inhabitants > 0", name=op.f("ck_tenant_inhabitants")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["platform.organisation.id"], name="fk_tenant_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tenant"),
        sa.UniqueConstraint("slug", name="uq_tenant_slug"),
        schema="platform",
    )

    op.create_table(
        "tenant_domain",
        sa.Column("host", sa.String(253), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name="fk_tenant_domain_tenant_id"
        ),
        sa.PrimaryKeyConstraint("host", name="pk_tenant_domain"),
        schema="platform",
    )

    for name in ("organisation", "tenant", "tenant_domain"):
        op.execute(f"GRANT SELECT ON platform.{name} TO {APPLICATION}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON platform.{name} TO {CONSOLE}")


def _ground() -> None:
    create_tenant_table(
        op,
        "audit_detail",
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        verbs="SELECT, INSERT, DELETE",
    )

    create_tenant_table(
        op,
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
        sa.Column("actor_kind", sa.String(12), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("detail_digest", sa.LargeBinary(), nullable=True),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        unique("seq"),
        verbs="SELECT, INSERT",
    )
    op.create_index(
        "ix_audit_entry_tenant_id_subject_id_seq",
        "audit_entry",
        ["tenant_id", "subject_id", "seq"],
        schema="tenant",
    )

    create_tenant_table(
        op,
        "published_figure",
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        unique("measure", "part"),
    )

    create_tenant_table(
        op,
        "tenant_key",
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        unique("version"),
        verbs="SELECT, INSERT",
    )

    op.execute(f"GRANT SELECT ON tenant.published_figure TO {CONSOLE}")
    op.execute(
        f"CREATE POLICY console_reads ON tenant.published_figure FOR SELECT TO {CONSOLE}"
        " USING (true)"
    )


def _queue() -> None:
    op.execute("SET LOCAL search_path = jobs")
    connection = op.get_bind()
    connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    op.execute("SET LOCAL search_path = DEFAULT")
    op.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC")
    op.execute(f"GRANT USAGE ON SCHEMA jobs TO {APPLICATION}, {WORKER}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO {WORKER}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO {APPLICATION}, {WORKER}")
    op.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO {APPLICATION}, {WORKER}")
    op.execute(f"GRANT INSERT, SELECT ON jobs.procrastinate_jobs TO {APPLICATION}")
    op.execute(f"GRANT INSERT ON jobs.procrastinate_events TO {APPLICATION}")
    op.execute(f"GRANT SELECT ON jobs.procrastinate_workers TO {APPLICATION}")


def downgrade() -> None:
    """Take the whole ground away."""
    for schema in ("jobs", "tenant", "platform"):
        op.execute(f"DROP SCHEMA {schema} CASCADE")
