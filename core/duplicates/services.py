"""Saying of two that look alike whether they are the same family."""

from uuid import UUID

from sqlalchemy import and_, or_, select

from core.duplicates.models import KnownDifferent
from core.errors import NotFound
from core.families.access import access_family
from core.families.models import Family
from core.referrals.access import access_referral
from core.referrals.models import Referral
from core.work import Work


def referral_differs(work: Work, referral_id: UUID, other_id: UUID) -> None:
    """Remember that a sign-up is not of this family, or not the same as this other sign-up."""
    access_referral(work, referral_id)
    if work.session.get(Family, (work.tenant.id, other_id)) is None:
        work.find(Referral, other_id)
    _remember(work, referral_id, other_id)
    work.record("referral.said_different", "referral", referral_id, str(other_id))


def family_differs(work: Work, family_id: UUID, other_id: UUID) -> None:
    """Remember that two families that look alike are not the same."""
    access_family(work, family_id)
    work.find(Family, other_id)
    _remember(work, family_id, other_id)
    work.record("family.said_different", "family", family_id, str(other_id))


def _remember(work: Work, one_id: UUID, other_id: UUID) -> None:
    if one_id == other_id:
        raise NotFound("family")
    one, other = KnownDifferent.one_id, KnownDifferent.other_id
    said = select(KnownDifferent.id).where(
        or_(and_(one == one_id, other == other_id), and_(one == other_id, other == one_id))
    )
    if work.session.scalar(said.limit(1)) is None:
        work.add(
            KnownDifferent(
                one_id=one_id, other_id=other_id, said_by=work.actor.id, said_on=work.today
            )
        )
