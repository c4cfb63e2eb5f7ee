"""Every row read before anything is written: what it would become, or all that is wrong with it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from core.accounts.queries import caseworkers
from core.families.models import FamilyRole
from core.importing import reading
from core.importing.cells import Cells
from core.importing.columns import FOR_MATCHING
from core.importing.content import Kept, Line
from core.importing.reading import Child, Stage, Wrong
from core.importing.wanted import Lists, Wanted, check_person, lists_of, read_wanted
from core.method.choice import method_of
from core.method.variant import ReferralSource
from core.wording import _
from core.work import Work

LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Planned:
    """A family as it will come in."""

    role: FamilyRole
    family_name: str
    first_name: str
    partner: str
    children: tuple[Child, ...]
    place: str
    postcode4: str
    address: str
    language: str
    phone: str | None
    email: str | None
    stage: str
    signed_up_on: dt.date | None
    source: str | None
    coordinator_id: UUID | None
    title: str
    waiting_since: dt.date | None
    capacity: int
    contact_on: dt.date | None
    notes: str
    couplings: tuple[str, ...]
    trial_from: dt.date | None
    active_from: dt.date | None
    safety_on: dt.date | None
    vog_on: dt.date | None
    wanted: Wanted


@dataclass
class Checked:
    """A row with what it will become (None when it cannot), what is wrong, and who it resembles."""

    line: Line
    planned: Planned | None
    problems: list[str] = field(default_factory=list)
    resembles: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether this row can come in."""
        return self.planned is not None and not self.problems


@dataclass(frozen=True, slots=True)
class Office:
    """What every row is read against: the day, and who works here by name and mail address."""

    today: dt.date
    people: Mapping[str, UUID]
    default_coordinator: UUID | None
    sources: tuple[ReferralSource, ...]
    lists: Lists


def office_of(work: Work, default_coordinator: UUID | None) -> Office:
    """Who works here now; a name that two people share is no name."""
    people: dict[str, UUID] = {}
    shared: set[str] = set()
    for one in caseworkers(work):
        for word in {one.name.casefold(), one.email.casefold()}:
            if people.setdefault(word, one.id) != one.id:
                shared.add(word)
    return Office(
        work.today,
        {w: i for w, i in people.items() if w not in shared},
        default_coordinator,
        method_of(work).referral_sources,
        lists_of(method_of(work)),
    )


def check_rows(kept: Kept, columns: Mapping[str, int], office: Office) -> list[Checked]:
    """Every row of a file, in order, alone and together with the rows it is coupled to."""
    rows = [_check(line, columns, office) for line in kept.lines]
    for group in groups(rows):
        _check_group(group)
    return rows


def groups(rows: Sequence[Checked]) -> list[list[Checked]]:
    """The rows that come in together: those that share the number of a coupling."""
    found: list[list[Checked]] = []
    of_number: dict[str, list[Checked]] = {}
    for row in rows:
        numbers = row.planned.couplings if row.planned else ()
        mine = [row]
        for known in {id(g): g for n in numbers if (g := of_number.get(n))}.values():
            mine = [*known, *mine]
            found.remove(known)
        for one in mine:
            of_number.update(dict.fromkeys(one.planned.couplings if one.planned else (), mine))
        found.append(mine)
    return found


def _check(line: Line, columns: Mapping[str, int], office: Office) -> Checked:
    cells = Cells(line, columns)
    today = office.today
    role = cells.read("role", reading.role, FamilyRole.ASKING)
    planned = Planned(
        role=role,
        family_name=cells.read("family_name", lambda text: reading.name(text, 80), ""),
        first_name=cells.read("first_name", reading.name, ""),
        partner=cells.read("partner", reading.name, ""),
        children=cells.read("children", lambda text: reading.children(text, today), ()),
        place=cells.read("place", reading.name, ""),
        postcode4=cells.read("postcode4", reading.postcode4, ""),
        address=cells.text("address")[:200],
        language=reading.language(cells.text("language")),
        phone=cells.read("phone", reading.phone, None),
        email=cells.read("email", reading.email, None),
        stage=_stage(cells),
        signed_up_on=cells.day("signed_up_on", today),
        source=cells.read("source", lambda text: reading.source(text, office.sources), None),
        coordinator_id=cells.read(
            "coordinator", lambda text: _coordinator(text, office), office.default_coordinator
        ),
        title=cells.text("title")[:120],
        waiting_since=cells.day("waiting_since", today),
        capacity=cells.read("capacity", reading.places, 1),
        contact_on=cells.day("contact_on", today),
        notes=cells.text("notes")[:LONGEST_NOTE],
        couplings=reading.numbers(cells.text("coupling")),
        trial_from=cells.day("trial_from", today),
        active_from=cells.day("active_from", today),
        safety_on=cells.day("safety_on", today),
        vog_on=cells.day("vog_on", today),
        wanted=read_wanted(cells, role, office.lists),
    )
    _check_dates(planned, cells)
    people = (planned.first_name, planned.partner, *(one.first_name for one in planned.children))
    check_person(cells, planned.wanted, people)
    return Checked(line, planned, cells.problems)


