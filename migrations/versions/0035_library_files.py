"""A document of the library may come with a file."""

import sqlalchemy as sa
from alembic import op

from tenants.roles import APPLICATION, CONSOLE

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Registry only: nothing of a tenant changes."""
    op.create_table(
        "method_document_file",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(130), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_method_document_file"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["platform.method_document.id"],
            name="fk_method_document_file_document_id",
        ),
        schema="platform",
    )
    op.execute(f"GRANT SELECT ON platform.method_document_file TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON platform.method_document_file TO {CONSOLE}")


def downgrade() -> None:
    """The documents stay without their files."""
    op.drop_table("method_document_file", schema="platform")
