"""The timeline of a family: the newest of what happened, told with names and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from core.accounts.queries import member_names
from core.families.correcting import EarlierVersion, may_correct, versions_of
from core.families.models import FamilyRole
from core.family_file.contact_words import way_with
from core.family_file.happened import CONTACTS, DECISIONS, Event, Source
from core.wording import _
from core.work import Work

PAGE = 10


class Filter(StrEnum):
    """What to show of the timeline."""

    ALL = "alles"
    CONTACT = "contact"
    DECISIONS = "besluiten"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The tables of which it shows something."""
        if self is Filter.CONTACT:
            return CONTACTS
        return DECISIONS if self is Filter.DECISIONS else (*CONTACTS, *DECISIONS)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is shown; `referral_id`: the sign-up that can be read.

    `contact_id` is a note's; `earlier` is what it said before it was corrected, in words.
    """

    on_date: date
    title: str
    text: str
    by: str
    referral_id: UUID | None = None
    contact_id: UUID | None = None
    may_correct: bool = False
    earlier: tuple["Earlier", ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a note said until it was corrected."""

    on_date: date
    kind: str
    text: str
    corrected_at: datetime
    corrected_by: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest entries, and how many older ones there are."""

    entries: tuple[Entry, ...]
    older: int


def timeline_of(
    work: Work,
    family_id: UUID,
    roles: Sequence[FamilyRole],
    show: Filter = Filter.ALL,
    count: int = PAGE,
    note_id: UUID | None = None,
) -> Timeline:
    """The newest `count` things of these roles; the number of statements does not grow.

    With `note_id` it reaches back to that note, if it is among them.

    What happened with one family is read whole, to put it in one order and to count what is older;
    what was written is opened only of the `count` that are shown.
    """
    events = [event for source in show.sources for event in source(work, family_id, roles)]
    events.sort(key=lambda event: (event.on_date, event.id), reverse=True)
    count = max(count, next((n for n, e in enumerate(events, 1) if e.id == note_id), 0))
    tell = _Teller(work, member_names(work), events[:count], len(roles) > 1)
    entries = tuple(tell.entry(event) for event in events[:count])
    return Timeline(entries, max(0, len(events) - count))


class _Teller:
    """Makes entries of events: with names, and for notes what they said before."""

    def __init__(
        self, work: Work, names: dict[UUID, str], events: Sequence[Event], name_role: bool
    ) -> None:
        self.work, self.names, self.name_role = work, names, name_role
        self.versions = versions_of(work, [event.id for event in events if event.is_contact])

    def entry(self, event: Event) -> Entry:
        role = _role_word(event.role) if self.name_role and event.role else ""
        parts = self._name(event.author_id), event.kind, role
        return Entry(
            event.on_date,
            event.title,
            event.text(),
            " · ".join(part for part in parts if part),
            event.referral_id,
            event.id if event.is_contact else None,
            event.is_contact and may_correct(self.work, event.author_id),
            tuple(self._earlier(version) for version in self.versions.get(event.id, ())),
        )

    def _earlier(self, version: EarlierVersion) -> Earlier:
        said = version.said
        name = self._name(version.corrected_by)
        kind = way_with(said.way, said.with_whom)
        return Earlier(said.on_date, kind, said.text, version.corrected_at, name)

    def _name(self, member_id: UUID | None) -> str:
        return self.names.get(member_id, "") if member_id else ""


def _role_word(role: FamilyRole) -> str:
    return str(_("als vraaggezin") if role is FamilyRole.ASKING else _("als steungezin"))
