"""Everything that the page of one coupling shows, in a constant number of queries."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import member_names
from core.calendar.months import add_months
from core.couplings.contacts import WEEKS_SHOWN, of_coupling, per_week
from core.couplings.facts import Known, gather, together
from core.couplings.joint import DecidedWith, decided_with
from core.couplings.lifecycle import Gates, gates
from core.couplings.models import (
    Agreement,
    Coupling,
    CouplingAnswer,
    CouplingPhase,
    PhaseChange,
)
from core.couplings.overview import CouplingLine, line, lines, silence_weeks
from core.couplings.page_parts import Change, ContactSign, EvaluationLine, Moment, Said, Version
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    ContactMoment,
    FamilyMember,
    FamilyRole,
)
from core.families.queries import age_on
from core.licences.queries import ForTrial, licence_for_trial
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.method.choice import label, pinned
from core.method.often import often
from core.method.variant import MethodVariant
from core.work import Work

NEXT_PHASE: dict[Phase, Phase] = {Phase.INTRODUCTION: Phase.TRIAL, Phase.TRIAL: Phase.ACTIVE}


@dataclass(frozen=True, slots=True)
class CouplingView:
    """One coupling as its page shows it."""

    line: CouplingLine
    coupling: Coupling
    method: MethodVariant
    known: Known
    is_for_child: bool
    child_age: int | None
    offer_title: str
    chosen_on: date | None
    chosen_by: str
    meeting: Appointment | None
    moments: tuple[Moment, ...]
    versions: tuple[Version, ...]
    evaluations: tuple[EvaluationLine, ...]
    changes: tuple[Change, ...]
    weeks: tuple[tuple[str, int], ...]
    last_sign: ContactSign | None
    silence_weeks: int
    end_note: str
    decided_with: DecidedWith | None
    licence: ForTrial

    @property
    def often(self) -> str:
        """How often this coupling is evaluated."""
        return often(self.method)

    @property
    def lasts_until(self) -> date | None:
        """Until when a coupling of this method is meant to last, once it was made."""
        months, begun = self.method.longest_months, self.coupling.trial_from
        return add_months(begun, months) if months and begun else None

    @property
    def phase(self) -> Phase:
        """The phase now."""
        return self.line.phase

    @property
    def phase_to(self) -> Phase | None:
        """The phase that comes next, None when there is none."""
        return NEXT_PHASE.get(self.phase)

    @property
    def moment_now(self) -> Moment | None:
        """The moment at which both sides are to be asked now."""
        if self.phase_to is None:
            return None
        key = self.method.moment_before[self.phase_to]
        return next((one for one in self.moments if one.moment.key == key), None)

    @property
    def gates(self) -> Gates | None:
        """What stands before the next phase."""
        return gates(self.phase, self.phase_to, self.known.facts) if self.phase_to else None

    @property
    def agreements(self) -> Version | None:
        """The agreements that count now."""
        return self.versions[0] if self.versions else None

    @property
    def next_evaluation(self) -> EvaluationLine | None:
        """The first evaluation that is still to be held."""
        return next((one for one in self.evaluations if one.is_open), None)

    def name(self, side: FamilyRole) -> str:
        """The name of the family on one side."""
        asks = side is FamilyRole.ASKING
        return self.line.asking_name if asks else self.line.offering_name


def coupling_view(work: Work, coupling: Coupling) -> CouplingView:
    """What the page of a coupling shows; the coupling was fetched by `access_coupling`."""
    weeks = silence_weeks(work)
    found = line(work.session.execute(lines(work, weeks).where(Coupling.id == coupling.id)).one())
    method = pinned(work, coupling.variant, coupling.variant_version)
    names = member_names(work)
    contacts = _contacts(work, coupling)
    request = work.find(SupportRequest, coupling.request_id)
    proposal = work.find(MatchProposal, coupling.proposal_id) if coupling.proposal_id else None
    until = coupling.trial_until
    return CouplingView(
        line=found,
        coupling=coupling,
        method=method,
        known=gather(work, together(coupling), until=until),
        is_for_child=request.subject == "child",
        child_age=_child_age(work, request),
        offer_title=work.find(SupportOffer, coupling.offer_id).title,
        chosen_on=proposal.chosen_on if proposal else None,
        chosen_by=names.get(proposal.chosen_by, "") if proposal and proposal.chosen_by else "",
        meeting=_meeting(work, coupling),
        moments=_moments(work, coupling, method),
        versions=agreement_versions(work, coupling, names),
        evaluations=_evaluations(work, coupling),
        changes=_changes(work, coupling, names),
        weeks=per_week([sign.on_date for sign in contacts], work.today),
        last_sign=contacts[0] if contacts else None,
        silence_weeks=weeks,
        end_note=work.vault.open(Coupling.end_note, coupling.id, coupling.end_note),
        decided_with=decided_with(work, coupling) if method.professional_decides else None,
        licence=_licence(work, coupling),
    )


def agreement_versions(
    work: Work, coupling: Coupling, names: dict[UUID, str]
) -> tuple[Version, ...]:
    """All versions of the agreements, the newest first."""
    method = pinned(work, coupling.variant, coupling.variant_version)
    mine = select(Agreement).where(Agreement.coupling_id == coupling.id)
    found = []
    for row in work.session.scalars(mine.order_by(Agreement.version.desc())):
        texts = json.loads(work.vault.open(Agreement.items, row.id, row.items))
        known = [item.key for item in method.agreement_items]
        kept = [*known, *(key for key in texts if key not in known)]
        items = tuple(
            (key, label(work, "agreement_items", key, method), texts[key])
            for key in kept
            if texts.get(key)
        )
        by = names.get(row.author_id, "") if row.author_id else ""
        found.append(Version(row.version, row.noted_on, row.contract_on, by, items))
    return tuple(found)


def _child_age(work: Work, request: SupportRequest) -> int | None:
    born = select(FamilyMember.born_on).where(FamilyMember.id == request.member_id)
    return age_on(work.session.scalar(born), work.today) if request.member_id else None


def _licence(work: Work, coupling: Coupling) -> ForTrial:
    """Only who has met already asks the licence: what was made goes on whatever it says."""
    if coupling.phase != CouplingPhase.INTRODUCTION:
        return ForTrial()
    return licence_for_trial(work, coupling.variant)


def _meeting(work: Work, coupling: Coupling) -> Appointment | None:
    mine = select(Appointment).where(
        Appointment.coupling_id == coupling.id,
        Appointment.kind == AppointmentKind.INTRODUCTION,
        Appointment.state != AppointmentState.CANCELLED,
    )
    return work.session.scalar(mine.order_by(Appointment.on_date.desc()).limit(1))


def _moments(work: Work, coupling: Coupling, method: MethodVariant) -> tuple[Moment, ...]:
    mine = select(CouplingAnswer).where(CouplingAnswer.coupling_id == coupling.id)
    said: dict[str, dict[FamilyRole, Said]] = {}
    for row in work.session.scalars(mine):
        quote = work.vault.open(CouplingAnswer.quote, row.id, row.quote)
        answer = Said(row.says_yes, row.children_heard, quote, row.answered_on)
        said.setdefault(row.moment, {})[FamilyRole(row.side)] = answer
    return tuple(Moment(moment, said.get(moment.key, {})) for moment in method.answer_moments)


def _evaluations(work: Work, coupling: Coupling) -> tuple[EvaluationLine, ...]:
    talks = select(Appointment.evaluation_id, Appointment.on_date).where(
        Appointment.coupling_id == coupling.id,
        Appointment.state == AppointmentState.PLANNED,
        Appointment.evaluation_id.is_not(None),
    )
    days = {row.evaluation_id: row.on_date for row in work.session.execute(talks)}
    mine = select(Evaluation).where(Evaluation.coupling_id == coupling.id)
    return tuple(
        EvaluationLine(
            row.id,
            EvaluationKind(row.kind),
            row.due_on,
            row.held_on,
            EvaluationState(row.state),
            days.get(row.id),
        )
        for row in work.session.scalars(mine.order_by(Evaluation.due_on, Evaluation.id))
    )


def _changes(work: Work, coupling: Coupling, names: dict[UUID, str]) -> tuple[Change, ...]:
    mine = select(PhaseChange).where(PhaseChange.coupling_id == coupling.id)
    return tuple(
        Change(
            Phase(row.to_phase),
            row.is_back,
            row.on_date,
            names.get(row.author_id, "") if row.author_id else "",
            work.vault.open(PhaseChange.reason, row.id, row.reason),
        )
        for row in work.session.scalars(mine.order_by(PhaseChange.seq.desc()))
    )


def _contacts(work: Work, coupling: Coupling) -> list[ContactSign]:
    """The contacts since both families met, the newest first."""
    query = (
        select(ContactMoment.on_date, ContactMoment.way, ContactMoment.with_whom)
        .join(Coupling, of_coupling())
        .where(Coupling.id == coupling.id)
        .order_by(ContactMoment.on_date.desc(), ContactMoment.id.desc())
        .limit(WEEKS_SHOWN * 25)
    )
    return [ContactSign(row.on_date, row.way, row.with_whom) for row in work.session.execute(query)]
