"""The steps of a coupling: trial, definitive, the end, and one step back."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core.couplings.changes import (
    FIGURES,
    check_room,
    lock_coupling,
    pass_gates,
    record_change,
    settle_introduction,
    settle_request,
)
from core.couplings.facts import gather, length_is_usual, phase_before_end, together
from core.couplings.lifecycle import Facts
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.phases import Phase, Step, next_phases, step
from core.couplings.undoing import ENDED
from core.errors import Refused
from core.evaluations.services import cancel_planned, plan_evaluations
from core.licences.services import require_licence
from core.matching.changing import list_changed
from core.matching.models import RequestState
from core.matching.services import lock_pair
from core.method.choice import pinned
from core.method.variant import EndReason
from core.undo.acts import undoable
from core.wording import _
from core.work import Work


def start_trial(
    work: Work, coupling_id: UUID, *, from_date: date, until: date, reason: str | None = None
) -> None:
    """Start the trial: from now on the coupling counts as made and the request as coupled.

    The evaluation that closes the trial is planned. Raises Refused unless both sides said yes,
    the safety check is good and every VOG was seen; when `until` is not after `from_date`; and
    when the licence allows no new coupling, for it is made now.
    """
    coupling = lock_coupling(work, coupling_id)
    require_licence(work, coupling.variant)
    if until <= from_date:
        raise Refused(_("Kies een einde dat na het begin ligt."), field="until")
    if from_date < coupling.introduction_on:
        raise Refused(_("De proef begint niet vóór de kennismaking."), field="from_date")
    phase_from = Phase(coupling.phase)
    facts = _facts(work, coupling, work.today, until, from_date)
    found = pass_gates(phase_from, Phase.TRIAL, facts, reason)
    coupling.phase = CouplingPhase.TRIAL
    coupling.trial_from, coupling.trial_until = from_date, until
    settle_request(work, coupling, RequestState.COUPLED)
    settle_introduction(work, coupling, and_later=True)
    record_change(work, coupling, phase_from, on_date=from_date, found=found, reason=reason)
    plan_evaluations(work, coupling)
    work.record("coupling.trial_started", "coupling", coupling_id)
    list_changed(work)
    work.defer(FIGURES)


def take_over(work: Work, coupling_id: UUID) -> None:
    """Say that a coupling ran elsewhere before today: only what comes is evaluated here."""
    lock_coupling(work, coupling_id).taken_over_on = work.today
    work.session.flush()  # the next step reads the coupling anew
    work.record("coupling.taken_over", "coupling", coupling_id)


def make_definitive(
    work: Work, coupling_id: UUID, *, on_date: date, reason: str | None = None
) -> None:
    """Make a coupling definitive; the half-yearly evaluations are planned from `on_date`.

    Whoever goes on without the evaluation of the trial gives a reason, and it is cancelled.
    Raises Refused unless both sides said yes and the safety check is good, and when `on_date`
    lies ahead or before the trial.
    """
    coupling = lock_coupling(work, coupling_id)
    if on_date > work.today:
        raise Refused(_("Kies vandaag of een eerdere dag."), field="on_date")
    if coupling.trial_from and on_date < coupling.trial_from:
        raise Refused(_("Dit is vóór het begin van de proefperiode."), field="on_date")
    phase_from = Phase(coupling.phase)
    facts = _facts(work, coupling, on_date, coupling.trial_until)
    found = pass_gates(phase_from, Phase.ACTIVE, facts, reason)
    coupling.phase, coupling.active_from = CouplingPhase.ACTIVE, on_date
    record_change(work, coupling, phase_from, on_date=on_date, found=found, reason=reason)
    cancel_planned(work, coupling_id)
    plan_evaluations(work, coupling)
    work.record("coupling.made_definitive", "coupling", coupling_id)
    work.defer(FIGURES)


def end_coupling(
    work: Work,
    coupling_id: UUID,
    *,
    on_date: date,
    reason_key: str,
    note: str = "",
    early: bool | None = None,
    reopen_request: bool = True,
) -> None:
    """End a coupling for one of the method's reasons.

    `early` None takes it from the reason: early, unless it lasted as agreed. One that was never
    made cannot end early. The request is open again unless `reopen_request` is False: then
    nobody is looked for any more. Evaluations that were still to come are cancelled.
    """
    coupling = lock_coupling(work, coupling_id)
    _check_end(work, coupling, on_date)
    reason = _end_reason(work, coupling, reason_key)
    pass_gates(Phase(coupling.phase), Phase.ENDED, Facts(work.today, end_reason=reason.key), None)
    is_early = (not reason.as_agreed) if early is None else early
    with undoable(work, ENDED, coupling_id):
        _end(work, coupling, _End(on_date, reason, note.strip(), is_early, reopen_request))
    work.record("coupling.ended", "coupling", coupling_id)
    list_changed(work)
    work.defer(FIGURES)


@dataclass(frozen=True, slots=True)
class _End:
    on_date: date
    reason: EndReason
    note: str
    is_early: bool
    reopens: bool


def _end(work: Work, coupling: Coupling, end: _End) -> None:
    phase_from, reason = Phase(coupling.phase), end.reason
    coupling.phase, coupling.ended_on = CouplingPhase.ENDED, end.on_date
    coupling.end_reason = reason.key
    coupling.ended_early = end.is_early and coupling.trial_from is not None
    coupling.end_note = work.vault.seal_optional(Coupling.end_note, coupling.id, end.note)
    settle_request(work, coupling, RequestState.OPEN if end.reopens else RequestState.CLOSED)
    told = ". ".join(filter(None, [str(reason.label), end.note]))
    record_change(work, coupling, phase_from, on_date=end.on_date, reason=told)
    cancel_planned(work, coupling.id)


def step_back(work: Work, coupling_id: UUID, *, reason: str) -> None:
    """Undo the last step: one phase back, or an ended coupling open again as it was.

    What the undone step planned is cancelled. Raises Refused without a reason, when there is no
    step to undo, and when an ended coupling has lost its place or its request meanwhile.
    """
    coupling = lock_coupling(work, coupling_id)
    phase_from = Phase(coupling.phase)
    phase_to = phase_back(phase_from, phase_before_end(work, coupling_id))
    if phase_to is None:
        raise Refused(_("Hiervoor is er geen fase. Stopt de koppeling? Rond die dan af."))
    facts = gather(work, together(coupling)).facts
    found = pass_gates(phase_from, phase_to, facts, reason)
    if phase_from is Phase.ENDED:
        check_room(work, *lock_pair(work, coupling.request_id, coupling.offer_id))
    _undo(coupling, phase_from)
    coupling.phase = CouplingPhase(phase_to)
    made = phase_to in (Phase.TRIAL, Phase.ACTIVE)
    settle_request(work, coupling, RequestState.COUPLED if made else RequestState.OPEN)
    record_change(
        work, coupling, phase_from, on_date=work.today, found=found, reason=reason, is_back=True
    )
    cancel_planned(work, coupling_id)
    plan_evaluations(work, coupling)
    reopened = phase_from is Phase.ENDED
    action = "coupling.reopened" if reopened else "coupling.stepped_back"
    work.record(action, "coupling", coupling_id)
    list_changed(work)
    work.defer(FIGURES)


def phase_back(phase: Phase, before_end: Phase | None) -> Phase | None:
    """The phase one step back, None from the first."""
    found = next_phases(phase, before_end)
    return next((to for to in found if step(phase, to) in (Step.BACK, Step.REOPEN)), None)


def _facts(
    work: Work, coupling: Coupling, today: date, until: date | None, begin: date | None = None
) -> Facts:
    known = gather(work, together(coupling), today=today, until=until)
    if begin is None or until is None or length_is_usual(begin, until):
        return known.facts
    return replace(known.facts, trial_length_usual=False)


def _undo(coupling: Coupling, phase_from: Phase) -> None:
    if phase_from is Phase.TRIAL:
        coupling.trial_from = coupling.trial_until = None
    elif phase_from is Phase.ACTIVE:
        coupling.active_from = None
    else:
        coupling.ended_on = coupling.end_reason = coupling.end_note = None
        coupling.ended_early = False


def _check_end(work: Work, coupling: Coupling, on_date: date) -> None:
    if on_date > work.today:
        raise Refused(_("Kies vandaag of een eerdere dag."), field="on_date")
    begun = coupling.active_from or coupling.trial_from or coupling.introduction_on
    if on_date < min(begun, work.today):
        raise Refused(_("Dit is vóór het begin van deze fase."), field="on_date")


def _end_reason(work: Work, coupling: Coupling, key: str) -> EndReason:
    reasons = pinned(work, coupling.variant, coupling.variant_version).end_reasons
    found = next((reason for reason in reasons if reason.key == key), None)
    if found is None:
        raise Refused(_("Kies waarom de koppeling stopt."), field="reason_key")
    return found
