"""What a merge of two families would do: both sides beside each other, and what comes along."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.duplicates.coming_along import what_comes_along
from core.duplicates.hindrances import require_no_hindrance
from core.duplicates.names import folded
from core.errors import NotFound
from core.families.access import access_family, access_file, files_of, visible_roles
from core.families.heading import FamilyHeading, FileHeading, Person, family_heading, people_of
from core.families.models import Family, FamilyRole
from core.intake.models import Intake
from core.languages import language_name
from core.wording import Text, _l
from core.work import Work

KEPT, GONE = "dit", "dat"
"""Whose value stays, as a form says it."""
FIELDS: dict[str, Text] = {
    "name": _l("Naam"),
    "place": _l("Woonplaats"),
    "postcode4": _l("Postcode"),
    "language": _l("Taal"),
    "address": _l("Adres"),
    "reciprocity": _l("Wat dit gezin kan terugdoen"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that both say; `differs` when somebody has to choose."""

    key: str
    label: Text
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.kept and self.gone and self.kept != self.gone)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its heading, its people and the days of its intakes by role."""

    heading: FamilyHeading
    people: tuple[Person, ...]
    intakes: dict[FamilyRole, date]

    def file(self, role: FamilyRole) -> FileHeading | None:
        """The file of a role."""
        return next((one for one in self.heading.files if one.role is role), None)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Everything that somebody has to see before it is done; `stamp` changes with all of it."""

    kept: Side
    gone: Side
    fields: tuple[Beside, ...]
    suggested: tuple[int | None, ...]
    """For each person of the one that goes, who of the other it seems to be."""
    moves: tuple[tuple[Text, int], ...]
    stamp: str

    @property
    def joined(self) -> tuple[FamilyRole, ...]:
        """The roles that both have: of two files one is made."""
        return tuple(one.role for one in self.gone.heading.files if self.kept.file(one.role))

    @property
    def intakes(self) -> tuple[FamilyRole, ...]:
        """The roles of which both have an intake."""
        return tuple(role for role in self.kept.intakes if role in self.gone.intakes)

    @property
    def coordinators(self) -> tuple[FamilyRole, ...]:
        """The joined roles of which a coordinator must be chosen."""
        return tuple(role for role in self.joined if len(set(self.coordinators_of(role))) > 1)

    def coordinators_of(self, role: FamilyRole) -> list[UUID]:
        """Who works with the family in this role, of either file."""
        files = (self.kept.file(role), self.gone.file(role))
        return [one.coordinator_id for one in files if one and one.coordinator_id]


def preview_merge(work: Work, kept_id: UUID, gone_id: UUID) -> MergePreview:
    """What a merge would do; raises NotFound, Merged, NeedsReason, or Refused when it cannot be."""
    if kept_id == gone_id:
        raise NotFound("family")
    rows = [access_family(work, one) for one in (kept_id, gone_id)]
    _access_files(work, kept_id, gone_id)
    require_no_hindrance(work, kept_id, gone_id)
    kept, gone = (_side(work, one) for one in (kept_id, gone_id))
    fields = _fields(work, *rows)
    moves = what_comes_along(work, gone_id)
    suggested = _suggestions(gone.people, kept.people)
    told = repr((kept, gone, fields, moves, suggested))
    return MergePreview(kept, gone, fields, suggested, moves, _stamp(told))


def _access_files(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """Whoever makes one file of two may read both, and every file that a family now has."""
    files = {one: files_of(work, one) for one in (kept_id, gone_id)}
    roles = [{FamilyRole(file.role) for file in found} for found in files.values()]
    both = roles[0] & roles[1]
    for family_id, found in files.items():
        for role in {*visible_roles(found), *both}:
            access_file(work, family_id, role)


def _side(work: Work, family_id: UUID) -> Side:
    intakes = select(Intake.role, Intake.held_on).where(Intake.family_id == family_id)
    return Side(
        family_heading(work, family_id),
        people_of(work, family_id),
        {FamilyRole(role): day for role, day in work.session.execute(intakes)},
    )


def _fields(work: Work, kept: Family, gone: Family) -> tuple[Beside, ...]:
    opened = work.vault.open
    said = [
        {
            "name": one.name,
            "place": one.place,
            "postcode4": one.postcode4,
            "language": str(language_name(one.language)),
            "address": opened(Family.address, one.id, one.address),
            "reciprocity": opened(Family.reciprocity, one.id, one.reciprocity),
        }
        for one in (kept, gone)
    ]
    return tuple(Beside(key, label, said[0][key], said[1][key]) for key, label in FIELDS.items())


def _suggestions(people: tuple[Person, ...], others: tuple[Person, ...]) -> tuple[int | None, ...]:
    """Who of the others each seems to be, nobody twice."""
    found: list[int | None] = []
    for person in people:
        alike = (n for n, o in enumerate(others) if n not in found and _is_alike(person, o))
        found.append(next(alike, None))
    return tuple(found)


def _is_alike(person: Person, other: Person) -> bool:
    """Whether the first name is the same, and nothing says otherwise."""
    same_day = person.born_on is None or other.born_on in (None, person.born_on)
    same_kind = (person.kind == "child") == (other.kind == "child")
    return folded(person.first_name) == folded(other.first_name) and same_day and same_kind


def _stamp(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:32]
