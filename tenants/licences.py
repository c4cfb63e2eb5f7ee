"""Which variant of the method an organisation may work by: where, until when, and how much.

The Stichting owns the method: its own programmes need no licence. Everybody else needs one that
covers the gemeente and the day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.context import OrganisationKind
from tenants.models import LicenceGemeente, MethodLicence, Organisation, Tenant

WARNED_BEFORE = (90, 30, 7)
"""So many days before the end somebody is told."""


class LicenceState(StrEnum):
    """How a licence stands on a day; `ending` is within ninety days of its end."""

    COMING = "coming"
    COVERS = "covers"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as plain data."""

    id: UUID
    organisation_id: UUID
    variant: str
    from_on: date
    until: date
    most_couplings: int | None
    ended_on: date | None
    areas: frozenset[str] = field(default_factory=frozenset)

    @property
    def last_day(self) -> date:
        """The last day on which it holds; before `from_on` when it was ended before it began."""
        if self.ended_on is None:
            return self.until
        return min(self.until, self.ended_on - timedelta(days=1))

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.from_on <= day <= self.last_day

    def days_left(self, day: date) -> int:
        """Days after this one on which it still holds; below zero when it has ended."""
        return (self.last_day - day).days

    def reaches(self, area_code: str, lies_in: Collection[str] = ()) -> bool:
        """Whether it holds in an area: named itself, or every gemeente in which it lies."""
        return area_code in self.areas or (bool(lies_in) and set(lies_in) <= self.areas)

    def state_on(self, day: date) -> LicenceState:
        """How it stands on a day."""
        if day > self.last_day:
            return LicenceState.ENDED
        if day < self.from_on:
            return LicenceState.COMING
        is_ending = self.days_left(day) <= max(WARNED_BEFORE)
        return LicenceState.ENDING if is_ending else LicenceState.COVERS


@dataclass(frozen=True, slots=True)
class Standing:
    """What the registry knows of one tenant and one variant, for an answer without more queries."""

    kind: OrganisationKind
    area_code: str
    licences: tuple[Licence, ...] = ()

    @property
    def needs_licence(self) -> bool:
        """Whether the organisation works by somebody else's method."""
        return self.kind is not OrganisationKind.STICHTING

    def licence_on(self, day: date, lies_in: Collection[str] = ()) -> Licence | None:
        """The licence that covers this tenant on a day: of several, the one that lasts longest."""
        found = [one for one in self.here(lies_in) if one.holds_on(day)]
        return max(found, key=lambda one: (one.last_day, one.id), default=None)

    def here(self, lies_in: Collection[str] = ()) -> tuple[Licence, ...]:
        """The licences for this tenant's area, whenever they hold."""
        return tuple(one for one in self.licences if one.reaches(self.area_code, lies_in))

    def last_covered_day(self, day: date, lies_in: Collection[str] = ()) -> date | None:
        """The last day that is covered without a gap from `day` on; None when that is not."""
        last = None
        while found := self.licence_on(day, lies_in):
            last, day = found.last_day, found.last_day + timedelta(days=1)
        return last


_COLUMNS = (
    MethodLicence.id,
    MethodLicence.organisation_id,
    MethodLicence.variant,
    MethodLicence.from_on,
    MethodLicence.until,
    MethodLicence.most_couplings,
    MethodLicence.ended_on,
    LicenceGemeente.area_code.label("licensed_area"),
)


def standing_of(session: Session, tenant_id: int, variant: str) -> Standing:
    """What a tenant may, by one variant: one query. Raises LookupError for an unknown tenant."""
    rows = session.execute(
        select(Organisation.kind, Tenant.area_code, *_COLUMNS)
        .select_from(Tenant)
        .join(Organisation, Organisation.id == Tenant.organisation_id)
        .outerjoin(
            MethodLicence,
            (MethodLicence.organisation_id == Organisation.id) & (MethodLicence.variant == variant),
        )
        .outerjoin(LicenceGemeente, LicenceGemeente.licence_id == MethodLicence.id)
        .where(Tenant.id == tenant_id)
    ).all()
    if not rows:
        raise LookupError(f"there is no tenant {tenant_id}")
    licences = _gathered(row for row in rows if row.id is not None)
    return Standing(OrganisationKind(rows[0].kind), rows[0].area_code, licences)


def licence_for(
    session: Session, tenant_id: int, variant: str, day: date, lies_in: Collection[str] = ()
) -> Licence | None:
    """The licence by which a tenant works on a day; None without one (the Stichting needs none)."""
    return standing_of(session, tenant_id, variant).licence_on(day, lies_in)


def licences_of(session: Session, organisation_id: UUID) -> tuple[Licence, ...]:
    """Every licence of an organisation, the one that lasts longest first."""
    return _gathered(session.execute(_licences(organisation_id)))


def find_licence(session: Session, licence_id: UUID) -> Licence | None:
    """One licence; None when unknown."""
    query = _all_licences().where(MethodLicence.id == licence_id)
    return next(iter(_gathered(session.execute(query))), None)


def _all_licences() -> Any:
    return select(*_COLUMNS).outerjoin(
        LicenceGemeente, LicenceGemeente.licence_id == MethodLicence.id
    )


def _licences(organisation_id: UUID) -> Any:
    return _all_licences().where(MethodLicence.organisation_id == organisation_id)


def _gathered(rows: Iterable[Any]) -> tuple[Licence, ...]:
    """One licence of its rows, one for each gemeente."""
    facts: dict[UUID, Any] = {}
    areas: dict[UUID, set[str]] = {}
    for row in rows:
        facts[row.id] = row
        areas.setdefault(row.id, set()).update([row.licensed_area] if row.licensed_area else [])
    found = [
        Licence(
            row.id, row.organisation_id, row.variant, row.from_on, row.until,
            row.most_couplings, row.ended_on, frozenset(areas[row.id]),
        )
        for row in facts.values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.last_day, one.id), reverse=True))
