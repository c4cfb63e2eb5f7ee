"""A mould: one tenant, played by the ordinary services, of which whole tenants are cast.

Every table with a model is read, so a table or a column that is added comes along by itself.
Tables that hang together with families are cast once for each block of families, the others
(members, settings) once for each tenant. Ids are new; sealed values are opened and sealed again
for their new place; the logbook is chained again. Two things are not the product's: blind indexes
are random digests of the same length, so no search by contact finds them, and pieces of documents,
which have keys of their own, are only as long as they should be.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, LargeBinary, Table, select
from sqlalchemy.orm import InstrumentedAttribute

from core import models
from core.accounts.models import Identity, Membership
from core.demo.build import Story
from core.demo.plan import DEMO_TODAY, ProgrammePlan
from core.demo.town import Town
from core.families.models import Family
from core.figures.publish import publish_figures
from core.work import SYSTEM_ACTOR, Office
from tenants import audit
from tenants.audit import AuditEvent
from tenants.ids import new_id
from tenants.isolation import PlatformModel, TenantModel
from tenants.keys import CannotOpen, Vault, compartment_of
from tenants.models import AuditDetail, AuditEntry, TenantKey
from tenants.sealing import Sealed, SealedType

BLOCK = 30
"""Families in one mould: larger tenants are several casts of it."""
WRITTEN_APART = (TenantKey, AuditEntry, AuditDetail)
PASSWORD = "vier woorden achter elkaar"  # noqa: S105 - of invented people


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a mould: what must be done to a value before it fits a cast."""

    attribute: InstrumentedAttribute[Any]
    is_sealed: bool
    is_json: bool
    is_digest: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of the mould with its rows; sealed values lie open in them."""

    model: type[TenantModel]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    per_block: bool

    @property
    def table(self) -> Table:
        """The table, in the order of whose columns the rows are."""
        return self.model.__table__  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Mould:
    """All that a cast needs; `events` is the logbook, in order."""

    shapes: tuple[Shape, ...]
    events: tuple[AuditEvent, ...]
    identities: tuple[Identity, ...]
    registry: tuple[tuple[Any, tuple[tuple[Any, ...], ...]], ...]
    """Tables of the registry that say who works where, with the mould's rows."""