def _stage(cells: Cells) -> str:
    said: str | None = cells.read("status", reading.stage, None)
    if said is not None:
        return said
    if cells.text("coupling"):
        return Stage.COUPLED
    waits = ("waiting_since", "title", *FOR_MATCHING)
    return Stage.WAITING if any(map(cells.text, waits)) else Stage.SIGNED_UP


def _coordinator(text: str, office: Office) -> UUID | None:
    if not text:
        return office.default_coordinator
    found = office.people.get(text.casefold())
    if found is None:
        raise Wrong(_("“%(value)s” werkt hier niet. Nodig deze medewerker eerst uit.",
                      value=text[:60]))  # fmt: skip
    return found


def _check_dates(planned: Planned, cells: Cells) -> None:
    begun = planned.signed_up_on
    for key, day in (("waiting_since", planned.waiting_since), ("trial_from", planned.trial_from)):
        if begun and day and day < begun:
            cells.say(key, _("Deze dag ligt vóór de aanmelding."))
    if planned.trial_from and planned.active_from and planned.active_from < planned.trial_from:
        cells.say("active_from", _("Deze dag ligt vóór de proefperiode."))
    if planned.stage != Stage.COUPLED:
        return
    if not planned.couplings:
        cells.say(
            "coupling",
            _("Dit gezin is gekoppeld. Vul een nummer in, ook bij het andere gezin."),
        )
    if planned.role is FamilyRole.ASKING and planned.safety_on is None:
        cells.say("safety_on", _("Nodig bij een lopende koppeling."))
    if planned.role is FamilyRole.OFFERING and planned.vog_on is None:
        cells.say("vog_on", _("Nodig bij een lopende koppeling."))


def _check_group(group: list[Checked]) -> None:
    """Both families of a coupling come in, or neither."""
    rows = [row for row in group if row.planned]
    for number in dict.fromkeys(n for row in rows if row.planned for n in row.planned.couplings):
        _check_pair(number, [r for r in rows if r.planned and number in r.planned.couplings])
    wrong = [row for row in group if row.problems]
    if not wrong:
        return
    for row in group:
        if not row.problems:
            line = wrong[0].line.number
            row.problems.append(
                _("Het andere gezin van deze koppeling, op rij %(line)s, klopt nog niet.",
                  line=line)
            )  # fmt: skip


def _check_pair(number: str, rows: list[Checked]) -> None:
    def of(role: FamilyRole) -> list[Checked]:
        return [row for row in rows if row.planned and row.planned.role is role]

    asking, offering = of(FamilyRole.ASKING), of(FamilyRole.OFFERING)
    if len(asking) != 1 or len(offering) != 1:
        told = _(
            "Koppeling %(number)s heeft niet precies één vraaggezin en één steungezin in dit "
            "bestand.",
            number=number.upper(),
        )
        for row in rows:
            row.problems.append(told)
        return
    one, other = asking[0].planned, offering[0].planned
    if one and other and not (one.trial_from or other.trial_from):
        asking[0].problems.append(
            _("Proefperiode vanaf: vul in wanneer koppeling %(number)s begon.",
              number=number.upper())
        )  # fmt: skip
    if other and len(other.couplings) > 3:
        offering[0].problems.append(_("Een steungezin heeft hooguit 3 koppelingen tegelijk."))
