"""Pairs of families, coupled quickly: for tests of couplings and evaluations."""

from datetime import date, timedelta
from uuid import UUID

from core.couplings.services import (
    make_definitive,
    note_agreements,
    record_answer,
    start_introduction,
    start_trial,
)
from core.families.models import FamilyRole
from core.matching.services import propose
from core.work import Work
from tests.casework import asking, offering

WHY = "Beide gezinnen willen het graag."


def proposed(
    work: Work,
    asking_name: str = "Aydin-de Wit",
    offering_name: str = "Verhoef",
    *,
    vog: bool = True,
) -> UUID:
    """A pair that was chosen; returns the proposal."""
    _family, request_id = asking(work, asking_name)
    _family, offer_id = offering(work, offering_name, vog=vog)
    return propose(work, request_id, offer_id, reason=WHY)


def introduced(work: Work, *names: str, vog: bool = True) -> UUID:
    """A coupling in its introduction, a week ago."""
    proposal_id = proposed(work, *names, vog=vog)
    return start_introduction(work, proposal_id, on_date=work.today - timedelta(days=7))


def both_say(work: Work, coupling_id: UUID, moment: str, says_yes: bool = True) -> None:
    for side in FamilyRole:
        record_answer(
            work, coupling_id, moment=moment, side=side, says_yes=says_yes, children_heard=True
        )


def on_trial(work: Work, *names: str, from_date: date | None = None) -> UUID:
    """A coupling on trial for six weeks."""
    coupling_id = introduced(work, *names)
    both_say(work, coupling_id, "after_introduction")
    begun = from_date or work.today
    until = begun + timedelta(weeks=6)
    start_trial(work, coupling_id, from_date=begun, until=until, reason=WHY)
    return coupling_id


def definitive(work: Work, *names: str) -> UUID:
    """A coupling that is definitive today, with agreements and a contract."""
    coupling_id = on_trial(work, *names)
    both_say(work, coupling_id, "after_trial")
    items = {"when": "Elke woensdag", "if_it_fails": "Bel elkaar"}
    note_agreements(work, coupling_id, items, contract_on=work.today)
    make_definitive(work, coupling_id, on_date=work.today, reason=WHY)
    return coupling_id