def plan_of(families: int, slug: str) -> ProgrammePlan:
    """A programme with so many families, in every phase that there is."""
    asking = max(2, families * 2 // 5)
    return ProgrammePlan(
        slug, "GM0340", 20_000, 222, asking, families - asking, max(1, asking * 2 // 3), 9, 1
    )


def make_mould(office: Office, families: int, slug: str = "mal") -> Mould:
    """Play one tenant of at most a block through the services, and take the mould off it."""
    town = Town(office, plan_of(families, slug), DEMO_TODAY, seed=2016)
    town.hire(PASSWORD)
    town.set_up()
    Story(town).play()
    with town.on(DEMO_TODAY, SYSTEM_ACTOR) as work:
        publish_figures(work)
    with office.work(town.tenant) as work:
        with_family = _hanging_together()
        shapes = tuple(
            _shape(work.session, work.vault, model, model.__table__.name in with_family)  # type: ignore[attr-defined]
            for model in tenant_models()
            if model not in WRITTEN_APART
        )
        rows = work.session.execute(
            select(AuditEntry, AuditDetail)
            .outerjoin(AuditDetail, AuditDetail.id == AuditEntry.id)
            .order_by(AuditEntry.seq)
        )
        events = tuple(_event(work.vault, entry, detail) for entry, detail in rows)
        people = select(Identity).join(Membership, Membership.identity_id == Identity.id)
        identities = tuple(work.session.scalars(people))
        registry = tuple(_who_works_where(work.session, town.tenant.id))
    return Mould(shapes, events, identities, registry)


def tenant_models() -> list[type[TenantModel]]:
    """Every model behind the wall, those first to which others refer."""
    by_table = {
        mapper.local_table: mapper.class_
        for mapper in TenantModel.registry.mappers
        if issubclass(mapper.class_, TenantModel)
    }
    return [by_table[table] for table in models.METADATA.sorted_tables if table in by_table]


def _who_works_where(
    session: Any, tenant_id: int
) -> Iterator[tuple[Any, tuple[tuple[Any, ...], ...]]]:
    for mapper in PlatformModel.registry.mappers:
        columns = mapper.local_table.columns
        if issubclass(mapper.class_, PlatformModel) and {"tenant_id", "identity_id"} <= set(
            columns.keys()
        ):
            attributes = [getattr(mapper.class_, column.key) for column in columns]
            query = select(*attributes).where(columns["tenant_id"] == tenant_id)
            yield mapper.local_table, tuple(tuple(row) for row in session.execute(query))


def _hanging_together() -> set[str]:
    """The tables that lead to a family, or are led to by such a one; members stand apart."""
    references: dict[str, set[str]] = defaultdict(set)
    for model in tenant_models():
        for column in model.__table__.columns:
            other = column.info.get("belongs_to")
            if other and other != Membership.__tablename__:
                references[model.__tablename__].add(other)
                references[other].add(model.__tablename__)
    found, waiting = set(), [Family.__tablename__]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(references[name])
    return found


def _shape(session: Any, vault: Vault, model: type[TenantModel], per_block: bool) -> Shape:
    columns = tuple(_column(model, column) for column in model.__table__.columns)
    rows = tuple(
        tuple(
            _opened(vault, column, row.id, value) if column.is_sealed and value else value
            for column in columns
            for value in (getattr(row, column.attribute.key),)
        )
        for row in session.scalars(select(model))
    )
    return Shape(model, columns, rows, per_block)


def _opened(vault: Vault, column: Column, row_id: UUID, value: Sealed) -> bytes | Sealed:
    own = vault.within(compartment_of(column.attribute))
    try:
        return own.open_bytes(column.attribute, row_id, value)
    except CannotOpen:
        return value  # sealed with a key of its own, as pieces of a document are: it stays noise


def _column(model: type[TenantModel], column: Any) -> Column:
    attribute = getattr(model, model.__mapper__.get_property_by_column(column).key)
    kind = column.type
    return Column(
        attribute, isinstance(kind, SealedType), isinstance(kind, JSON),
        isinstance(kind, LargeBinary),
    )  # fmt: skip


def _event(vault: Vault, entry: AuditEntry, detail: AuditDetail | None) -> AuditEvent:
    text = vault.open(AuditDetail.text, detail.id, detail.text) if detail else ""
    return AuditEvent(
        entry.actor_kind, entry.actor_id, entry.action, entry.subject_kind, entry.subject_id, text
    )


class Cast:
    """A tenant that comes out of the mould: its rows, table by table."""

    def __init__(self, mould: Mould, vault: Vault, identities: Mapping[UUID, UUID]) -> None:
        self._mould = mould
        self._vault = vault
        self._vaults = {
            compartment_of(column.attribute): vault.within(compartment_of(column.attribute))
            for shape in mould.shapes
            for column in shape.columns
        }
        self._shared: dict[UUID, UUID] = dict(identities)
        for shape in mould.shapes:
            if not shape.per_block:
                self._shared |= {row[1]: new_id() for row in shape.rows}

    def once(self) -> Iterator[tuple[Table, list[list[Any]]]]:
        """The rows of the tenant as a whole."""
        for table, rows in self._mould.registry:
            places = [name == "tenant_id" for name in table.columns.keys()]  # noqa: SIM118
            yield table, [
                [self._vault.tenant_id if is_tenant else self._shared.get(value, value)
                 for value, is_tenant in zip(row, places, strict=True)]
                for row in rows
            ]  # fmt: skip
        for shape in self._mould.shapes:
            if not shape.per_block:
                yield shape.table, self._rows(shape, self._shared, "")

    def block(self, number: int) -> tuple[list[tuple[Table, list[list[Any]]]], dict[UUID, UUID]]:
        """One more block of families, and the new ids by the mould's."""
        shapes = [shape for shape in self._mould.shapes if shape.per_block]
        ids = self._shared | {row[1]: new_id() for shape in shapes for row in shape.rows}
        return [(shape.table, self._rows(shape, ids, f" {number}")) for shape in shapes], ids

    def _rows(self, shape: Shape, ids: Mapping[UUID, UUID], mark: str) -> list[list[Any]]:
        return [self._row(shape, row, ids, mark) for row in shape.rows]

    def _row(
        self, shape: Shape, row: tuple[Any, ...], ids: Mapping[UUID, UUID], mark: str
    ) -> list[Any]:
        place = ids[row[1]]
        new: list[Any] = []
        for column, value in zip(shape.columns, row, strict=True):
            if value is None:
                new.append(None)
            elif isinstance(value, UUID):
                new.append(ids.get(value, value))
            elif isinstance(value, Sealed):
                new.append(value.data)
            elif column.is_sealed:
                own = self._vaults[compartment_of(column.attribute)]
                new.append(own.seal_bytes(column.attribute, place, value).data)
            elif column.is_digest:
                new.append(hashlib.sha256(place.bytes + value).digest())
            elif column.attribute is Family.name:
                new.append(value + mark)
            else:
                new.append(value)
        new[0] = self._vault.tenant_id
        return new

    def logbook(
        self, head: audit.AuditHead, at: datetime, books: list[dict[UUID, UUID]]
    ) -> tuple[list[audit.Values], list[audit.Values]]:
        """The chained logbook of these blocks, after what the tenant's creation wrote."""
        entries, details = [], []
        seq, previous, mine = head.seq, head.mac, {"tenant_id": self._vault.tenant_id}
        for ids in books:
            for event in self._mould.events:
                seq += 1
                told = AuditEvent(
                    event.actor_kind, _moved(event.actor_id, ids), event.action,
                    event.subject_kind, _moved(event.subject_id, ids), event.detail,
                )  # fmt: skip
                entry, detail = audit.link(self._vault, told, seq, previous, at)
                previous = entry["mac"]
                entries.append(entry | mine)
                if detail:
                    details.append(detail | mine)
        return entries, details


def _moved(old: UUID | None, ids: Mapping[UUID, UUID]) -> UUID | None:
    return old and ids.get(old, old)
