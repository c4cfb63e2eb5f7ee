"""Families that seem to be here already, or twice in the file: shown, and somebody decides."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, or_, select

from core.families.models import Family, FamilyMember
from core.families.services import contact_index
from core.importing.checking import Checked, Planned
from core.wording import _
from core.work import Work

_AT_ONCE = 1000


def find_duplicates(work: Work, rows: Sequence[Checked]) -> None:
    """Say of each right row which known family or earlier row it resembles."""
    contacts = {row.line.number: _contacts(work, row.planned) for row in rows if row.planned}
    by_contact = _known_contacts(work, {c for found in contacts.values() for c in found})
    by_name = _known_names(work, {_name(row.planned) for row in rows if row.planned})
    seen: dict[Any, int] = {}
    for row in rows:
        if not row.is_right or row.planned is None:
            continue
        mine: list[Any] = [*contacts[row.line.number], _place(row.planned)]
        found = [by_contact[c] for c in contacts[row.line.number] if c in by_contact]
        found += [
            n for n, where in by_name.get(_name(row.planned), ()) if _near(row.planned, where)
        ]
        if found:
            row.resembles.append(_("Gezin %(name)s staat er al.", name=found[0]))
        elif earlier := next((seen[key] for key in mine if key in seen), None):
            row.resembles.append(_("Lijkt op rij %(line)s in dit bestand.", line=earlier))
        for key in mine:
            seen.setdefault(key, row.line.number)


def _contacts(work: Work, planned: Planned) -> list[bytes]:
    found = (contact_index(work, contact) for contact in (planned.phone, planned.email))
    return [index for index in found if index]


def _name(planned: Planned) -> str:
    return planned.family_name.lower()


def _place(planned: Planned) -> tuple[str, str, str, str]:
    return (_name(planned), planned.first_name.lower(), planned.postcode4, planned.role)


def _near(planned: Planned, where: tuple[str, str]) -> bool:
    postcode4, place = where
    if planned.postcode4 and postcode4:
        return planned.postcode4 == postcode4
    return not planned.place or not place or planned.place.lower() == place.lower()


def _known_contacts(work: Work, wanted: set[bytes]) -> dict[bytes, str]:
    known: dict[bytes, str] = {}
    for some in _portions(wanted):
        rows = work.session.execute(
            select(FamilyMember.phone_index, FamilyMember.email_index, Family.name)
            .join(Family, Family.id == FamilyMember.family_id)
            .where(or_(FamilyMember.phone_index.in_(some), FamilyMember.email_index.in_(some)))
        )
        for phone, email, name in rows:
            known.update({index: name for index in (phone, email) if index})
    return known


def _known_names(work: Work, wanted: set[str]) -> dict[str, list[tuple[str, tuple[str, str]]]]:
    known: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for some in _portions(wanted):
        lower = func.lower(Family.name)
        rows = work.session.execute(
            select(lower, Family.name, Family.postcode4, Family.place).where(lower.in_(some))
        )
        for key, name, postcode4, place in rows:
            known.setdefault(key, []).append((name, (postcode4, place)))
    return known


def _portions(wanted: Iterable[Any]) -> Iterable[list[Any]]:
    found = list(wanted)
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))
