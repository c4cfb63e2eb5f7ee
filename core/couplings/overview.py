"""The list of couplings: found, filtered and paged in the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import aliased

from core.couplings.contacts import is_silent, last_contact, last_heard
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation
from core.evaluations.planning import RUNNING, UNFINISHED
from core.families.models import Family, FamilyMember, FamilyRole
from core.matching.models import SupportRequest
from core.programme.terms import terms_of
from core.web.formats import long_date, short_date
from core.wording import Text, _
from core.work import Work

PAGE_SIZE = 25
"""Until a programme sets its own."""
Asking = aliased(Family)
Offering = aliased(Family)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which couplings are looked for; those that ended only by their phase or a name."""

    phase: Phase | None = None
    silent: bool = False
    name: str = ""
    page: int = 1
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class CouplingLine:
    """One coupling on a list."""

    id: UUID
    asking_family_id: UUID
    offering_family_id: UUID
    asking_name: str
    offering_name: str
    child: str
    phase: Phase
    since: date
    trial_until: date | None
    last_contact: date | None
    last_heard: date
    is_silent: bool
    next_evaluation: date | None
    end_reason: str | None
    variant: str
    variant_version: int

    @property
    def title(self) -> str:
        """Who are coupled: "Noah Aydin-de Wit en Verhoef"."""
        who = f"{self.child} {self.asking_name}".strip()
        return str(_("%(who)s en %(other)s", who=who, other=self.offering_name))

    @property
    def thread(self) -> str:
        """How the thread between the houses is drawn."""
        return "silent" if self.is_silent else self.phase.value

    @property
    def phase_label(self) -> Text:
        """The phase in Dutch."""
        return self.phase.label

    def next_step(self, today: date) -> str:
        """What comes next, in a few words."""
        if self.phase is Phase.ENDED:
            return ""
        if self.is_silent:
            return str(_("Bel: het is stil"))
        if self.phase is Phase.INTRODUCTION and self.since > today:
            return str(_("Kennismaken op %(day)s", day=short_date(self.since)))
        if self.phase is Phase.INTRODUCTION:
            return str(_("Vraag beide gezinnen of zij door willen"))
        if self.next_evaluation and self.next_evaluation < today:
            return str(_("Evaluatie is te laat"))
        if self.next_evaluation:
            return str(_("Evaluatie rond %(day)s", day=long_date(self.next_evaluation)))
        if self.trial_until:
            return str(_("Proef tot %(day)s", day=short_date(self.trial_until)))
        return ""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many couplings there are; `made` = running + ended, once a trial began."""

    introduction: int
    running: int
    ended: int
    silent: int

    @property
    def made(self) -> int:
        """Couplings of which the trial began."""
        return self.running + self.ended


@dataclass(frozen=True, slots=True)
class CouplingPage:
    """One page of the list."""

    lines: tuple[CouplingLine, ...]
    total: int
    page: int
    totals: Totals
    silence_weeks: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def silence_weeks(work: Work) -> int:
    """After how many weeks without a word a coupling is silent here."""
    return terms_of(work).silence_weeks


def list_couplings(work: Work, wanted: Wanted) -> CouplingPage:
    """The page of the list that is asked for; past the last page gives the last."""
    weeks = silence_weeks(work)
    where = _conditions(work, wanted, weeks)
    total = work.session.scalar(_joined(select(func.count(Coupling.id))).where(*where)) or 0
    page = min(max(1, wanted.page), max(1, -(-total // PAGE_SIZE)))
    rows = work.session.execute(
        lines(work, weeks)
        .where(*where)
        .order_by(_order(), _since().desc(), Coupling.id)
        .limit(PAGE_SIZE)
        .offset(PAGE_SIZE * (page - 1))
    )
    found = tuple(line(row) for row in rows)
    return CouplingPage(found, total, page, _totals(work, weeks), weeks)


def coupling_lines(
    work: Work, wanted: Wanted, only: ColumnElement[bool], most: int
) -> tuple[CouplingLine, ...]:
    """The list without pages, of those for which `only` holds; `most` lines."""
    weeks = silence_weeks(work)
    query = lines(work, weeks).where(*_conditions(work, wanted, weeks), only)
    query = query.order_by(_order(), _since().desc(), Coupling.id).limit(most)
    return tuple(line(row) for row in work.session.execute(query))


def couplings_of(work: Work, family_id: UUID, role: FamilyRole | str) -> tuple[CouplingLine, ...]:
    """The couplings of a family in one of its roles, the newest first, those that ended too."""
    side = Coupling.asking_family_id if role == FamilyRole.ASKING else Coupling.offering_family_id
    query = lines(work, silence_weeks(work)).where(side == family_id)
    return tuple(
        line(row) for row in work.session.execute(query.order_by(_order(), Coupling.id.desc()))
    )


def lines(work: Work, weeks: int) -> Select[Any]:
    """A statement with everything that a CouplingLine shows, one row each."""
    due = (
        select(func.min(Evaluation.due_on))
        .where(Evaluation.coupling_id == Coupling.id, Evaluation.state.in_(UNFINISHED))
        .correlate(Coupling)
        .scalar_subquery()
    )
    child = (
        select(FamilyMember.first_name)
        .where(FamilyMember.id == SupportRequest.member_id)
        .correlate(SupportRequest)
        .scalar_subquery()
    )
    return _joined(
        select(
            Coupling.id,
            Coupling.asking_family_id,
            Coupling.offering_family_id,
            Asking.name.label("asking_name"),
            Offering.name.label("offering_name"),
            func.coalesce(child, "").label("child"),
            Coupling.phase,
            _since().label("since"),
            Coupling.trial_until,
            last_contact().label("last_contact"),
            last_heard().label("last_heard"),
            (Coupling.phase.in_(RUNNING) & is_silent(work, weeks)).label("is_silent"),
            due.label("next_evaluation"),
            Coupling.end_reason,
            Coupling.variant,
            Coupling.variant_version,
        )
    )


def line(row: Row[Any]) -> CouplingLine:
    """A row of `lines` as plain data."""
    values = {name: getattr(row, name) for name in CouplingLine.__dataclass_fields__}
    return CouplingLine(**{**values, "phase": Phase(row.phase)})


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .join(SupportRequest, SupportRequest.id == Coupling.request_id)
    )


def _since() -> ColumnElement[date]:
    return func.coalesce(
        Coupling.ended_on, Coupling.active_from, Coupling.trial_from, Coupling.introduction_on
    )


def _order() -> ColumnElement[int]:
    order = (CouplingPhase.INTRODUCTION, CouplingPhase.TRIAL, CouplingPhase.ACTIVE)
    return case(*((Coupling.phase == phase, at) for at, phase in enumerate(order)), else_=9)


def _conditions(work: Work, wanted: Wanted, weeks: int) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.phase:
        found.append(Coupling.phase == CouplingPhase(wanted.phase))
    elif not wanted.name and not wanted.with_ended:
        found.append(Coupling.phase != CouplingPhase.ENDED)
    if wanted.silent:
        found += [Coupling.phase.in_(RUNNING), is_silent(work, weeks)]
    if wanted.name:
        found.append(or_(*(_contains(name, wanted.name) for name in (Asking.name, Offering.name))))
    return found


def _contains(column: Any, part: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(part, autoescape=True)
    return found


def _totals(work: Work, weeks: int) -> Totals:
    def count(*where: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(Coupling.id).filter(*where)

    made_and_ended = (Coupling.phase == CouplingPhase.ENDED, Coupling.trial_from.is_not(None))
    row = work.session.execute(
        select(
            count(Coupling.phase == CouplingPhase.INTRODUCTION),
            count(Coupling.phase.in_(RUNNING)),
            count(*made_and_ended),
            count(Coupling.phase.in_(RUNNING), is_silent(work, weeks)),
        ).select_from(Coupling)
    ).one()
    return Totals(*row)
