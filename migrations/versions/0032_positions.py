"""Where postcode areas lie: a table for everybody, and what each programme looked up."""

import sqlalchemy as sa
from alembic import op

from tenants.isolation import create_tenant_table, unique
from tenants.roles import APPLICATION, CONSOLE

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known yet: distances go by the names of places, as they did."""
    op.create_table(
        "postcode_area",
        sa.Column("postcode4", sa.String(4), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("postcode4", name="pk_postcode_area"),
        schema="platform",
    )
    op.execute(f"GRANT SELECT ON platform.postcode_area TO {APPLICATION}")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON platform.postcode_area TO {CONSOLE}")
    create_tenant_table(
        op,
        "postcode_position",
        sa.Column("postcode4", sa.String(4), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("source", sa.String(12), nullable=False),
        unique("postcode4"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("postcode_position", schema="tenant")
    op.drop_table("postcode_area", schema="platform")
