"""From a chosen pair to a coupling: two families meet."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from core.couplings.changes import check_room, in_words, record_change
from core.couplings.facts import Together, gather
from core.couplings.joint import DecidedWith, check_decision, note_decision
from core.couplings.lifecycle import Gates, gates
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.phases import Phase
from core.errors import Refused
from core.families.access import may_read
from core.families.models import AppointmentKind, FamilyRole
from core.families.services import NewAppointment, plan_appointment
from core.licences.services import require_licence
from core.matching.access import access_request
from core.matching.changing import list_changed
from core.matching.models import MatchProposal, ProposalState, SupportOffer, SupportRequest
from core.matching.services import lock_pair, lock_proposal
from core.method.choice import method_of, methods_of
from core.method.variant import MethodVariant
from core.wording import _
from core.work import Work
from tenants.ids import new_id


def start_introduction(
    work: Work,
    proposal_id: UUID,
    *,
    on_date: date,
    where: str = "",
    at_time: time | None = None,
    reason: str | None = None,
    variant: str | None = None,
    decided: DecidedWith | None = None,
) -> UUID:
    """Let the families of a proposal meet; returns the coupling, in the phase introduction.

    The chosen version of a variant that is on is pinned: the usual one without `variant`. The
    request stays open until a trial starts; the place at the steungezin is taken from now on.
    Warnings are kept, and need no reason yet: meeting binds nobody. An introduction that lies
    ahead is put on the list of talks.

    Raises Refused when the proposal is no longer open, the safety check of the asking family is
    not done or not good, there is no place left, or the licence allows no new coupling.
    """
    proposal, request, offer = _locked(work, proposal_id)
    method = _method(work, variant)
    require_licence(work, method.key)
    if proposal.state != ProposalState.OPEN:
        raise Refused(_("Dit voorstel staat niet meer open."))
    check_room(work, request, offer)
    if decided:
        check_decision(work, decided)
    found = introduction_gates(work, request, offer, method, decided)
    if not found.may_pass:
        raise Refused(in_words(found.hard))
    coupling = work.add(_new_coupling(proposal, request.family_id, offer, method, on_date))
    proposal.state = ProposalState.INTRODUCED
    if decided:
        note_decision(work, coupling.id, decided)
    record_change(work, coupling, None, on_date=on_date, found=found, reason=reason)
    if on_date >= work.today:
        _plan(work, coupling, on_date, at_time, where)
    work.record("coupling.introduced", "coupling", coupling.id)
    list_changed(work)
    return coupling.id


def introduction_gates(
    work: Work,
    request: SupportRequest,
    offer: SupportOffer,
    method: MethodVariant | None = None,
    decided: DecidedWith | None = None,
) -> Gates:
    """What stands before the introduction of a pair that was chosen."""
    method = method or method_of(work)
    pair = Together(
        request.family_id, offer.family_id, method.key, method.version, request_id=request.id
    )
    facts = replace(gather(work, pair).facts, professional_decided=decided is not None)
    return gates(None, Phase.INTRODUCTION, facts)


def _method(work: Work, key: str | None) -> MethodVariant:
    if key is None:
        return method_of(work)
    for one in methods_of(work):
        if one.key == key:
            return one
    raise Refused(_("Kies een methode die aanstaat."), field="variant")


def _locked(work: Work, proposal_id: UUID) -> tuple[MatchProposal, SupportRequest, SupportOffer]:
    known = work.find(MatchProposal, proposal_id)
    access_request(work, known.request_id)
    request, offer = lock_pair(work, known.request_id, known.offer_id)
    return lock_proposal(work, proposal_id), request, offer


def _new_coupling(
    proposal: MatchProposal,
    asking_family_id: UUID,
    offer: SupportOffer,
    method: MethodVariant,
    on_date: date,
) -> Coupling:
    return Coupling(
        id=new_id(),
        proposal_id=proposal.id,
        request_id=proposal.request_id,
        offer_id=offer.id,
        asking_family_id=asking_family_id,
        offering_family_id=offer.family_id,
        variant=method.key,
        variant_version=method.version,
        phase=CouplingPhase.INTRODUCTION,
        introduction_on=on_date,
    )


def _plan(work: Work, coupling: Coupling, on_date: date, at_time: time | None, where: str) -> None:
    family_id, role = open_side(work, coupling)
    new = NewAppointment(
        role=role,
        kind=AppointmentKind.INTRODUCTION,
        on_date=on_date,
        at_time=at_time,
        where=where,
        coupling_id=coupling.id,
    )
    plan_appointment(work, family_id, new)


def open_side(work: Work, coupling: Coupling) -> tuple[UUID, FamilyRole]:
    """The family, with its role, under which this member notes what is about the coupling."""
    if may_read(work, coupling.asking_family_id, FamilyRole.ASKING):
        return coupling.asking_family_id, FamilyRole.ASKING
    return coupling.offering_family_id, FamilyRole.OFFERING
