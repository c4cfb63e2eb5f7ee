"""A caseload given to a successor, and back the same day."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import composite_reference, create_tenant_table, unique

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of transfers and of what went along."""
    create_tenant_table(
        op,
        "caseload_transfer",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        composite_reference("from_id", "membership", "CASCADE"),
        composite_reference("to_id", "membership", "CASCADE"),
        composite_reference("done_by", "membership", "SET NULL"),
    )
    create_tenant_table(
        op,
        "transferred_file",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        composite_reference("transfer_id", "caseload_transfer", "CASCADE"),
        composite_reference("file_id", "family_file", "CASCADE"),
        unique("transfer_id", "file_id"),
    )
    for table, columns in (
        ("caseload_transfer", ("from_id", "to_id", "done_by")),
        ("transferred_file", ("transfer_id", "file_id")),
    ):
        for column in columns:
            op.create_index(
                f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="tenant"
            )


def downgrade() -> None:
    """Take the tables away."""
    for name in ("transferred_file", "caseload_transfer"):
        op.drop_table(name, schema="tenant")
