"""All tables of a complete export: after core's own, those that plugins keep.

A plugin's is read as the plugin itself reads it: by its own role, from its own schema. A row that
tells of families comes along when this member may open one of them. Of a row that tells of none,
what is personal is for the programme's admin alone: nobody can say of whom it is.
"""

import base64
import datetime as dt
import json
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Column, select
from sqlalchemy.exc import ProgrammingError

from core.accounts.models import Role
from core.exporting.listed import MOST, Listed
from core.exporting.scope import may_open
from core.exporting.tables import EVERYTHING
from core.exporting.telling import Families, families_told_of, join
from core.extension.host import Loaded
from core.extension.store import NotKept, PluginStore
from core.families.models import Family
from core.plugins.models import PluginActivation
from core.spreadsheets.cells import Cell
from core.wording import _
from core.work import Work
from tenants.columns import DataClass
from tenants.plugin_tables import PluginTable
from tenants.sealing import SealedType

OF_SOMEBODY = frozenset({DataClass.PERSONAL, DataClass.SPECIAL})
Model = type[PluginTable]


def everything(work: Work) -> tuple[Callable[[Work], Listed], ...]:
    """What makes each table of a complete export, in order: core's, and those of plugins."""
    return (*EVERYTHING, *tables_of_plugins(work))


def tables_of_plugins(work: Work) -> tuple[Callable[[Work], Listed], ...]:
    """A function for each table of each installed plugin that was ever switched on here."""
    known = set(work.session.scalars(select(PluginActivation.plugin)))
    return tuple(
        partial(plugin_table, loaded=loaded, model=model)
        for loaded in sorted(work.plugins, key=lambda one: one.key)
        if loaded.key in known
        for model in loaded.listed.get("tables", ())
    )


def plugin_table(work: Work, loaded: Loaded, model: Model) -> Listed:
    """One table of a plugin; a sentence in its place when the database does not have it."""
    title = f"{loaded.plugin.name}: {model.__tablename__}"
    try:
        return _Reader(work, loaded).listed(title, model)
    except (ProgrammingError, NotKept):  # its tables were never made, or its role is not there
        told = _("Deze tabel kon niet worden gelezen. Vraag de Stichting om hulp.")
        return Listed(title, (_("Let op"),), [[told]])


class _Reader:
    """Reads the tables of one plugin for one member."""

    def __init__(self, work: Work, loaded: Loaded) -> None:
        self._work = work
        self._store = PluginStore(loaded.key, work.session, lambda: work.vault)
        self._own = {model.__tablename__: model for model in loaded.listed["tables"]}

    def listed(self, title: str, model: Model) -> Listed:
        """The rows that this member may have."""
        rows = self._store.all(model, order_by=model.id, limit=MOST)
        told = self._told_of(model, rows)
        names = self._open({family for families in told.values() for family in families})
        open_to = {one: families & set(names) for one, families in told.items()}
        shown = [row for row in rows if row.id in told and (open_to[row.id] or not told[row.id])]
        columns: list[Any] = [one for one in model.__table__.columns if one.name != "tenant_id"]
        cells = [[self._cell(row, column, told, names) for column in columns] for row in shown]
        seen = frozenset(one for row in shown for one in open_to[row.id])
        return Listed(title, tuple(map(_head, columns)), cells, seen)

    def _told_of(self, model: Model, rows: Sequence[PluginTable]) -> Families:
        """Of which families its rows tell, also by way of other tables of this plugin."""
        found: Families = {row.id: frozenset() for row in rows}
        for column in model.__table__.columns:
            target = column.info.get("belongs_to")
            if target and target != model.__tablename__:
                refers = {row.id: getattr(row, column.name) for row in rows}
                join(found, refers, self._told_by(target, set(refers.values()) - {None}))
        return found

    def _told_by(self, target: str, ids: set[UUID]) -> Families:
        own = self._own.get(target)
        if own is None:
            return families_told_of(self._work, target, ids)
        return self._told_of(own, self._store.all(own, own.id.in_(ids)))

    def _open(self, ids: set[UUID]) -> dict[UUID, str]:
        """The names of those families that this member may open."""
        query = select(Family.id, Family.name).where(
            Family.id.in_(ids), may_open(self._work, Family.id)
        )
        return {row.id: row.name for row in self._work.session.execute(query)}

    def _cell(
        self, row: PluginTable, column: Column[Any], told: Families, names: dict[UUID, str]
    ) -> Cell:
        value = getattr(row, column.name)
        if column.info.get("belongs_to") == Family.__tablename__:
            return names.get(value)
        is_hidden = not told[row.id] and self._work.actor.role != Role.ADMIN
        if is_hidden and column.info["data_class"] in OF_SOMEBODY:
            return None
        if isinstance(column.type, SealedType):
            if "compartment" in column.info:
                return None
            return self._store.open(getattr(type(row), column.name), row.id, value)
        return _said(value)


def _head(column: Column[Any]) -> str:
    return _("Gezin") if column.info.get("belongs_to") == Family.__tablename__ else column.name


def _said(value: Any) -> Cell:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case dt.date():
            return value
        case dt.time():
            return value.isoformat("minutes")
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return str(value)
