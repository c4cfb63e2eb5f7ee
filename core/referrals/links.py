"""Links with which a referrer sees how far it is: each with an end, and one at a time.

A link tells received, in conversation or closed, and nothing else: not why it closed, not whether
there is a steungezin. When the family takes its consent back it tells nothing at all any more.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling
from core.errors import Refused
from core.families.models import Consent, FamilyFile, FamilyRole
from core.families.services import Purpose
from core.referrals import letters
from core.referrals.access import access_referral
from core.referrals.deciding import answer_address
from core.referrals.models import Referral, ReferralState, StatusLink
from core.referrals.references import STATUS_DAYS
from core.wording import _
from core.work import Work
from tenants.ids import new_id

TERM = timedelta(days=STATUS_DAYS)
Ended = aliased(Consent)
Given = aliased(Consent)


class Stage(StrEnum):
    """All that a referrer is told."""

    RECEIVED = "received"
    TALKING = "talking"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """What the page behind a link shows; `received_on` is what the referrer knows already."""

    stage: Stage
    received_on: date
    until: date


class LinkIsOver(Exception):
    """The link was ours, but it tells nothing any more."""


def first_link(work: Work, referral_id: UUID) -> None:
    """Make the link that goes with the confirmation; it has the id of the referral."""
    _add(work, referral_id, referral_id)


def _add(work: Work, referral_id: UUID, link_id: UUID) -> StatusLink:
    link = StatusLink(
        id=link_id,
        referral_id=referral_id,
        made_by=work.actor.id,
        made_on=work.today,
        expires_on=work.today + TERM,
    )
    return work.add(link)


def send_link(work: Work, referral_id: UUID) -> bool:
    """Give the referrer a new link; those from before stop. Returns whether it was mailed.

    Raises Refused when nobody referred the family, or it took its consent back.
    """
    referral = access_referral(work, referral_id)
    if referral.referrer_id is None:
        raise Refused(_("Dit gezin meldde zichzelf aan. Er is geen verwijzer voor een link."))
    if _withdrawn(work, referral):
        raise Refused(_("Het gezin trok de toestemming in. De verwijzer mag niets meer zien."))
    _end(work, StatusLink.referral_id == referral_id)
    link = _add(work, referral_id, new_id())
    work.record("status_link.sent", "referral", referral_id)
    address = answer_address(work, referral)
    if address:
        letters.send_status(work, address, link.id, link.expires_on)
    return address is not None


def withdraw_link(work: Work, referral_id: UUID) -> None:
    """Have the referrer's link tell nothing any more."""
    access_referral(work, referral_id)
    if not _end(work, StatusLink.referral_id == referral_id):
        raise Refused(_("De verwijzer heeft geen link die werkt."))
    work.record("status_link.withdrawn", "referral", referral_id)


def end_links_of_family(work: Work, family_id: UUID) -> None:
    """End the links about a family for good: it took its consent back."""
    about = select(Referral.id).where(Referral.family_id == family_id)
    if _end(work, StatusLink.referral_id.in_(about)):
        work.record("status_link.withdrawn", "family", family_id)


def _end(work: Work, which: ColumnElement[bool]) -> bool:
    work.session.flush()
    ended = work.session.execute(
        update(StatusLink)
        .where(which, StatusLink.ended_on.is_(None))
        .values(ended_on=work.today)
        .returning(StatusLink.id)
        .execution_options(synchronize_session=False)
    )
    return bool(ended.all())


def _withdrawn(work: Work, referral: Referral) -> bool:
    told = select(Referral.id).where(Referral.id == referral.id, consent_is_withdrawn())
    return work.session.scalar(told) is not None


def consent_is_withdrawn() -> ColumnElement[bool]:
    """Whether somebody in a Referral's family took a yes to the file back and gave none since."""
    given_again = select(Given.id).where(
        Given.family_id == Ended.family_id,
        Given.purpose == Purpose.FILE,
        Given.withdrawn_on.is_(None),
        Given.member_id.is_not_distinct_from(Ended.member_id),
    )
    taken_back = select(Ended.id).where(
        Ended.family_id == Referral.family_id,
        Ended.purpose == Purpose.FILE,
        Ended.withdrawn_on.is_not(None),
        ~given_again.correlate(Ended).exists(),
    )
    return taken_back.correlate(Referral).exists()


def look(work: Work, link_id: UUID) -> Status | None:
    """What this link tells today, and note that somebody looked; None when there is none.

    Raises LinkIsOver when it has ended, in whatever way.
    """
    row = work.session.execute(
        select(
            StatusLink,
            Referral.state,
            Referral.received_on,
            Referral.family_id,
            consent_is_withdrawn().label("withdrawn"),
            _is_finished().label("finished"),
        )
        .join(Referral, Referral.id == StatusLink.referral_id)
        .where(StatusLink.id == link_id)
    ).one_or_none()
    if row is None:
        return None
    link: StatusLink = row.StatusLink
    is_gone = row.state == ReferralState.ACCEPTED and row.family_id is None
    if link.ended_on or work.today > link.expires_on or row.withdrawn or is_gone:
        raise LinkIsOver
    if link.looked_on != work.today:
        link.looked_on = work.today
    return Status(_stage(row.state, row.finished), row.received_on, link.expires_on)


def _stage(state: str, is_finished: bool) -> Stage:
    match ReferralState(state):
        case ReferralState.NEW:
            return Stage.RECEIVED
        case ReferralState.QUESTION:
            return Stage.TALKING
        case ReferralState.ACCEPTED:
            return Stage.CLOSED if is_finished else Stage.TALKING
    return Stage.CLOSED


def _is_finished() -> ColumnElement[bool]:
    """Whether the file closed or a coupling became definitive: from outside they look the same.

    A coupling that ends later changes nothing here.
    """
    closed = select(FamilyFile.id).where(
        FamilyFile.family_id == Referral.family_id,
        FamilyFile.role == Referral.role,
        FamilyFile.closed_on.is_not(None),
    )
    settled = select(Coupling.id).where(
        Coupling.active_from.is_not(None),
        or_(
            and_(
                Referral.role == FamilyRole.ASKING,
                Coupling.asking_family_id == Referral.family_id,
            ),
            and_(
                Referral.role == FamilyRole.OFFERING,
                Coupling.offering_family_id == Referral.family_id,
            ),
        ),
    )
    return or_(closed.correlate(Referral).exists(), settled.correlate(Referral).exists())
