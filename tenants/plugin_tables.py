"""The tables of a plugin: models in a schema of their own, behind the same wall.

A plugin declares `class Meeting(PluginTable, plugin="sociaal_team")` with the columns of
`tenants.columns`. What would pass the wall, or would keep a family from being erased once the
plugin is gone, is refused when the class is made. These tables stand in a metadata of their
own: core's migrations and everything that goes through core's tables do not know them.
"""

from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, registry
from sqlalchemy.orm.interfaces import MapperProperty

from tenants.columns import DataClass
from tenants.isolation import NAMING, TENANT, Base, TenantModel
from tenants.models import Tenant
from tenants.roles import plugin_schema
from tenants.sealing import SealedType

_OWN_KINDS = ("CASCADE", "SET NULL")


class BadTable(TypeError):
    """A plugin declares a table that cannot stand; the message says which and what to do."""


class PluginTable(TenantModel):
    """A row of a plugin's own table in one tenant; `plugin=` names whose it is."""

    __abstract__ = True
    plugin_key: ClassVar[str]

    tenant_id: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        sort_order=-2,
        info={"data_class": DataClass.INTERNAL},
    )

    def __init_subclass__(cls, *, plugin: str = "", **options: Any) -> None:
        """Map the table into the schema of `plugin`; raises BadTable when it cannot stand."""
        schema = _schema_of(cls, plugin)
        _check_declaration(cls)
        cls.plugin_key = plugin
        cls._sa_registry = _TABLES.setdefault(plugin, _made(schema))
        cls.metadata = cls._sa_registry.metadata
        known = set(cls.metadata.tables)
        if f"{schema}.{vars(cls).get('__tablename__')}" in known:
            raise BadTable(f"{cls.__name__}: {plugin} declares this table twice")
        try:
            super().__init_subclass__(**options)
            _check_table(cls.__name__, cls.__table__, schema)
        except BaseException:
            for name in set(cls.metadata.tables) - known:
                cls.metadata.remove(cls.metadata.tables[name])
            raise
        # The column itself: the registry stands in another metadata, where no name finds it.
        cls.__table__.append_constraint(  # type: ignore[attr-defined]
            sa.ForeignKeyConstraint(["tenant_id"], [Tenant.__table__.c.id], ondelete="CASCADE")
        )

    @classmethod
    def _reference(cls, column: sa.Column[Any], target: str) -> sa.ForeignKeyConstraint:
        place = f"{cls.__name__}.{column.name}"
        on_delete = column.info["on_delete"]
        table = cls.metadata.tables.get(f"{plugin_schema(cls.plugin_key)}.{target}")
        own = table is not None
        table = table if own else Base.metadata.tables.get(f"{TENANT}.{target}")
        if table is None:
            raise BadTable(f"{place}: there is no table {target!r} to refer to")
        if on_delete not in (_OWN_KINDS if own else _OWN_KINDS[:1]):
            kinds = " or ".join(f'on_delete="{kind}"' for kind in _OWN_KINDS[: 1 + own])
            raise BadTable(
                f"{place}: say {kinds}: without it, what it refers to could not be erased"
            )
        if on_delete == "SET NULL":
            on_delete = f"SET NULL ({column.name})"
        return sa.ForeignKeyConstraint(
            ["tenant_id", column.name], [table.c.tenant_id, table.c.id], ondelete=on_delete
        )


_TABLES: dict[str, registry] = {}


def _made(schema: str) -> registry:
    return registry(metadata=sa.MetaData(schema=schema, naming_convention=NAMING))


def metadata_of(plugin: str) -> sa.MetaData:
    """The tables that a plugin declared; `sorted_tables` has first what others refer to."""
    return (_TABLES.get(plugin) or _made(plugin_schema(plugin))).metadata


def declared_by(plugin: str) -> list[type["PluginTable"]]:
    """The models that a plugin declared, those that others refer to first."""
    if plugin not in _TABLES:
        return []
    models = {mapper.local_table: mapper.class_ for mapper in _TABLES[plugin].mappers}
    return [models[table] for table in metadata_of(plugin).sorted_tables]


def forget_tables(plugin: str) -> None:
    """Let another plugin of this key declare its tables: for tests, and for one loaded again."""
    if known := _TABLES.pop(plugin, None):
        known.dispose()


def _schema_of(cls: type, plugin: str) -> str:
    try:
        return plugin_schema(plugin)
    except ValueError as bad:
        raise BadTable(f'{cls.__name__}: say plugin="<key>": {bad}') from None


def _check_declaration(cls: type) -> None:
    """Only columns: no relationships, no expressions, no table of somebody else."""
    if PluginTable not in cls.__bases__:
        raise BadTable(f"{cls.__name__}: derive it from PluginTable itself")
    for name, value in vars(cls).items():
        if isinstance(value, MapperProperty) and not isinstance(value, MappedColumn):
            raise BadTable(f"{cls.__name__}.{name}: a plugin's table has columns only")
    for name in ("__table__", "__mapper_args__", "tenant_id", "id", "__abstract__"):
        if name in vars(cls) or name in vars(cls).get("__annotations__", {}):
            raise BadTable(f"{cls.__name__}: {name} is not yours to say")


def _check_table(name: str, table: Any, schema: str) -> None:
    if not isinstance(table, sa.Table) or table.schema != schema:
        raise BadTable(f"{name}: its table stands in {schema}, so say no schema")
    for column in table.columns:
        _check_column(f"{name}.{column.name}", column)
    for rule in (*table.constraints, *table.indexes):
        one_of = isinstance(rule, sa.UniqueConstraint) or getattr(rule, "unique", False)
        if one_of and "tenant_id" not in getattr(rule, "columns", {}):
            raise BadTable(f"{name}: write unique(…), which is unique within one tenant")


def _check_column(place: str, column: sa.Column[Any]) -> None:
    if "data_class" not in column.info:
        raise BadTable(f"{place}: declare it with internal, personal, special, public or sealed")
    kind = type(column.type)
    if kind is not SealedType and not kind.__module__.startswith("sqlalchemy."):
        raise BadTable(f"{place}: {kind.__name__} is not a type of SQLAlchemy")
    if column.server_default is not None or column.computed or column.identity:
        raise BadTable(f"{place}: values are made in Python: say default=")
    for key in column.foreign_keys:
        if key.constraint is None or "tenant_id" not in key.constraint.column_keys:
            raise BadTable(f"{place}: refer with belongs_to(…)")
