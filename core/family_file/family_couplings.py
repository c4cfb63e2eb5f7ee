"""The couplings of one family, seen from its own side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import ContactMoment, Family, FamilyMember, FamilyRole
from core.matching.models import SupportRequest
from core.method.choice import pinned
from core.method.often import often
from core.web.formats import short_date
from core.wording import Text, _
from core.work import Work

ORDER = [CouplingPhase.INTRODUCTION, CouplingPhase.TRIAL, CouplingPhase.ACTIVE]


@dataclass(frozen=True, slots=True)
class CouplingLine:
    """One coupling; `side` is the part that this family has in it."""

    id: UUID
    request_id: UUID
    side: FamilyRole
    child: str
    asking_name: str
    offering_name: str
    phase: CouplingPhase
    introduction_on: date
    trial_from: date | None
    trial_until: date | None
    active_from: date | None
    ended_on: date | None
    end_reason: Text
    often: str
    last_contact: date | None
    next_evaluation: date | None

    @property
    def title(self) -> str:
        """For whom, and with which family: "Noah en gezin Verhoef"."""
        who = self.child or _("gezin %(name)s", name=self.asking_name)
        who = who[:1].upper() + who[1:]
        if self.side is FamilyRole.ASKING:
            return str(_("%(who)s en gezin %(name)s", who=who, name=self.offering_name))
        if not self.child:
            return str(who)
        return str(_("%(who)s van gezin %(name)s", who=who, name=self.asking_name))

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.phase is not CouplingPhase.ENDED

    def steps(self, today: date) -> list[tuple[str, str, str]]:
        """The phases as the macro `phases` shows them: name, note, state."""
        now = ORDER.index(self.phase) if self.is_running else len(ORDER)
        states = ["done" if at < now else "now" if at == now else "later" for at in range(3)]
        evaluation = short_date(self.next_evaluation) if self.next_evaluation else ""
        return [
            (_("Kennismaking"), short_date(self.introduction_on), states[0]),
            (_("Proefperiode"), self._trial_note(today), states[1]),
            (_("Definitief"), self._active_note(), states[2]),
            (_("Evaluatie"), evaluation or self.often, "later"),
        ]

    def _trial_note(self, today: date) -> str:
        if not self.trial_from:
            return ""
        if not self.trial_until:
            return short_date(self.trial_from)
        dates = {"start": short_date(self.trial_from), "end": short_date(self.trial_until)}
        span = str(_("%(start)s tot %(end)s", **dates))
        if self.phase is not CouplingPhase.TRIAL:
            return span
        week = max(1, (today - self.trial_from).days // 7 + 1)
        weeks = max(1, -(-(self.trial_until - self.trial_from).days // 7))
        return f"{span}, " + str(_("week %(week)s van %(weeks)s", week=week, weeks=weeks))

    def _active_note(self) -> str:
        return short_date(self.active_from) if self.active_from else str(_("daarna contract"))


def couplings_of(
    work: Work, family_id: UUID, roles: Sequence[FamilyRole]
) -> tuple[CouplingLine, ...]:
    """The couplings in which the family has one of these roles, running ones first."""
    sides = {
        FamilyRole.ASKING: Coupling.asking_family_id,
        FamilyRole.OFFERING: Coupling.offering_family_id,
    }
    asking, offering = aliased(Family), aliased(Family)
    rows = work.session.execute(
        select(
            Coupling,
            asking.name.label("asking_name"),
            offering.name.label("offering_name"),
            FamilyMember.first_name,
            _last_contact(family_id).label("last_contact"),
            _next_evaluation().label("next_evaluation"),
        )
        .join(asking, asking.id == Coupling.asking_family_id)
        .join(offering, offering.id == Coupling.offering_family_id)
        .join(SupportRequest, SupportRequest.id == Coupling.request_id)
        .outerjoin(FamilyMember, FamilyMember.id == SupportRequest.member_id)
        .where(or_(*(sides[role] == family_id for role in roles)))
        .order_by(Coupling.phase == CouplingPhase.ENDED, Coupling.introduction_on.desc())
    )
    return tuple(_line(work, row, family_id) for row in rows)


def _last_contact(family_id: UUID) -> Any:
    last = select(func.max(ContactMoment.on_date)).where(
        ContactMoment.coupling_id == Coupling.id, ContactMoment.family_id == family_id
    )
    return last.correlate(Coupling).scalar_subquery()


def _next_evaluation() -> Any:
    first = select(func.min(Evaluation.due_on)).where(
        Evaluation.coupling_id == Coupling.id,
        Evaluation.state.in_([EvaluationState.PLANNED, EvaluationState.PARTLY]),
    )
    return first.correlate(Coupling).scalar_subquery()


def _line(work: Work, row: Any, family_id: UUID) -> CouplingLine:
    found: Coupling = row.Coupling
    asks = found.asking_family_id == family_id
    method = pinned(work, found.variant, found.variant_version)
    return CouplingLine(
        id=found.id,
        request_id=found.request_id,
        side=FamilyRole.ASKING if asks else FamilyRole.OFFERING,
        child=row.first_name or "",
        asking_name=row.asking_name,
        offering_name=row.offering_name,
        phase=CouplingPhase(found.phase),
        introduction_on=found.introduction_on,
        trial_from=found.trial_from,
        trial_until=found.trial_until,
        active_from=found.active_from,
        ended_on=found.ended_on,
        end_reason=method.label("end_reasons", found.end_reason) if found.end_reason else "",
        often=often(method),
        last_contact=row.last_contact,
        next_evaluation=row.next_evaluation,
    )
