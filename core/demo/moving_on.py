"""A steungezin near the border goes to the next gemeente; a colleague stands in next week."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.queries import caseworkers
from core.cover.services import name_stand_in
from core.demo.plan import DEMO_TODAY
from core.demo.town import Town
from core.families.models import FamilyMember, FamilyRole
from core.handovers.packing import Choices, record_yes
from core.handovers.sending import receivers, send_handover
from core.matching.models import OfferState, SupportOffer

FROM, TO = "edam-volendam", "zaanstad"


def move_on(towns: Mapping[str, Town]) -> None:
    """Send one family from Edam-Volendam to Zaanstad, and let somebody there stand in."""
    _hand_over(towns[FROM], towns[TO])
    stand_in(towns[TO])


def _hand_over(town: Town, other: Town) -> None:
    with town.on(DEMO_TODAY) as work:
        free = select(SupportOffer.family_id).where(SupportOffer.state == OfferState.OPEN)
        family_id = work.session.scalars(free.order_by(SupportOffer.since.desc())).first()
        if family_id is None or other.tenant.id not in {one.id for one in receivers(work)}:
            return
        people = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
        record_yes(work, family_id, frozenset(work.session.scalars(people)))
        send_handover(work, family_id, FamilyRole.OFFERING, other.tenant.id, Choices(True))


def stand_in(town: Town) -> None:
    """Somebody stands in for the coordinator next week."""
    with town.on(DEMO_TODAY) as work:
        me = town.coordinator.id
        other = next(one for one in caseworkers(work) if one.role is Role.ADMIN)
        if me is not None:
            name_stand_in(
                work,
                absent_id=me,
                stand_in_id=other.id,
                from_on=DEMO_TODAY + timedelta(days=7),
                until_on=DEMO_TODAY + timedelta(days=13),
            )
