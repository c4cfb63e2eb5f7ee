"""Licences at the console: granted, changed and ended by operators of the Stichting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from core.console.desk import ConsoleDesk
from core.console.logbook import note
from core.console.organisations import access_organisation
from core.errors import NotFound, Refused
from core.licences.variants import variant_name
from core.places.finding import look_up
from core.places.places import UnknownArea, area
from core.wording import Text, _, _l, ngettext
from tenants.ids import new_id
from tenants.licences import Licence, LicenceState, find_licence, licences_of
from tenants.models import LicenceGemeente, MethodLicence

TONES: Mapping[LicenceState, str] = {
    LicenceState.COMING: "neutral",
    LicenceState.COVERS: "success",
    LicenceState.ENDING: "warning",
    LicenceState.ENDED: "error",
}
_WORDS: Mapping[LicenceState, Text] = {
    LicenceState.COMING: _l("Begint nog"),
    LicenceState.COVERS: _l("Geldig"),
    LicenceState.ENDED: _l("Afgelopen"),
}


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """A licence as a page shows it on a day."""

    licence: Licence
    variant: Text
    areas: tuple[str, ...]
    state: LicenceState
    words: Text
    tone: str


def licence_lines(desk: ConsoleDesk, organisation_id: UUID) -> tuple[LicenceLine, ...]:
    """The licences of an organisation, in words; the caller has checked who may see it."""
    return tuple(_line(desk, one) for one in licences_of(desk.session, organisation_id))


def _line(desk: ConsoleDesk, licence: Licence) -> LicenceLine:
    state = licence.state_on(desk.today)
    words = _WORDS.get(state) or _ends_in(licence.days_left(desk.today))
    variant = variant_name(desk.plugins, licence.variant)
    return LicenceLine(licence, variant, area_names(licence), state, words, TONES[state])


def _ends_in(days: int) -> Text:
    if days == 0:
        return _("Loopt vandaag af")
    return ngettext("Loopt over %(num)s dag af", "Loopt over %(num)s dagen af", days)


def area_names(licence: Licence) -> tuple[str, ...]:
    """The gemeenten of a licence by name."""
    return tuple(sorted(_name(code) for code in licence.areas))


def _name(code: str) -> str:
    try:
        return area(code).name
    except UnknownArea:
        return code


def access_licence(desk: ConsoleDesk, licence_id: UUID) -> Licence:
    """A licence that this operator may see; raises NotFound for any other."""
    found = find_licence(desk.session, licence_id)
    if found is None or desk.scope not in (None, found.organisation_id):
        raise NotFound(MethodLicence.__tablename__)
    return found


def access_line(desk: ConsoleDesk, licence_id: UUID) -> LicenceLine:
    """The same as a page shows it."""
    return _line(desk, access_licence(desk, licence_id))


def grant_licence(desk: ConsoleDesk, organisation_id: UUID, **told: Any) -> UUID:
    """Grant a licence; raises Refused for unknown gemeenten or an end before the beginning."""
    facts = access_organisation(desk, organisation_id)
    if facts.is_stichting:
        raise Refused(_("De Stichting is eigenaar van de methode: zij heeft geen licentie nodig."))
    codes = read_areas(told["areas"])
    _check_period(told["from_on"], told["until"])
    row = MethodLicence(
        id=new_id(),
        organisation_id=organisation_id,
        variant=told["variant"],
        from_on=told["from_on"],
        until=told["until"],
        most_couplings=told["most_couplings"],
    )
    desk.session.add(row)
    desk.session.flush()
    _set_areas(desk, row.id, codes)
    note(desk, "licence.granted", "licence", row.id, organisation_id, _in_short(row, codes))
    return row.id


def change_licence(desk: ConsoleDesk, licence_id: UUID, **told: Any) -> None:
    """Another last day, other gemeenten or another most. Raises Refused when it was ended."""
    known = access_licence(desk, licence_id)
    if known.ended_on is not None:
        raise Refused(_("Deze licentie is beëindigd. Verleen een nieuwe."))
    codes = read_areas(told["areas"])
    _check_period(known.from_on, told["until"])
    row = desk.session.get_one(MethodLicence, licence_id)
    row.until, row.most_couplings = told["until"], told["most_couplings"]
    _set_areas(desk, licence_id, codes)
    short = _in_short(row, codes)
    note(desk, "licence.changed", "licence", licence_id, known.organisation_id, short)


def end_licence(desk: ConsoleDesk, licence_id: UUID, *, ended_on: date) -> None:
    """End a licence before its time: `ended_on` is the first day on which it no longer holds."""
    known = access_licence(desk, licence_id)
    if known.ended_on is not None:
        raise Refused(_("Deze licentie is al beëindigd."))
    if not desk.today <= ended_on <= known.until:
        raise Refused(
            _("Kies een dag vanaf vandaag, die niet na de laatste dag van de licentie ligt."),
            "ended_on",
        )
    desk.session.get_one(MethodLicence, licence_id).ended_on = ended_on
    short = f"{known.variant}, per {ended_on.isoformat()}"
    note(desk, "licence.ended", "licence", licence_id, known.organisation_id, short)


def read_areas(typed: str) -> tuple[str, ...]:
    """The codes of gemeenten that somebody typed, by line or comma; raises Refused with help."""
    names = [name.strip() for line in typed.splitlines() for name in line.split(",")]
    found: dict[str, None] = {}
    for name in filter(None, names):
        known = look_up(name)
        if known.area is None:
            near = ", ".join(f"{one.name} ({one.code})" for one in known.near)
            wrong = _("“%(name)s” kennen wij niet als één gemeente.", name=name)
            help_ = _("Bedoelt u: %(near)s?", near=near) if near else _("Vul de code in (GM0340).")
            raise Refused(f"{wrong} {help_}", "areas")
        found[known.area.code] = None
    return tuple(found)


def _check_period(from_on: date, until: date) -> None:
    if until < from_on:
        raise Refused(_("Kies een laatste dag die na de eerste ligt."), "until")


def _set_areas(desk: ConsoleDesk, licence_id: UUID, codes: tuple[str, ...]) -> None:
    here = LicenceGemeente.licence_id == licence_id
    desk.session.execute(delete(LicenceGemeente).where(here))
    desk.session.add_all(LicenceGemeente(licence_id=licence_id, area_code=code) for code in codes)
    desk.session.flush()


def _in_short(row: MethodLicence, codes: tuple[str, ...]) -> str:
    most = f", ≤ {row.most_couplings}" if row.most_couplings else ""
    return f"{row.variant}, {row.from_on} – {row.until}{most}, {' '.join(codes)}"


def as_typed(line: LicenceLine) -> dict[str, Any]:
    """The form of a licence as it is."""
    known = line.licence
    return {
        "until": known.until,
        "most_couplings": known.most_couplings,
        "areas": "\n".join(sorted(_typed(code) for code in known.areas)),
    }


def _typed(code: str) -> str:
    """A name that is found again; two gemeenten are named Bergen, so those by their code."""
    name = _name(code)
    known = look_up(name).area
    return name if known and known.code == code else code
