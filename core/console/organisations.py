"""Organisations: who runs programmes, and what an operator may know and change of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from core.console.desk import ConsoleDesk
from core.console.logbook import note
from core.errors import NotFound, Refused
from core.wording import Text, _, _l
from tenants.constraints import violates
from tenants.context import OrganisationKind
from tenants.ids import new_id
from tenants.models import MethodLicence, Organisation, Tenant

KIND_LABELS: Mapping[OrganisationKind, Text] = {
    OrganisationKind.STICHTING: _l("Stichting, eigenaar van de methode"),
    OrganisationKind.WELFARE: _l("Welzijnsorganisatie"),
    OrganisationKind.GEMEENTE: _l("Gemeente, eigen team"),
}
KIND_CHOICES: tuple[tuple[str, Text], ...] = tuple(
    (kind.value, words)
    for kind, words in KIND_LABELS.items()
    if kind is not OrganisationKind.STICHTING
)
"""Nobody becomes the Stichting by a form: that would need no licence any more."""


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation by name."""

    id: UUID
    name: str
    kind: OrganisationKind

    @property
    def kind_label(self) -> Text:
        """What sort of organisation it is, in words."""
        return KIND_LABELS[self.kind]

    @property
    def is_stichting(self) -> bool:
        """Whether it owns the method and needs no licence."""
        return self.kind is OrganisationKind.STICHTING


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation in the list; `last_day` of the licence that holds today and ends last."""

    facts: OrganisationFacts
    programmes: int
    last_day: date | None


def list_organisations(desk: ConsoleDesk) -> tuple[OrganisationLine, ...]:
    """Every organisation that this operator may see, by name: three queries."""
    programmes: dict[UUID, int] = dict(
        desk.session.execute(
            select(Tenant.organisation_id, func.count(Tenant.id)).group_by(Tenant.organisation_id)
        ).all()
    )
    last_days: dict[UUID, date] = dict(
        desk.session.execute(
            select(MethodLicence.organisation_id, func.max(MethodLicence.until))
            .where(
                MethodLicence.from_on <= desk.today,
                MethodLicence.until >= desk.today,
                MethodLicence.ended_on.is_(None) | (MethodLicence.ended_on > desk.today),
            )
            .group_by(MethodLicence.organisation_id)
        ).all()
    )
    return tuple(
        OrganisationLine(one, programmes.get(one.id, 0), last_days.get(one.id))
        for one in _seen_by(desk)
    )


def _seen_by(desk: ConsoleDesk) -> list[OrganisationFacts]:
    query = select(Organisation.id, Organisation.name, Organisation.kind)
    if desk.scope is not None:
        query = query.where(Organisation.id == desk.scope)
    rows = desk.session.execute(query.order_by(func.lower(Organisation.name), Organisation.id))
    return [OrganisationFacts(row.id, row.name, OrganisationKind(row.kind)) for row in rows]


def access_organisation(desk: ConsoleDesk, organisation_id: UUID) -> OrganisationFacts:
    """An organisation that this operator may see; raises NotFound for any other."""
    row = desk.session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind).where(
            Organisation.id == organisation_id
        )
    ).one_or_none()
    if row is None or desk.scope not in (None, organisation_id):
        raise NotFound(Organisation.__tablename__)
    return OrganisationFacts(row.id, row.name, OrganisationKind(row.kind))


def add_organisation(desk: ConsoleDesk, *, name: str, kind: str) -> UUID:
    """Enter an organisation; raises Refused when the name is taken."""
    organisation_id = new_id()
    row = Organisation(id=organisation_id, name=name, kind=OrganisationKind(kind))
    _keep(desk, row)
    note(desk, "organisation.added", "organisation", organisation_id, organisation_id, name)
    return organisation_id


def change_organisation(
    desk: ConsoleDesk, organisation_id: UUID, *, name: str, kind: str | None = None
) -> None:
    """Give an organisation another name or kind; the Stichting keeps its kind. Raises Refused."""
    facts = access_organisation(desk, organisation_id)
    row = desk.session.get_one(Organisation, organisation_id)
    row.name = name
    if kind and not facts.is_stichting:
        row.kind = OrganisationKind(kind)
    _keep(desk, row)
    told = f"{facts.name} → {name}, {row.kind}"
    note(desk, "organisation.changed", "organisation", organisation_id, organisation_id, told)


def _keep(desk: ConsoleDesk, row: Organisation) -> None:
    try:
        with desk.session.begin_nested():
            desk.session.add(row)
            desk.session.flush()
    except IntegrityError as refused:
        if not violates(refused, "uq_organisation_name"):
            raise
        raise Refused(_("Deze naam is er al. Kies een andere naam."), "name") from refused


def as_typed(facts: OrganisationFacts) -> dict[str, Any]:
    """The form of an organisation as it is."""
    return {"name": facts.name, "kind": facts.kind.value}
