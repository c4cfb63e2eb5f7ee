"""Licences of the method, whose operator somebody is, the console's logbook and its library."""

import sqlalchemy as sa
from alembic import op

from tenants.roles import APPLICATION, CONSOLE

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NEW = ("method_document", "console_event", "licence_gemeente", "method_licence")


def upgrade() -> None:
    """Registry only: nothing of a tenant changes."""
    _licences()
    op.create_table(
        "console_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_console_event"),
        schema="platform",
    )
    op.create_index(
        "ix_console_event_organisation_id_at",
        "console_event",
        ["organisation_id", "at"],
        schema="platform",
    )
    op.execute(f"GRANT SELECT, INSERT ON platform.console_event TO {CONSOLE}")
    op.create_table(
        "method_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("variant", sa.String(40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_method_document"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT ON platform.method_document TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON platform.method_document TO {CONSOLE}")
    op.add_column(
        "operator", sa.Column("organisation_id", sa.Uuid(), nullable=True), schema="platform"
    )
    op.create_foreign_key(
        "fk_operator_organisation_id",
        "operator",
        "organisation",
        ["organisation_id"],
        ["id"],
        source_schema="platform",
        referent_schema="platform",
    )


def _licences() -> None:
    op.create_table(
        "method_licence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("variant", sa.String(40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("most_couplings", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_on <= until", name=op.f("ck_method_licence_period")),
        sa.CheckConstraint("most_couplings > 0", name=op.f("ck_method_licence_most_couplings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["platform.organisation.id"],
            name="fk_method_licence_organisation_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_method_licence"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT ON platform.method_licence TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON platform.method_licence TO {CONSOLE}")
    op.create_table(
        "licence_gemeente",
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["platform.method_licence.id"], name="fk_licence_gemeente_licence_id"
        ),
        sa.PrimaryKeyConstraint("licence_id", "area_code", name="pk_licence_gemeente"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT ON platform.licence_gemeente TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON platform.licence_gemeente TO {CONSOLE}")


def downgrade() -> None:
    """Take them away."""
    op.drop_constraint("fk_operator_organisation_id", "operator", schema="platform")
    op.drop_column("operator", "organisation_id", schema="platform")
    for name in NEW:
        op.drop_table(name, schema="platform")
