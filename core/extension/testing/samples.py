"""Invented values: options that a schema takes, and rows that a table takes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from core.extension.options import Options, secrets_of
from core.extension.store import PluginStore
from core.extension.testing.installation import TODAY, make_family, make_referral
from core.web.forms import FormSchema, Spec
from core.work import Work
from tenants.ids import new_id
from tenants.plugin_tables import PluginTable
from tenants.sealing import SealedType

SECRET = "R2VoZWltN1F4NGxhbmdnZW5vZWdvbXRlZ2VicnVpa2Vu"  # noqa: S105 - invented, to be looked for
_TRIED: tuple[Any, ...] = (
    "voorbeeld", "https://voorbeeld.example/pad", "voorbeeld.example", "hulp@voorbeeld.example",
    "0612345678", "3911", "7", "2026-11-30", "10:00", "ja", "12,50", ["ma-ochtend"],
)  # fmt: skip


_SECRETS = (SECRET, f"whsec_{SECRET}")


class NoSample(Exception):
    """The kit finds no value by itself; the message says where to give one."""


def sample_options(schema: type[Options], given: Mapping[str, Any]) -> dict[str, Any]:
    """Options as a form would post them: those given, and one for every other field."""
    return _filled(schema, given, secrets_of(schema))


def sample_answers(schema: type[FormSchema], given: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as somebody would post them: those given, and one for every other field."""
    known = {name: given[name] for name in schema().specs if name in given}
    return _filled(schema, known, frozenset())


def _filled(
    schema: type[FormSchema], given: Mapping[str, Any], hidden: frozenset[str]
) -> dict[str, Any]:
    made = schema()
    found = dict(given)
    for name, spec in made.specs.items():
        if name in given:
            continue
        choices = [choice[0] for choice in spec.choices]
        tried = (
            (SECRET, f"whsec_{SECRET}")
            if name in hidden
            else (*choices, *([choices[:1]] * bool(choices)), *_TRIED)
        )
        value = next((one for one in tried if _fits(made, {**found, name: one}, name)), None)
        if value is None and spec.required:
            raise NoSample(f"{name!r}: say one in `options` or `answers` of your test class")
        if value is not None:
            found[name] = value
    return found


def _chosen(spec: Spec) -> tuple[Any, ...]:
    """Each choice, and a list of the first one for a field that takes several."""
    keys = [choice[0] for choice in spec.choices]
    return (*keys, keys[:1]) if keys else ()


def _fits(schema: FormSchema, values: Mapping[str, Any], name: str) -> bool:
    try:
        return name not in schema.validate(values, partial=True)
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        return False


class Rows:
    """Makes a row of each table of a plugin, in one tenant, with what it refers to."""

    def __init__(
        self, work: Work, store: PluginStore, of: Callable[[type], Mapping[str, Any]]
    ) -> None:
        self._work = work
        self._store = store
        self._of = of
        self.referred: dict[str, UUID] = {}

    def add(self, model: type[PluginTable]) -> PluginTable:
        """Write one row and return it; raises NoSample."""
        row_id = new_id()
        values = dict(self._of(model))
        columns: Any = model.__table__.columns
        for column in columns:
            if column.name in ("tenant_id", "id") or column.name in values:
                continue
            value = self._value(model, column, row_id)
            if value is not None:
                values[column.name] = value
        return self._store.add(model(id=row_id, **values))

    def _value(self, model: type[PluginTable], column: sa.Column[Any], row_id: UUID) -> Any:
        target = next((key.column.table for key in column.foreign_keys), None)
        if target is not None:
            return self._reference(model, column, target)
        if isinstance(column.type, SealedType):
            return self._store.seal(getattr(model, column.name), row_id, "proef")
        return _plain(column)

    def _reference(self, model: type[PluginTable], column: sa.Column[Any], target: Any) -> Any:
        name = str(target.name)
        if name not in self.referred:
            if target.schema == model.__table__.schema and target is not model.__table__:
                own = {one.__table__: one for one in _models(model)}
                self.referred[name] = self.add(own[target]).id
            elif name == "family":
                self.referred[name] = make_family(self._work, "Gezin dat weggaat")
            elif name == "referral":
                self.referred[name] = make_referral(self._work)
            elif column.nullable:
                return None
            else:
                raise NoSample(f"{model.__name__}.{column.name}: give it in `row_of(table)`")
        return self.referred[name]


def _models(model: type[PluginTable]) -> list[type[PluginTable]]:
    return [mapper.class_ for mapper in model._sa_registry.mappers]


def _plain(column: sa.Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, sa.Enum):
        return kind.enums[0]
    if isinstance(kind, sa.String):
        return "proef"[: kind.length]
    made: tuple[tuple[type[Any], Any], ...] = (
        (sa.Boolean, False),
        (sa.Integer, 1),
        (sa.Numeric, 1),
        (sa.DateTime, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (sa.Date, TODAY),
        (sa.JSON, {}),
        (sa.LargeBinary, b"proef"),
        (sa.Uuid, new_id()),
    )
    return next((value for known, value in made if isinstance(kind, known)), None)
