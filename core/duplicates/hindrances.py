"""Why two families may not become one."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling, CouplingPhase
from core.errors import Refused
from core.handovers.models import Handover, awaits_answer
from core.matching.models import MatchProposal, ProposalState, SupportOffer, SupportRequest
from core.safety.queries import safety_of
from core.wording import _
from core.work import Work


def require_no_hindrance(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """Raise Refused with what to do first."""
    two = (kept_id, gone_id)
    asks, gives = Coupling.asking_family_id, Coupling.offering_family_id
    if _is_there(work, select(Coupling.id).where(asks.in_(two), gives.in_(two))):
        raise Refused(
            _("Deze gezinnen zijn aan elkaar gekoppeld, nu of eerder. Het kan dus niet één gezin "
              "zijn.")
        )  # fmt: skip
    if _is_there(work, _proposed(two)):
        raise Refused(
            _("Er is een voorstel om deze gezinnen te koppelen. Trek dat voorstel eerst in.")
        )
    if _is_there(work, _same_partner(kept_id, gone_id)):
        raise Refused(
            _("Beide hebben een lopende koppeling met hetzelfde gezin. Rond een van de twee eerst "
              "af.")
        )  # fmt: skip
    sent = select(Handover.id).where(Handover.family_id.in_(two), awaits_answer(work.today))
    if _is_there(work, sent):
        raise Refused(_("Er loopt een overdracht. Wacht op het bericht, of trek de overdracht in."))
    _check_safety(work, kept_id, gone_id)


def _is_there(work: Work, found: Select[UUID]) -> bool:
    return work.session.scalar(found.limit(1)) is not None


def _proposed(two: tuple[UUID, UUID]) -> Select[UUID]:
    return (
        select(MatchProposal.id)
        .join(SupportRequest, SupportRequest.id == MatchProposal.request_id)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .where(
            SupportRequest.family_id.in_(two),
            SupportOffer.family_id.in_(two),
            MatchProposal.state == ProposalState.OPEN,
        )
    )


def _same_partner(kept_id: UUID, gone_id: UUID) -> Select[UUID]:
    one, other = aliased(Coupling), aliased(Coupling)
    runs = CouplingPhase.ENDED
    as_asking = and_(
        one.asking_family_id == kept_id,
        other.asking_family_id == gone_id,
        one.offering_family_id == other.offering_family_id,
    )
    as_offering = and_(
        one.offering_family_id == kept_id,
        other.offering_family_id == gone_id,
        one.asking_family_id == other.asking_family_id,
    )
    return (
        select(one.id)
        .join(other, or_(as_asking, as_offering))
        .where(one.phase != runs, other.phase != runs)
    )


def _check_safety(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """A "no" of one file is not lifted by an older, unknowing "yes" of the other."""
    checks = [check for one in (kept_id, gone_id) if (check := safety_of(work, one)).done]
    newest = max((check.done_on or date.min for check in checks), default=None)
    if len({check.ok for check in checks}) > 1 and newest != work.today:
        raise Refused(
            _("De veiligheidschecks van deze gezinnen spreken elkaar tegen. Doe eerst vandaag een "
              "nieuwe check.")
        )  # fmt: skip
