"""Undoing a withdrawn proposal, and a request or an offer that was closed, on the day itself."""

from uuid import UUID

from sqlalchemy import select

from core.errors import Refused
from core.families.models import FamilyFile
from core.matching.access import access_offer, access_request
from core.matching.models import Exclusion, MatchProposal, SupportOffer, SupportRequest
from core.matching.occupancy import has_open_proposal, has_running_coupling, places_taken
from core.safety.models import SafetyCheck
from core.undo.acts import Kind, declare, rows_of
from core.undo.snapshots import State, Watched
from core.wording import _, _l
from core.work import Work


def _files(work: Work, *family_ids: UUID) -> Watched:
    files = select(FamilyFile).where(FamilyFile.family_id.in_(family_ids)).order_by(FamilyFile.id)
    return Watched(rows_of(work, files), ("closed_on",))


def _watch_proposal(work: Work, proposal_id: UUID) -> list[Watched]:
    [proposal] = found = rows_of(work, select(MatchProposal).where(MatchProposal.id == proposal_id))
    pair = proposal.request_id, proposal.offer_id
    [request] = asked = rows_of(work, select(SupportRequest).where(SupportRequest.id == pair[0]))
    [offer] = given = rows_of(work, select(SupportOffer).where(SupportOffer.id == pair[1]))
    apart = Exclusion.request_id == pair[0], Exclusion.offer_id == pair[1]
    checks = select(SafetyCheck).where(SafetyCheck.family_id == request.family_id)
    return [
        Watched(found, ("state", "reason")),
        _files(work, request.family_id, offer.family_id),
        Watched(rows_of(work, checks.order_by(SafetyCheck.id)), ("outcome",)),
        Watched(rows_of(work, select(Exclusion).where(*apart)), ()),
        Watched(asked, ("state",)),
        Watched(given, ("state",)),
    ]


def _open_proposal(work: Work, proposal_id: UUID) -> None:
    access_request(work, work.find(MatchProposal, proposal_id).request_id)
    proposal = work.find(MatchProposal, proposal_id)
    for model, row_id in (
        (SupportRequest, proposal.request_id),
        (SupportOffer, proposal.offer_id),
        (MatchProposal, proposal_id),
    ):
        locked = select(model).where(model.id == row_id).with_for_update(key_share=True)
        rows_of(work, locked)


def _check_proposal(work: Work, proposal_id: UUID, _before: State) -> None:
    proposal = work.find(MatchProposal, proposal_id)
    if has_open_proposal(work, proposal.request_id):
        raise Refused(_("Er staat intussen een ander voorstel open. Trek dat eerst in."))
    if has_running_coupling(work, proposal.request_id):
        raise Refused(_("Deze hulpvraag heeft intussen een koppeling."))
    offer = work.find(SupportOffer, proposal.offer_id)
    if places_taken(work, offer.id) >= offer.capacity:
        raise Refused(_("De plek bij het steungezin is daarna aan een ander gezin gegeven."))


WITHDRAWN = declare(
    Kind(
        "proposal.withdrawn",
        _l("Voorstel ingetrokken"),
        "proposal.withdrawal_undone",
        "match_proposal",
        _watch_proposal,
        _open_proposal,
        _check_proposal,
    )
)


def _watch_request(work: Work, request_id: UUID) -> list[Watched]:
    [request] = found = rows_of(work, select(SupportRequest).where(SupportRequest.id == request_id))
    return [_files(work, request.family_id), Watched(found, ("state",))]


def _watch_offer(work: Work, offer_id: UUID) -> list[Watched]:
    [offer] = found = rows_of(work, select(SupportOffer).where(SupportOffer.id == offer_id))
    return [_files(work, offer.family_id), Watched(found, ("state",))]


REQUEST_CLOSED = declare(
    Kind(
        "request.closed",
        _l("Hulpvraag gesloten"),
        "request.closing_undone",
        "support_request",
        _watch_request,
        access_request,
    )
)
OFFER_CLOSED = declare(
    Kind(
        "offer.closed",
        _l("Aanbod gesloten"),
        "offer.closing_undone",
        "support_offer",
        _watch_offer,
        access_offer,
    )
)
