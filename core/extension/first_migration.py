"""The first migration of a plugin, written from the tables that it declares."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tenants.isolation import TENANT
from tenants.plugin_tables import metadata_of
from tenants.sealing import SealedType

_HEAD = '''"""The first tables."""

import sqlalchemy as sa
from alembic import op
{more}
from core.extension.tables import (
{used})

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
PLUGIN = "{key}"
'''
_WORDS = (
    "composite_reference",
    "create_plugin_table",
    "drop_plugin_table",
    "index",
    "own_reference",
    "unique",
)
_INDENT = " " * 8


def first_migration(key: str) -> str:
    """The text of `migrations/versions/0001_first.py` for the tables that plugin `key` declares."""
    tables = metadata_of(key).sorted_tables
    up = "".join(_made(table) for table in tables)
    down = "".join(f'    drop_plugin_table(op, PLUGIN, "{one.name}")\n' for one in reversed(tables))
    more = "from sqlalchemy.dialects import postgresql\n" if "postgresql." in up else ""
    used = "".join(f"    {word},\n" for word in _WORDS if f" {word}(" in f"{up}{down}")
    return (
        _HEAD.format(key=key, more=more, used=used)
        + f'\n\ndef upgrade() -> None:\n    """Make the tables."""\n{up}'
        + f'\n\ndef downgrade() -> None:\n    """Take them away."""\n{down}'
    )


def _made(table: sa.Table) -> str:
    parts = [*_columns(table), *_references(table), *_rules(table)]
    lines = "".join(f"{_INDENT}{part},\n" for part in ("op", "PLUGIN", f'"{table.name}"', *parts))
    return f"    create_plugin_table(\n{lines}    )\n"


def _columns(table: sa.Table) -> Iterator[str]:
    for column in table.columns:
        if column.name not in ("tenant_id", "id"):
            yield f'sa.Column("{column.name}", {_kind(column.type)}, nullable={column.nullable})'


def _kind(kind: Any) -> str:
    if isinstance(kind, SealedType):
        return "sa.LargeBinary()"
    place = "postgresql" if ".postgresql" in type(kind).__module__ else "sa"
    return f"{place}.{kind!r}"


def _references(table: sa.Table) -> Iterator[str]:
    for key in sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys)):
        if len(key.column_keys) == 1:
            continue
        column, target = key.column_keys[1], key.referred_table
        if target.schema == TENANT:
            yield f'composite_reference("{column}", "{target.name}", "CASCADE")'
        else:
            on_delete = str(key.ondelete).partition(" (")[0]
            yield f'own_reference(PLUGIN, "{column}", "{target.name}", "{on_delete}")'


def _rules(table: sa.Table) -> Iterator[str]:
    referring = {tuple(key.column_keys) for key in table.foreign_key_constraints}
    for rule in sorted(table.constraints, key=lambda rule: str(rule.name)):
        if isinstance(rule, sa.UniqueConstraint):
            yield f"unique({_names(rule.columns)})"
        if isinstance(rule, sa.CheckConstraint):
            words = str(rule.sqltext)
            yield f"sa.CheckConstraint({words!r}, name={_bare(table, rule)!r})"
    for one in sorted(table.indexes, key=lambda one: str(one.name)):
        if tuple(one.columns.keys()) not in referring:
            yield f"index({_names(one.columns)})"


def _names(columns: Any) -> str:
    return ", ".join(f'"{name}"' for name in columns.keys() if name != "tenant_id")  # noqa: SIM118


def _bare(table: sa.Table, rule: sa.CheckConstraint) -> str:
    """The name without what the convention puts before it."""
    return str(rule.name).removeprefix(f"ck_{table.name}_")
