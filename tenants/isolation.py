"""The wall: what makes a table of a tenant correct, in models and in migrations.

A tenant table has `PRIMARY KEY (tenant_id, id)`, foreign keys and uniques that include
`tenant_id`, and one forced row-level policy. `TenantModel` and `create_tenant_table` give
all of that, so the correct table is the easiest one to write.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tenants.columns import DataClass
from tenants.ids import new_id
from tenants.roles import APPLICATION

PLATFORM = "platform"
TENANT = "tenant"
JOBS = "jobs"

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
POLICY_NAME = "tenant_wall"
POLICY = "tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::int"


class Base(DeclarativeBase):
    """All tables; those without a schema of their own are tenant tables."""

    metadata = sa.MetaData(schema=TENANT, naming_convention=NAMING)


class PlatformModel(Base):
    """A row of the registry, which belongs to no tenant."""

    __abstract__ = True
    __table_args__: Any = {"schema": PLATFORM}  # noqa: RUF012 - SQLAlchemy reads it as it is


class TenantModel(Base):
    """A row of one tenant, behind the wall."""

    __abstract__ = True
    __table_args__: Any = ()

    tenant_id: Mapped[int] = mapped_column(
        sa.ForeignKey(f"{PLATFORM}.tenant.id"),
        primary_key=True,
        autoincrement=False,
        sort_order=-2,
        info={"data_class": DataClass.INTERNAL},
    )
    id: Mapped[UUID] = mapped_column(
        primary_key=True, default=new_id, sort_order=-1, info={"data_class": DataClass.INTERNAL}
    )

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__abstract__" not in cls.__dict__:
            _add_references(cls.__table__, cls._reference)  # type: ignore[arg-type]

    @classmethod
    def _reference(cls, column: sa.Column[Any], target: str) -> sa.ForeignKeyConstraint:
        """The foreign key of a column that belongs to another table."""
        return composite_reference(column.name, target, column.info["on_delete"])


def _add_references(
    table: sa.Table, refer: Callable[[sa.Column[Any], str], sa.ForeignKeyConstraint]
) -> None:
    for column in list(table.columns):
        if target := column.info.get("belongs_to"):
            table.append_constraint(refer(column, target))
            sa.Index(None, table.c.tenant_id, column)


def composite_reference(
    column: str, target: str, on_delete: str | None = None, schema: str = TENANT
) -> sa.ForeignKeyConstraint:
    """A foreign key between tenant tables: it cannot point across the wall."""
    if on_delete == "SET NULL":
        on_delete = f"SET NULL ({column})"
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{schema}.{target}.tenant_id", f"{schema}.{target}.id"],
        ondelete=on_delete,
    )


def unique(*columns: str) -> sa.UniqueConstraint:
    """A unique rule within one tenant."""
    return sa.UniqueConstraint("tenant_id", *columns)


def index(*columns: str) -> sa.Index:
    """An index that serves one tenant's queries."""
    return sa.Index(None, "tenant_id", *columns)


def create_tenant_table(
    op: Any, name: str, *parts: Any, verbs: str = "SELECT, INSERT, UPDATE, DELETE"
) -> None:
    """Make a table behind the wall in a migration: keys, policy and grants included.

    `parts` are columns and constraints without `tenant_id`, `id` and the primary key;
    `verbs` is what the application may do (append-only tables get "SELECT, INSERT").
    """
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("tenant_id", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], [f"{PLATFORM}.tenant.id"], name=f"fk_{name}_tenant_id"
        ),
        schema=TENANT,
    )
    for statement in wall_statements(f"{TENANT}.{name}"):
        op.execute(statement)
    op.execute(f"GRANT {verbs} ON {TENANT}.{name} TO {APPLICATION}")


def wall_statements(table: str) -> tuple[str, ...]:
    """The DDL that puts a table behind the wall, one statement each."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {POLICY_NAME} ON {table} USING ({POLICY}) WITH CHECK ({POLICY})",
    )
