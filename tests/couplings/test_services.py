"""The steps of a coupling through its services: the gates, what they change, what they refuse."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.couplings.models import Agreement, Coupling, CouplingAnswer, CouplingPhase, PhaseChange
from core.couplings.services import (
    end_coupling,
    make_definitive,
    note_agreements,
    record_answer,
    start_introduction,
    start_trial,
    step_back,
    withdraw_answer,
)
from core.errors import NeedsReason, NotFound, Refused
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import Appointment, AppointmentState, FamilyFile, FamilyRole
from core.matching.models import MatchProposal, ProposalState, RequestState, SupportRequest
from core.matching.services import propose
from core.safety.models import SafetyCheck
from core.work import Work
from tenants.ids import new_id
from tests.casework import asking
from tests.couplings.pairs import (
    WHY,
    both_say,
    definitive,
    introduced,
    on_trial,
    proposed,
)
from tests.fixtures_web import TODAY, Person, Working

SIX_WEEKS = TODAY + timedelta(weeks=6)


def evaluations(work: Work, coupling_id: UUID, *states: EvaluationState) -> list[tuple[str, date]]:
    wanted = states or (EvaluationState.PLANNED, EvaluationState.PARTLY, EvaluationState.HELD)
    query = select(Evaluation.kind, Evaluation.due_on).where(
        Evaluation.coupling_id == coupling_id, Evaluation.state.in_(wanted)
    )
    return sorted((row.kind, row.due_on) for row in work.session.execute(query))


def request_of(work: Work, coupling_id: UUID) -> SupportRequest:
    return work.find(SupportRequest, work.find(Coupling, coupling_id).request_id)


def test_an_introduction_pins_the_method_and_plans_the_talk(working: Working) -> None:
    with working() as work:
        proposal_id = proposed(work)
        coupling_id = start_introduction(work, proposal_id, on_date=TODAY, where="bij Verhoef")
        coupling = work.find(Coupling, coupling_id)
        assert (coupling.variant, coupling.variant_version) == ("standard", 1)
        assert coupling.phase == CouplingPhase.INTRODUCTION
        assert work.find(MatchProposal, proposal_id).state == ProposalState.INTRODUCED
        assert request_of(work, coupling_id).state == RequestState.OPEN
        talk = work.session.scalars(select(Appointment)).one()
        assert (talk.coupling_id, talk.where) == (coupling_id, "bij Verhoef")


def talk_of(work: Work) -> AppointmentState:
    return AppointmentState(work.session.scalars(select(Appointment.state)).one())


def test_what_is_said_after_the_introduction_tells_that_it_was_held(working: Working) -> None:
    with working() as work:
        coupling_id = start_introduction(work, proposed(work), on_date=TODAY)
        both_say(work, coupling_id, "after_talks")
        assert talk_of(work) == AppointmentState.PLANNED
        both_say(work, coupling_id, "after_introduction")
        assert talk_of(work) == AppointmentState.HELD


@pytest.mark.parametrize(
    ("in_days", "state"), [(0, AppointmentState.HELD), (2, AppointmentState.CANCELLED)]
)
def test_a_trial_leaves_no_introduction_to_come(
    working: Working, in_days: int, state: AppointmentState
) -> None:
    with working() as work:
        met = TODAY + timedelta(days=in_days)
        coupling_id = start_introduction(work, proposed(work), on_date=met)
        both_say(work, coupling_id, "after_introduction")
        until = met + timedelta(weeks=6)
        start_trial(work, coupling_id, from_date=met, until=until, reason=WHY)
        assert talk_of(work) == state


def test_a_proposal_is_introduced_once(working: Working) -> None:
    with working() as work:
        proposal_id = proposed(work)
        start_introduction(work, proposal_id, on_date=TODAY)
        with pytest.raises(Refused, match="niet meer open"):
            start_introduction(work, proposal_id, on_date=TODAY)


def test_no_introduction_without_a_good_safety_check(working: Working) -> None:
    with working() as work:
        proposal_id = proposed(work)
        unsafe = SafetyCheck(
            family_id=work.session.scalars(select(SupportRequest.family_id)).one(),
            done_on=TODAY,
            outcome="unsafe",
            variant="standard",
            variant_version=1,
        )
        work.add(unsafe)
        with pytest.raises(Refused, match="nu niet verder"):
            start_introduction(work, proposal_id, on_date=TODAY)
        assert work.session.scalars(select(Coupling)).all() == []


def test_a_trial_makes_the_coupling_and_plans_its_evaluation(working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        coupling = work.find(Coupling, coupling_id)
        assert (coupling.phase, coupling.trial_from, coupling.trial_until) == (
            CouplingPhase.TRIAL,
            TODAY,
            SIX_WEEKS,
        )
        assert request_of(work, coupling_id).state == RequestState.COUPLED
        assert evaluations(work, coupling_id) == [("trial_end", date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("asking_says", "offering_says", "told"),
    [
        (None, True, "Vraag eerst aan het vraaggezin"),
        (True, None, "Vraag eerst aan het steungezin"),
        (False, True, "Nee van het vraaggezin"),
        (True, False, "Nee van het steungezin"),
    ],
)
def test_no_trial_without_both_yes(
    working: Working, asking_says: bool | None, offering_says: bool | None, told: str
) -> None:
    with working() as work:
        coupling_id = introduced(work)
        for side, says in zip(FamilyRole, (asking_says, offering_says), strict=True):
            if says is not None:
                record_answer(
                    work, coupling_id, moment="after_introduction", side=side, says_yes=says
                )
        with pytest.raises(Refused, match=told):
            start_trial(work, coupling_id, from_date=TODAY, until=SIX_WEEKS, reason=WHY)
        assert work.find(Coupling, coupling_id).phase == CouplingPhase.INTRODUCTION


def test_no_trial_without_the_vog_seen(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work, vog=False)
        both_say(work, coupling_id, "after_introduction")
        with pytest.raises(Refused, match="VOG gezien"):
            start_trial(work, coupling_id, from_date=TODAY, until=SIX_WEEKS, reason=WHY)


def test_a_warning_takes_a_reason_and_is_kept(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        both_say(work, coupling_id, "after_introduction")
        with pytest.raises(Refused, match="Schrijf op waarom") as refusal:
            start_trial(work, coupling_id, from_date=TODAY, until=SIX_WEEKS)
        assert refusal.value.field == "reason"
        start_trial(work, coupling_id, from_date=TODAY, until=SIX_WEEKS, reason=WHY)
        newest = select(PhaseChange).order_by(PhaseChange.seq.desc()).limit(1)
        change = work.session.scalars(newest).one()
        assert {"consent_missing", "agreements_missing"} <= set(change.warnings)
        assert work.vault.open(PhaseChange.reason, change.id, change.reason) == WHY


def test_odd_days_are_refused(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        both_say(work, coupling_id, "after_introduction")
        with pytest.raises(Refused, match="einde dat na het begin"):
            start_trial(work, coupling_id, from_date=TODAY, until=TODAY, reason=WHY)
        early = TODAY - timedelta(days=30)
        with pytest.raises(Refused, match="vóór de kennismaking"):
            start_trial(work, coupling_id, from_date=early, until=SIX_WEEKS, reason=WHY)
        ahead = TODAY + timedelta(days=1)
        with pytest.raises(Refused, match="eerdere dag"):
            end_coupling(work, coupling_id, on_date=ahead, reason_key="moved")


def test_definitive_plans_the_next_half_year(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        assert evaluations(work, coupling_id) == [("half_year", date(2027, 5, 23))]
        assert evaluations(work, coupling_id, EvaluationState.CANCELLED) == [
            ("trial_end", date(2026, 12, 31))
        ]


def test_definitive_needs_both_yes_after_the_trial(working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        with pytest.raises(Refused, match="Vraag eerst"):
            make_definitive(work, coupling_id, on_date=TODAY, reason=WHY)


def test_an_end_has_a_reason_and_looks_for_another_family(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        with pytest.raises(Refused, match="Kies waarom"):
            end_coupling(work, coupling_id, on_date=TODAY, reason_key="zomaar")
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="moved", note="Naar Ede.")
        coupling = work.find(Coupling, coupling_id)
        assert (coupling.end_reason, coupling.ended_early) == ("moved", True)
        assert request_of(work, coupling_id).state == RequestState.OPEN
        assert evaluations(work, coupling_id) == []


@pytest.mark.parametrize(
    ("reason_key", "early", "expected"),
    [
        ("completed", None, False),
        ("on_their_own", None, False),
        ("no_longer_needed", None, True),
        ("no_longer_needed", False, False),
        ("completed", True, True),
    ],
)
def test_early_follows_from_the_reason_unless_told(
    working: Working, reason_key: str, early: bool | None, expected: bool
) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key=reason_key, early=early)
        assert work.find(Coupling, coupling_id).ended_early is expected


def test_an_introduction_that_ends_was_never_made_and_did_not_end_early(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="no_click")
        assert work.find(Coupling, coupling_id).ended_early is False


def test_the_request_can_stay_closed(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="completed", reopen_request=False)
        assert request_of(work, coupling_id).state == RequestState.CLOSED


def test_one_step_back_at_a_time(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        coupling = work.find(Coupling, coupling_id)
        with pytest.raises(Refused, match="waarom"):
            step_back(work, coupling_id, reason=" ")
        step_back(work, coupling_id, reason="Te snel.")
        assert (coupling.phase, coupling.active_from) == (CouplingPhase.TRIAL, None)
        assert evaluations(work, coupling_id) == [("trial_end", date(2026, 12, 31))]
        step_back(work, coupling_id, reason="Nog eens kennismaken.")
        assert (coupling.phase, coupling.trial_from) == (CouplingPhase.INTRODUCTION, None)
        assert evaluations(work, coupling_id) == []
        assert request_of(work, coupling_id).state == RequestState.OPEN
        with pytest.raises(Refused, match="geen fase"):
            step_back(work, coupling_id, reason="Nog verder terug.")
        backs = work.session.scalars(select(PhaseChange.is_back).order_by(PhaseChange.seq))
        assert list(backs) == [False, False, False, True, True]


def test_an_ended_coupling_opens_again_as_it_was(working: Working) -> None:
    with working() as work:
        coupling_id = definitive(work)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="moved")
        step_back(work, coupling_id, reason="De verhuizing ging niet door.")
        coupling = work.find(Coupling, coupling_id)
        assert (coupling.phase, coupling.end_reason) == (CouplingPhase.ACTIVE, None)
        assert coupling.ended_early is False
        assert request_of(work, coupling_id).state == RequestState.COUPLED
        assert evaluations(work, coupling_id) == [("half_year", date(2027, 5, 23))]


def test_an_ended_coupling_stays_ended_when_its_place_was_given_away(working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        offer_id = work.find(Coupling, coupling_id).offer_id
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="no_click")
        _family, request_id = asking(work, "Jansen")
        start_introduction(work, propose(work, request_id, offer_id, reason=WHY), on_date=TODAY)
        with pytest.raises(Refused, match="geen plek"):
            step_back(work, coupling_id, reason="Toch weer.")


def test_agreements_keep_their_versions(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        note_agreements(work, coupling_id, {"when": "Woensdag"})
        note_agreements(work, coupling_id, {"when": "Donderdag"}, contract_on=TODAY)
        rows = work.session.scalars(select(Agreement).order_by(Agreement.version)).all()
        assert [(row.version, row.contract_on) for row in rows] == [(1, None), (2, TODAY)]
        with pytest.raises(Refused, match="ten minste één"):
            note_agreements(work, coupling_id, {"when": " "})
        with pytest.raises(Refused, match="hoort niet"):
            note_agreements(work, coupling_id, {"loon": "10 euro"})
        with pytest.raises(Refused, match="vandaag of eerder"):
            note_agreements(work, coupling_id, {"when": "x"}, TODAY + timedelta(days=1))


def test_an_answer_is_replaced_and_can_be_taken_back(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        for says in (False, True):
            record_answer(
                work, coupling_id, moment="after_introduction", side="asking", says_yes=says
            )
        assert [a.says_yes for a in work.session.scalars(select(CouplingAnswer))] == [True]
        withdraw_answer(work, coupling_id, moment="after_introduction", side="asking")
        assert work.session.scalars(select(CouplingAnswer)).all() == []
        with pytest.raises(Refused, match="moment"):
            record_answer(work, coupling_id, moment="ooit", side="asking", says_yes=True)
        with pytest.raises(Refused, match="vandaag of eerder"):
            record_answer(
                work,
                coupling_id,
                moment="after_introduction",
                side="asking",
                says_yes=True,
                answered_on=TODAY + timedelta(days=1),
            )


def test_an_ended_coupling_takes_no_answers_or_agreements(working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        end_coupling(work, coupling_id, on_date=TODAY, reason_key="no_click")
        with pytest.raises(Refused, match="afgerond"):
            both_say(work, coupling_id, "after_introduction")
        with pytest.raises(Refused, match="afgerond"):
            note_agreements(work, coupling_id, {"when": "Woensdag"})
        with pytest.raises(Refused, match="bestaat niet"):
            start_trial(work, coupling_id, from_date=TODAY, until=SIX_WEEKS)


def test_a_colleagues_coupling_asks_for_a_reason(
    working: Working, coordinator: Person, admin: Person
) -> None:
    with working() as work:
        coupling_id = introduced(work)
        for file in work.session.scalars(select(FamilyFile)):
            file.coordinator_id = admin.account.membership_id
    with working(coordinator.actor) as work, pytest.raises(NeedsReason):
        step_back(work, coupling_id, reason="x")
    with working(coordinator.actor) as work, pytest.raises(NotFound):
        step_back(work, new_id(), reason="x")
