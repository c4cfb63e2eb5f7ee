"""The life of couplings through the services, in any order: what must always hold.

Never a trial without both yes, the safety check and the VOG; capacity kept; every ended coupling
has a reason; evaluations never missed or doubled; one step back restores the phase, and an end
that is undone on its day leaves no trace but the record of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from core.couplings import services
from core.couplings.facts import phase_before_end
from core.couplings.models import Coupling, CouplingAnswer, CouplingPhase, PhaseChange
from core.couplings.phases import Phase
from core.couplings.steps import phase_back
from core.couplings.undoing import ENDED
from core.errors import Refused
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.evaluations.questions import questions_for
from core.evaluations.schedule import due_dates
from core.evaluations.services import plan_missing, record_evaluation_answer
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.matching.models import RequestState, SupportOffer, SupportRequest
from core.matching.services import propose
from core.method.standard import standard
from core.safety.queries import safety_of, vogs_of
from core.safety.services import record_safety_check, see_vog
from core.undo import acts
from core.undo.models import UndoableAct
from core.undo.snapshots import read, state_of
from core.work import Office, Work
from tenants.context import TenantContext
from tests.casework import asking, offering
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, work_on

RUNNING = (CouplingPhase.TRIAL, CouplingPhase.ACTIVE)
WHY = "Met een reden."


class Lives(RuleBasedStateMachine):
    """One steungezin with one place, one with two; families that ask; time that passes."""

    office: Office
    fresh: Callable[[], TenantContext]
    couplings = Bundle("couplings")

    def __init__(self) -> None:
        super().__init__()
        self.tenant = type(self).fresh()
        self.today = TODAY
        with self.work() as work:
            self.offers = [
                offering(work, "Een", capacity=1, vog=False)[1],
                offering(work, "Twee", capacity=2)[1],
            ]
            self.requests = [asking(work, f"Gezin {number}")[1] for number in range(4)]

    @contextmanager
    def work(self) -> Iterator[Work]:
        with self.office.database.transaction(self.tenant.id) as session:
            work = work_on(self.office, session, self.tenant, self.today)
            yield work
            work.finish()

    def tried(self, act: Callable[[Work], object]) -> bool:
        try:
            with self.work() as work:
                act(work)
        except Refused:
            return False
        return True

    @rule(target=couplings, request=st.integers(0, 3), offer=st.integers(0, 1))
    def introduce(self, request: int, offer: int) -> object:
        made: list[UUID] = []

        def act(work: Work) -> None:
            chosen = propose(work, self.requests[request], self.offers[offer], reason=WHY)
            made.append(services.start_introduction(work, chosen, on_date=self.today))

        return made[0] if self.tried(act) else multiple()

    @rule(
        coupling=couplings,
        moment=st.sampled_from(["after_introduction", "after_trial"]),
        answers=st.sampled_from([(True, True), (True, True), (True, False), (False, True)]),
    )
    def ask(self, coupling: UUID, moment: str, answers: tuple[bool, bool]) -> None:
        def act(work: Work) -> None:
            for side, says in zip(FamilyRole, answers, strict=True):
                services.record_answer(work, coupling, moment=moment, side=side, says_yes=says)

        self.tried(act)

    @rule(coupling=couplings, weeks=st.integers(2, 10))
    def begin_trial(self, coupling: UUID, weeks: int) -> None:
        until = self.today + timedelta(weeks=weeks)

        def act(work: Work) -> None:
            services.start_trial(work, coupling, from_date=self.today, until=until, reason=WHY)
            found = work.find(Coupling, coupling)
            assert safety_of(work, found.asking_family_id).ok
            family = found.offering_family_id
            assert vogs_of(work, {family})[family].all_seen
            assert self.both_said_yes(work, coupling, "after_introduction")

        self.tried(act)

    @rule(coupling=couplings)
    def go_all_the_way(self, coupling: UUID) -> None:
        """What mostly happens, so that the later phases are seen often."""
        self.see_the_vog()
        self.ask(coupling, "after_introduction", (True, True))
        self.begin_trial(coupling, 6)
        self.ask(coupling, "after_trial", (True, True))
        self.make_it_last(coupling)

    @rule(coupling=couplings)
    def make_it_last(self, coupling: UUID) -> None:
        def act(work: Work) -> None:
            services.make_definitive(work, coupling, on_date=self.today, reason=WHY)
            assert self.both_said_yes(work, coupling, "after_trial")

        self.tried(act)

    @rule(coupling=couplings, reason=st.sampled_from(["moved", "completed", "", "zomaar"]))
    def end_it(self, coupling: UUID, reason: str) -> None:
        self.tried(
            lambda work: services.end_coupling(
                work, coupling, on_date=self.today, reason_key=reason
            )
        )

    @rule(coupling=couplings)
    def undo(self, coupling: UUID) -> None:
        def act(work: Work) -> None:
            before = Phase(work.find(Coupling, coupling).phase)
            expected = phase_back(before, phase_before_end(work, coupling))
            services.step_back(work, coupling, reason=WHY)
            assert Phase(work.find(Coupling, coupling).phase) is expected

        self.tried(act)

    @rule(coupling=couplings)
    def undo_the_end(self, coupling: UUID) -> None:
        """Back to exactly what stood there, with its evaluations; on the same day only."""
        with self.work() as work:
            ends = select(UndoableAct).where(
                UndoableAct.subject_id == coupling, UndoableAct.undone_at.is_(None)
            )
            act = work.session.scalars(ends.order_by(UndoableAct.at.desc())).first()
        if act is None:
            return

        def back(work: Work) -> None:
            acts.undo(work, act.id)
            assert act.on_date == self.today
            work.session.flush()
            before = work.vault.open(UndoableAct.before, act.id, act.before)
            assert state_of(ENDED.watch(work, coupling)) == read(before)

        self.tried(back)

    @rule(coupling=couplings)
    def end_by_a_slip(self, coupling: UUID) -> None:
        with self.work() as work:
            before = ENDED.watch(work, coupling)
            said, was = state_of(before), Phase(work.find(Coupling, coupling).phase)
        self.end_it(coupling, "moved")
        self.undo_the_end(coupling)
        if was is not Phase.ENDED:
            with self.work() as work:
                assert state_of(ENDED.watch(work, coupling)) == said

    @rule(data=st.data())
    def evaluate(self, data: st.DataObject) -> None:
        with self.work() as work:
            known = sorted(work.session.scalars(select(Evaluation.id)))
        if not known:
            return
        chosen = data.draw(st.sampled_from(known))
        sides = data.draw(st.sampled_from([[FamilyRole.ASKING], list(FamilyRole)]))

        def act(work: Work) -> None:
            for side in sides:
                answers = {
                    question.key: question.choices[0].key
                    for question in questions_for(standard(), side)
                    if question.choices
                }
                record_evaluation_answer(work, chosen, side=side, answers=answers)

        self.tried(act)

    @rule(outcome=st.sampled_from(["safe", "unsafe"]), request=st.integers(0, 3))
    def check_safety(self, outcome: str, request: int) -> None:
        def act(work: Work) -> None:
            family = work.find(SupportRequest, self.requests[request]).family_id
            record_safety_check(work, family, outcome=outcome, note=WHY, done_on=self.today)

        self.tried(act)

    @rule()
    def see_the_vog(self) -> None:
        def act(work: Work) -> None:
            family = work.find(SupportOffer, self.offers[0]).family_id
            adults = select(FamilyMember.id).where(
                FamilyMember.family_id == family, FamilyMember.kind == MemberKind.PARENT
            )
            see_vog(work, work.session.scalars(adults).one(), self.today)

        self.tried(act)

    @rule(days=st.sampled_from([3, 40, 200]))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)
        with self.work() as work:
            plan_missing(work)

    def both_said_yes(self, work: Work, coupling: UUID, moment: str) -> bool:
        said = select(CouplingAnswer.says_yes).where(
            CouplingAnswer.coupling_id == coupling, CouplingAnswer.moment == moment
        )
        return list(work.session.scalars(said)) == [True, True]

    @invariant()
    def what_must_hold(self) -> None:
        with self.work() as work:
            couplings = list(work.session.scalars(select(Coupling)))
            evaluations = list(work.session.scalars(select(Evaluation)))
            self.capacity_is_kept(work, couplings)
            for one in couplings:
                mine = [e for e in evaluations if e.coupling_id == one.id]
                self.evaluations_are_right(one, mine)
                self.state_is_whole(work, one)

    def capacity_is_kept(self, work: Work, couplings: list[Coupling]) -> None:
        open_ones = [one for one in couplings if one.phase != CouplingPhase.ENDED]
        for offer in self.offers:
            taken = sum(one.offer_id == offer for one in open_ones)
            assert taken <= work.find(SupportOffer, offer).capacity
        requests = [one.request_id for one in open_ones]
        assert len(requests) == len(set(requests))

    def state_is_whole(self, work: Work, one: Coupling) -> None:
        ended = one.phase == CouplingPhase.ENDED
        assert ended == bool(one.end_reason)
        assert ended == bool(one.ended_on)
        if one.phase in RUNNING:
            assert work.find(SupportRequest, one.request_id).state == RequestState.COUPLED
        changes = list(
            work.session.scalars(
                select(PhaseChange)
                .where(PhaseChange.coupling_id == one.id)
                .order_by(PhaseChange.seq)
            )
        )
        assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
        assert changes[-1].to_phase == one.phase
        assert all(b.from_phase == a.to_phase for a, b in pairwise(changes))

    def evaluations_are_right(self, one: Coupling, mine: list[Evaluation]) -> None:
        keys = [(e.kind, e.due_on) for e in mine]
        assert len(keys) == len(set(keys))
        waiting = [e for e in mine if e.state in (EvaluationState.PLANNED, EvaluationState.PARTLY)]
        live = [e for e in mine if e.state != EvaluationState.CANCELLED]
        if one.phase == CouplingPhase.TRIAL:
            assert len([e for e in live if e.kind == EvaluationKind.TRIAL_END]) >= 1
            assert {e.kind for e in waiting} <= {EvaluationKind.TRIAL_END}
            assert len(waiting) <= 1
        elif one.phase == CouplingPhase.ACTIVE:
            assert one.active_from is not None
            assert {e.kind for e in waiting} <= {EvaluationKind.HALF_YEAR}
            passed = due_dates(one.active_from, 6, self.today)
            half_years = {e.due_on for e in live if e.kind == EvaluationKind.HALF_YEAR}
            assert set(passed) <= half_years
            assert any(due > self.today for due in half_years)
        else:
            assert waiting == []


def test_what_must_hold_holds_in_any_order(office: Office, make_tenant: MakeTenant) -> None:
    class Here(Lives):
        pass

    Here.office = office
    Here.fresh = staticmethod(make_tenant)
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
