"""A sign-up of a family that is here already: no second file is made of it."""

from uuid import UUID

from core.families.models import FamilyRole
from core.referrals.access import access_referral
from core.referrals.deciding import accept, has_open_file
from core.work import Work


def attach(work: Work, referral_id: UUID, family_id: UUID) -> bool:
    """Put a sign-up at a known family; returns whether that opened a file, else it was open.

    A file that opens is the actor's. Raises as `accept`.
    """
    role = FamilyRole(access_referral(work, referral_id).role)
    is_new = not has_open_file(work, family_id, role)
    accept(
        work, referral_id, coordinator_id=work.actor.id, family_name="", place="",
        family_id=family_id,
    )  # fmt: skip
    return is_new
