"""Undoing the end of a coupling on the day itself, with its evaluations, talks and request."""

from uuid import UUID

from sqlalchemy import or_, select

from core.couplings.changes import FIGURES, check_room, lock_coupling, record_change
from core.couplings.models import Coupling
from core.couplings.phases import Phase
from core.errors import Refused
from core.evaluations.models import Evaluation
from core.families.models import Appointment, FamilyFile
from core.matching.models import SupportOffer, SupportRequest
from core.matching.services import has_open_proposal, lock_pair, places_taken
from core.safety.models import SafetyCheck
from core.undo.acts import Kind, declare, rows_of
from core.undo.snapshots import State, Watched
from core.wording import _, _l
from core.work import Work


def _watch(work: Work, coupling_id: UUID) -> list[Watched]:
    [coupling] = found = rows_of(work, select(Coupling).where(Coupling.id == coupling_id))
    families = coupling.asking_family_id, coupling.offering_family_id
    evaluations = select(Evaluation).where(Evaluation.coupling_id == coupling_id)
    known = rows_of(work, evaluations.order_by(Evaluation.id))
    talks = select(Appointment).where(
        or_(
            Appointment.coupling_id == coupling_id,
            Appointment.evaluation_id.in_([one.id for one in known]),
        )
    )
    files = select(FamilyFile).where(FamilyFile.family_id.in_(families)).order_by(FamilyFile.id)
    checks = select(SafetyCheck).where(SafetyCheck.family_id == families[0])
    request = select(SupportRequest).where(SupportRequest.id == coupling.request_id)
    ended = "phase", "ended_on", "end_reason", "ended_early", "end_note"
    return [
        Watched(found, (*ended, "trial_from", "trial_until", "active_from")),
        Watched(rows_of(work, files), ("closed_on",)),
        Watched(rows_of(work, checks.order_by(SafetyCheck.id)), ("outcome",)),
        Watched(known, ("state", "held_on")),
        Watched(rows_of(work, talks.order_by(Appointment.id)), ("state", "on_date")),
        Watched(rows_of(work, request), ("state",)),
    ]


def _open(work: Work, coupling_id: UUID) -> None:
    coupling = lock_coupling(work, coupling_id)
    lock_pair(work, coupling.request_id, coupling.offer_id)


def _check(work: Work, coupling_id: UUID, _before: State) -> None:
    """The places are still there, and nobody else was chosen for this request."""
    coupling = work.find(Coupling, coupling_id)
    request = work.find(SupportRequest, coupling.request_id)
    offer = work.find(SupportOffer, coupling.offer_id)
    if has_open_proposal(work, request.id):
        raise Refused(_("Voor deze hulpvraag is daarna een gezin gekozen. Trek dat eerst in."))
    if places_taken(work, offer.id) >= offer.capacity:
        raise Refused(_("De plek bij het steungezin is daarna aan een ander gezin gegeven."))
    check_room(work, request, offer)


def _afterwards(work: Work, coupling_id: UUID) -> None:
    coupling = work.find(Coupling, coupling_id)
    reason = _("Ongedaan gemaakt: het afronden was een vergissing.")
    record_change(work, coupling, Phase.ENDED, on_date=work.today, reason=reason, is_back=True)
    work.defer(FIGURES)


ENDED = declare(
    Kind(
        "coupling.ended",
        _l("Koppeling afgerond"),
        "coupling.end_undone",
        "coupling",
        _watch,
        _open,
        _check,
        _afterwards,
    )
)
