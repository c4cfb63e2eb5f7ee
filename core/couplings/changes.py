"""How a coupling goes from one phase to another: locked, through the gates, on record."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.access import access_coupling
from core.couplings.lifecycle import Caution, Facts, Gates, Refusal, gates
from core.couplings.models import Coupling, CouplingPhase, PhaseChange
from core.couplings.phases import Phase
from core.errors import NotFound, Refused
from core.families.models import Appointment, AppointmentKind
from core.families.services import settle_talks
from core.matching.models import RequestState, SupportOffer, SupportRequest
from core.plugins.telling import tell
from core.wording import _
from core.work import Work
from tenants.ids import new_id

FIGURES = "publish_figures"
"""The job after every step that changes what is counted."""


def lock_coupling(work: Work, coupling_id: UUID) -> Coupling:
    """The coupling as it is now; whoever changes it at the same moment waits.

    Raises NotFound, or NeedsReason when neither of its files is open to this member.
    """
    access_coupling(work, coupling_id)
    found = work.session.scalar(
        select(Coupling)
        .where(Coupling.id == coupling_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("coupling")
    return found


def check_room(work: Work, request: SupportRequest, offer: SupportOffer) -> None:
    """Raise Refused when the offer has no place left, or the request has a coupling already.

    Both rows must be locked: two who ask at the same moment cannot get the same place.
    """
    running = Coupling.phase != CouplingPhase.ENDED
    taken = select(func.count(Coupling.id)).where(running, Coupling.offer_id == offer.id)
    if (work.session.scalar(taken) or 0) >= offer.capacity:
        message = _(
            "Dit steungezin heeft geen plek meer. Kies een ander gezin of wijzig het aanbod."
        )
        raise Refused(message)
    helped = select(Coupling.id).where(running, Coupling.request_id == request.id)
    if work.session.scalar(helped.limit(1)):
        raise Refused(_("Deze hulpvraag heeft al een koppeling. Rond die eerst af."))


def pass_gates(
    phase_from: Phase | None, phase_to: Phase, facts: Facts, reason: str | None
) -> Gates:
    """The gates before a step, when it can be made.

    Raises Refused with what is missing and what to do; and, at the field `reason`, when there
    are warnings or the step goes back, and no reason was given.
    """
    found = gates(phase_from, phase_to, facts)
    if not found.may_pass:
        raise Refused(_("Dit kan nog niet. %(what)s", what=in_words(found.hard)))
    if found.needs_reason and not (reason or "").strip():
        raise Refused(_needs_reason(found), field="reason")
    return found


def in_words(found: Collection[Refusal | Caution]) -> str:
    """What the gates say, as one line of sentences."""
    return " ".join(str(one.sentence) for one in found)


def _needs_reason(found: Gates) -> str:
    if not found.warnings:
        return str(_("Schrijf op waarom u deze stap terug zet."))
    what = in_words(found.warnings)
    return str(_("Let op: %(what)s Wilt u toch verder? Schrijf op waarom.", what=what))


def record_change(
    work: Work,
    coupling: Coupling,
    phase_from: Phase | None,
    *,
    on_date: date,
    found: Gates | None = None,
    reason: str | None = None,
    is_back: bool = False,
) -> None:
    """Put a step on record, with the warnings that were passed and why."""
    count = select(func.max(PhaseChange.seq)).where(PhaseChange.coupling_id == coupling.id)
    change = PhaseChange(id=new_id(), coupling_id=coupling.id)
    change.seq = (work.session.scalar(count) or 0) + 1
    change.from_phase, change.to_phase = phase_from, CouplingPhase(coupling.phase)
    change.is_back, change.on_date, change.author_id = is_back, on_date, work.actor.id
    change.warnings = [warning.code for warning in found.warnings] if found else []
    change.reason = work.vault.seal_optional(PhaseChange.reason, change.id, (reason or "").strip())
    work.add(change)
    tell(work, "coupling_changed", coupling.id)


def settle_introduction(work: Work, coupling: Coupling, *, and_later: bool = False) -> None:
    """The families met: the planned introduction is marked as held (see `settle_talks`)."""
    settle_talks(
        work,
        Appointment.coupling_id == coupling.id,
        Appointment.kind == AppointmentKind.INTRODUCTION,
        and_later=and_later,
    )


def settle_request(work: Work, coupling: Coupling, state: RequestState) -> None:
    """Say whether somebody is still looked for: a request is coupled from the trial on."""
    work.find(SupportRequest, coupling.request_id).state = state
