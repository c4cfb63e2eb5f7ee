"""A list of organisations from a file: every row is taken in, or comes back with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy import select

from core.contact_details import read_mail, read_phone
from core.errors import Refused
from core.network.columns import COLUMNS, columns_of, kind_said
from core.network.contacts import ContactDetails, add_contact
from core.network.kinds import KINDS
from core.network.models import Partner, PartnerContact
from core.network.partners import PartnerDetails, add_partner
from core.spreadsheets.reading import read_table
from core.wording import _
from core.work import Work

MOST_ROWS = 500
LONGEST = {"name": 120, "place": 60, "person": 80, "function": 80, "note": 1000}
Known = dict[tuple[str, str], UUID | None]
"""By name and place; None for one that stands higher up in the same file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its number there and its texts by column; `reason` why it cannot be."""

    number: int
    texts: dict[str, str]
    reason: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether it can be taken in."""
        return not self.reason


def read_lines(content: bytes, filename: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The rows of a file, and the names of its columns that are not used.

    Raises Refused (field "file") when it cannot be read, has no names, or is too long.
    """
    table = read_table(content, filename)
    columns = columns_of(table.header)
    if "name" not in columns:
        raise Refused(
            _("Er is geen kolom met de naam “Organisatie”. Gebruik het voorbeeldbestand."), "file"
        )
    if len(table.rows) > MOST_ROWS:
        raise Refused(_("Neem hoogstens %(most)s regels tegelijk.", most=MOST_ROWS), "file")
    lines = tuple(
        Line(row.line, {key: row.texts[number] for key, number in columns.items()})
        for row in table.rows
    )
    unused = (name for number, name in enumerate(table.header) if number not in columns.values())
    return lines, tuple(unused)


def check_lines(work: Work, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines, each with the reason why it cannot be taken in, if there is one."""
    known, people = _known(work)
    checked = []
    for line in lines:
        reason = _reason(line.texts) or _double(line.texts, known, people)
        if not reason:
            place = _place(line.texts)
            known.setdefault(place, None)
            people.add((*place, line.texts.get("person", "").casefold()))
        checked.append(replace(line, reason=reason))
    return tuple(checked)


def import_lines(work: Work, lines: Sequence[Line]) -> tuple[int, tuple[Line, ...]]:
    """Take in every line that is fine; returns how many, and those that were not, with why."""
    checked = check_lines(work, lines)
    known, _people = _known(work)
    fine = [line for line in checked if line.is_fine]
    for line in fine:
        _take_in(work, line.texts, known)
    work.record("partners.imported", "partner", detail=str(len(fine)))
    return len(fine), tuple(line for line in checked if not line.is_fine)


def _take_in(work: Work, texts: dict[str, str], known: Known) -> None:
    place = _place(texts)
    partner_id = known.get(place)
    if partner_id is None:
        kind = kind_said(texts.get("kind", "")) or ""
        details = PartnerDetails(texts["name"], kind, texts.get("place", ""), texts.get("note", ""))
        partner_id = known[place] = add_partner(work, details)
    if texts.get("person"):
        phone, email = texts.get("phone"), texts.get("email")
        add_contact(
            work,
            partner_id,
            ContactDetails(
                texts["person"],
                texts.get("function", ""),
                read_phone(phone) if phone else "",
                read_mail(email) if email else "",
            ),
        )


def _place(texts: dict[str, str]) -> tuple[str, str]:
    name = " ".join(texts.get("name", "").casefold().split())
    return name, texts.get("place", "").casefold()


def _known(work: Work) -> tuple[Known, set[tuple[str, str, str]]]:
    rows = work.session.execute(
        select(Partner.id, Partner.name, Partner.place, PartnerContact.name.label("person"))
        .outerjoin(PartnerContact, PartnerContact.partner_id == Partner.id)
        .where(Partner.archived_on.is_(None))
    ).all()
    known: Known = {_place({"name": row.name, "place": row.place}): row.id for row in rows}
    people = {
        (*_place({"name": row.name, "place": row.place}), (row.person or "").casefold())
        for row in rows
    }
    return known, people


def _double(texts: dict[str, str], known: Known, people: set[tuple[str, str, str]]) -> str:
    place, person = _place(texts), texts.get("person", "")
    if place not in known or (person and (*place, person.casefold()) not in people):
        return ""
    return _("Deze organisatie staat al in uw netwerk, of hoger in dit bestand.")


def _reason(texts: dict[str, str]) -> str:
    if not texts.get("name"):
        return _("De naam van de organisatie ontbreekt.")
    for column in COLUMNS:
        if len(texts.get(column.key, "")) > LONGEST.get(column.key, 254):
            return _("“%(column)s” is te lang.", column=str(column.label))
    if kind_said(texts.get("kind", "")) is None:
        kinds = ", ".join(str(label) for _key, label in KINDS)
        return _("Deze soort kennen wij niet. Kies uit: %(kinds)s.", kinds=kinds)
    if (texts.get("phone") or texts.get("email")) and not texts.get("person"):
        return _("Vul ook de naam van de contactpersoon in.")
    return _unreachable(texts)


def _unreachable(texts: dict[str, str]) -> str:
    try:
        if texts.get("phone"):
            read_phone(texts["phone"])
        if texts.get("email"):
            read_mail(texts["email"])
    except ValidationError as error:
        return str(error.messages[0])
    return ""
