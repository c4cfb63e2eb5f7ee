"""A programme that works with others: a family went on to Home-Start."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core.demo.plan import DEMO_TODAY
from core.demo.town import Town
from core.extension.suppliers import Outcome, Receipt
from core.families.models import FamilyMember, FamilyRole
from core.matching.models import RequestState, SupportRequest
from core.plugins.services import switch_on
from core.suppliers.facts import Chosen
from core.suppliers.outbox import held, keep_receipt
from core.suppliers.services import hand_over, say_yes
from core.work import SYSTEM_ACTOR, Work

WHERE = "zaanstad"
HOME_START = "home_start"
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "overdracht": {
        "home_start_address": "https://home-start.voorbeeld.example/overdracht",
        "home_start_secret": "whsec_" + "demo" * 8,
    },
}
WHY = "Het gezin heeft elke week iemand thuis nodig. Dat past beter bij Home-Start."


def share(towns: Mapping[str, Town]) -> None:
    """Switch the hand-over on in one programme, and let one family go on to Home-Start."""
    town = towns[WHERE]
    with town.on(DEMO_TODAY, SYSTEM_ACTOR) as work:
        if any(work.plugins.get(key) is None for key in OPTIONS):
            return
        for key, options in OPTIONS.items():
            switch_on(work, key, options)
    with town.on(DEMO_TODAY) as work:
        hand_one_over(work)


def hand_one_over(work: Work) -> None:
    """The family that waits shortest says yes, and Home-Start has received it."""
    waiting = select(SupportRequest.family_id).where(SupportRequest.state == RequestState.OPEN)
    family_id = work.session.scalars(waiting.order_by(SupportRequest.since.desc())).first()
    if family_id is None:
        return
    people = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
    givers = frozenset(work.session.scalars(people))
    say_yes(work, family_id, FamilyRole.ASKING, HOME_START, givers)
    chosen = Chosen(answers={"why": WHY})
    change = held(work, hand_over(work, family_id, FamilyRole.ASKING, HOME_START, chosen))
    if change is not None:
        received = Receipt(Outcome.DONE, "HS-16", "Ontvangen. Zij nemen contact op.")
        keep_receipt(work, change, received)
