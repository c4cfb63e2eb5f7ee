"""Programmes at the console: made within a licence, and moved to another organisation."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.services import invite
from core.console.desk import ConsoleDesk
from core.console.logbook import act
from core.console.organisations import OrganisationFacts, access_organisation
from core.errors import NotFound, Refused
from core.licences.queries import gemeenten_of
from core.places.finding import look_up
from core.places.places import Area
from core.programme.services import start_programme
from core.wording import _
from core.work import Office
from tenants.context import TenantContext, TenantState
from tenants.licences import Licence, licences_of
from tenants.models import Organisation, Tenant
from tenants.provisioning import (
    RESERVED_SLUGS,
    SLUG,
    CannotProvision,
    NewTenant,
    create_tenant,
    move_tenant,
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as the registry knows it."""

    id: int
    slug: str
    name: str
    area_code: str
    state: TenantState
    organisation_id: UUID


def programmes_of(desk: ConsoleDesk, organisation_id: UUID) -> tuple[Programme, ...]:
    """The programmes of an organisation, by name; the caller has checked who may see it."""
    rows = desk.session.execute(
        _programmes().where(Tenant.organisation_id == organisation_id).order_by(Tenant.name)
    )
    return tuple(_programme(row) for row in rows)


def access_programme(desk: ConsoleDesk, slug: str) -> Programme:
    """A programme that this operator may see; raises NotFound for any other."""
    row = desk.session.execute(_programmes().where(Tenant.slug == slug)).one_or_none()
    if row is None or desk.scope not in (None, row.organisation_id):
        raise NotFound(Tenant.__tablename__)
    return _programme(row)


def _programmes() -> Any:
    return select(
        Tenant.id, Tenant.slug, Tenant.name, Tenant.area_code, Tenant.state, Tenant.organisation_id
    )


def _programme(row: Any) -> Programme:
    return Programme(
        row.id, row.slug, row.name, row.area_code, TenantState(row.state), row.organisation_id
    )


def begin_programme(desk: ConsoleDesk, office: Office, organisation_id: UUID, **told: Any) -> str:
    """Make a programme of an organisation, within its licence; returns the slug.

    Its first admin gets an invitation. Raises Refused for an area that is unknown or not licensed
    today, and for an address that is taken.
    """
    facts = access_organisation(desk, organisation_id)
    place = _area(told["area"])
    if not facts.is_stichting:
        _require_licensed(desk, facts, place)
    new = _new_tenant(facts, place, told)
    noted = act(desk, "tenant.created", "tenant", new.slug, organisation_id, new.area_code)
    try:
        made = create_tenant(office.database, desk.settings.master_key, new, noted)
    except CannotProvision as refused:
        message = _("Dit adres is al in gebruik. Vul een ander adres in.")
        raise Refused(message, "slug") from refused
    with office.beside(made) as work:
        start_programme(work)
        email = told["admin_email"].value
        invite(work, email=email, name=told["admin_name"], role=Role.ADMIN)
    return made.slug


def _area(typed: str) -> Area:
    found = look_up(typed)
    if found.area is not None:
        return found.area
    near = ", ".join(f"{one.name} ({one.code})" for one in found.near)
    if near:
        raise Refused(_("Bedoelt u: %(near)s?", near=near), "area")
    raise Refused(_("Deze gemeente kennen wij niet. Vul de naam of de code in (GM0340)."), "area")


def _require_licensed(desk: ConsoleDesk, facts: OrganisationFacts, place: Area) -> None:
    held = [one for one in licences_of(desk.session, facts.id) if one.holds_on(desk.today)]
    if not any(one.reaches(place.code, place.gemeente_codes) for one in held):
        raise Refused(
            _(
                "%(name)s heeft vandaag geen licentie voor %(area)s. Verleen eerst een licentie, "
                "of kies een gemeente die er wel in staat.",
                name=facts.name,
                area=place.name,
            ),
            "area",
        )


def _new_tenant(facts: OrganisationFacts, place: Area, told: dict[str, Any]) -> NewTenant:
    slug = told.get("slug") or slug_of(told.get("name") or place.name)
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        message = _("Gebruik voor het adres kleine letters, cijfers en streepjes.")
        raise Refused(message, "slug")
    return NewTenant(
        slug=slug,
        name=told.get("name") or place.name,
        area_code=place.code,
        inhabitants=told["inhabitants"],
        inhabitants_on=told["inhabitants_on"],
        inhabitants_source=told["inhabitants_source"],
        organisation=facts.name,
        organisation_kind=facts.kind,
        state=TenantState.ACTIVE if told["begins"] else TenantState.PREPARATION,
    )


def slug_of(name: str) -> str:
    """A host name from a name: "Súdwest-Fryslân" becomes "sudwest-fryslan"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


@dataclass(frozen=True, slots=True)
class Move:
    """What a move would change, before somebody says yes."""

    programme: Programme
    current: OrganisationFacts
    target: OrganisationFacts
    licence: Licence | None

    @property
    def has_licence(self) -> bool:
        """Whether new couplings can begin there after the move."""
        return self.target.is_stichting or self.licence is not None


def prepare_move(desk: ConsoleDesk, slug: str, target_id: UUID) -> Move:
    """What moving a programme would mean; raises NotFound, or Refused when it is there already."""
    programme = access_programme(desk, slug)
    target = access_organisation(desk, target_id)
    if target.id == programme.organisation_id:
        raise Refused(_("Dit programma is al van deze organisatie."), "target")
    lies_in = gemeenten_of(programme.area_code)
    held = (
        one
        for one in licences_of(desk.session, target.id)
        if one.holds_on(desk.today) and one.reaches(programme.area_code, lies_in)
    )
    current = access_organisation(desk, programme.organisation_id)
    return Move(programme, current, target, next(held, None))


def other_organisations(desk: ConsoleDesk, programme: Programme) -> tuple[tuple[str, str], ...]:
    """The organisations to which a programme can go, as choices."""
    rows = desk.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id != programme.organisation_id)
        .order_by(Organisation.name)
    )
    return tuple((str(row.id), row.name) for row in rows)


def carry_out_move(desk: ConsoleDesk, office: Office, move: Move) -> TenantContext:
    """Move a programme: one act, recorded here and in the programme's own logbook."""
    told = f"{move.programme.slug}: {move.current.name} → {move.target.name}"
    noted = act(desk, "tenant.moved", "tenant", move.programme.slug, move.target.id, told)
    try:
        return move_tenant(
            office.database, desk.settings.master_key, move.programme.slug, move.target.id, noted
        )
    except CannotProvision as refused:
        raise Refused(_("Dit programma is al van deze organisatie."), "target") from refused
