"""Two coordinators at the same moment: the place is given once, and a no is never overtaken."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.couplings.services import (
    end_coupling,
    record_answer,
    start_introduction,
    start_trial,
    step_back,
)
from core.errors import Refused
from core.matching.models import MatchProposal, ProposalState
from core.matching.services import propose, withdraw_proposal
from core.work import Work
from tests.casework import asking
from tests.couplings.pairs import WHY, both_say, introduced, on_trial, proposed
from tests.fixtures_web import TODAY, Working

Act = Callable[[Work], object]


def at_once(working: Working, *acts: Act) -> list[bool]:
    """Do everything at the same moment; which of them were done."""
    ready, done = threading.Barrier(len(acts)), [False] * len(acts)

    def run(number: int) -> None:
        try:
            with working() as work:
                ready.wait(timeout=20)
                acts[number](work)
        except Refused:
            return
        done[number] = True

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return done


def test_a_proposal_becomes_one_coupling(working: Working) -> None:
    with working() as work:
        proposal_id = proposed(work)

    def meet(work: Work) -> UUID:
        return start_introduction(work, proposal_id, on_date=TODAY)

    assert sorted(at_once(working, meet, meet)) == [False, True]
    with working() as work:
        assert work.session.scalar(select(func.count(Coupling.id))) == 1


def test_a_withdrawal_and_an_introduction_never_cross(working: Working) -> None:
    for _round in range(3):
        with working() as work:
            proposal_id = proposed(work)

        def meet(work: Work, proposal_id: UUID = proposal_id) -> UUID:
            return start_introduction(work, proposal_id, on_date=TODAY)

        def withdraw(work: Work, proposal_id: UUID = proposal_id) -> None:
            withdraw_proposal(work, proposal_id, "Het gezin belde af.")

        met, withdrawn = at_once(working, meet, withdraw)
        assert met != withdrawn
        with working() as work:
            mine = select(func.count(Coupling.id)).where(Coupling.proposal_id == proposal_id)
            assert work.session.scalar(mine) == met
            state = work.find(MatchProposal, proposal_id).state
            assert state == (ProposalState.INTRODUCED if met else ProposalState.WITHDRAWN)


def test_a_freed_place_is_given_once(working: Working) -> None:
    with working() as work:
        old = on_trial(work)
        offer_id = work.find(Coupling, old).offer_id
        end_coupling(work, old, on_date=TODAY, reason_key="no_click")
        _family, request_id = asking(work, "Jansen")
        proposal_id = propose(work, request_id, offer_id, reason=WHY)
    at_once(
        working,
        lambda work: step_back(work, old, reason="Toch weer."),
        lambda work: start_introduction(work, proposal_id, on_date=TODAY),
    )
    with working() as work:
        running = Coupling.phase != CouplingPhase.ENDED
        assert work.session.scalar(select(func.count(Coupling.id)).where(running)) == 1


def test_a_no_and_a_trial_never_cross(working: Working) -> None:
    for _round in range(3):
        with working() as work:
            coupling_id = introduced(work)
            both_say(work, coupling_id, "after_introduction")

        def say_no(work: Work, coupling_id: UUID = coupling_id) -> None:
            record_answer(
                work, coupling_id, moment="after_introduction", side="asking", says_yes=False
            )
            assert work.find(Coupling, coupling_id).phase is not None

        def begin(work: Work, coupling_id: UUID = coupling_id) -> None:
            until = TODAY + timedelta(weeks=6)
            start_trial(work, coupling_id, from_date=TODAY, until=until, reason=WHY)

        at_once(working, say_no, begin)
        with working() as work:
            changed = work.find(Coupling, coupling_id)
            # Either the trial began on two yeses, or the no came first and it did not begin.
            assert changed.phase in (CouplingPhase.INTRODUCTION, CouplingPhase.TRIAL)
