"""The few hard gates, and everything else that only warns."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.couplings.lifecycle import Answer, Facts, gates
from core.couplings.phases import Phase, Step, next_phases, step
from core.method.standard import standard
from core.method.variant import Side

TODAY = date(2026, 11, 22)
HARD_CODES = {
    *("safety_check_missing", "safety_check_not_ok", "vog_not_seen", "vog_expired"),
    *("asking_not_asked", "asking_said_no", "offering_not_asked", "offering_said_no"),
    *("no_end_reason", "not_a_step"),
}
keys = st.tuples(
    st.sampled_from(list(standard().moment_before.values())),
    st.sampled_from([Side.ASKING, Side.OFFERING, Side.CHILD]),
)
facts_strategy = st.builds(
    Facts,
    today=st.just(TODAY),
    answers=st.dictionaries(keys, st.sampled_from(Answer)),
    trial_ends_on=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    end_reason=st.none() | st.just("moved"),
    phase_before_end=st.none() | st.sampled_from(Phase),
    **{f.name: st.booleans() for f in fields(Facts) if f.type is bool},
)
starts = st.none() | st.sampled_from(Phase)
ALL_YES: dict[str, Any] = {
    "answers": {
        (moment, side): Answer.YES
        for moment in standard().moment_before.values()
        for side in (Side.ASKING, Side.OFFERING, Side.CHILD)
    }
}
READY = Facts(
    today=TODAY,
    safety_check_done=True,
    safety_check_ok=True,
    vog_all_seen=True,
    consent_to_share=True,
    two_talks_held=True,
    trial_ends_on=date(2026, 11, 20),
    trial_evaluation_held=True,
    agreements_noted=True,
    contract_noted=True,
    end_reason="no_longer_needed",
    **ALL_YES,
)
FORWARD = [(start, to) for start in (None, *Phase) for to in Phase if step(start, to) == "forward"]


def codes(found: tuple[Any, ...]) -> set[str]:
    return {f.code for f in found}


def test_the_moments_are_those_of_the_method() -> None:
    assert list(standard().moment_before) == [Phase.INTRODUCTION, Phase.TRIAL, Phase.ACTIVE]


@pytest.mark.parametrize(("start", "to"), FORWARD)
def test_all_is_well(start: Phase | None, to: Phase) -> None:
    found = gates(start, to, READY)
    assert (found.hard, found.warnings, found.needs_reason) == ((), (), False)


def test_nothing_known() -> None:
    nothing = Facts(today=TODAY)
    assert codes(gates(None, Phase.INTRODUCTION, nothing).hard) == {"safety_check_missing"}
    trial = gates(Phase.INTRODUCTION, Phase.TRIAL, nothing)
    assert codes(trial.hard) == {
        *("safety_check_missing", "asking_not_asked", "offering_not_asked", "vog_not_seen")
    }
    assert "children_not_heard" in codes(trial.warnings)
    assert "contract_missing" in codes(gates(Phase.TRIAL, Phase.ACTIVE, nothing).warnings)


def test_a_vog_on_its_way_does_not_stop_an_introduction() -> None:
    found = gates(None, Phase.INTRODUCTION, replace(READY, vog_all_seen=False))
    assert found.may_pass and codes(found.warnings) == {"vog_not_seen"} and found.needs_reason


def test_an_expired_vog_stops_a_trial() -> None:
    found = gates(Phase.INTRODUCTION, Phase.TRIAL, replace(READY, vog_expired=True))
    assert codes(found.hard) == {"vog_expired"}


def test_a_child_that_says_no_is_told() -> None:
    answers = {**READY.answers, ("after_introduction", Side.CHILD): Answer.NO}
    found = gates(Phase.INTRODUCTION, Phase.TRIAL, replace(READY, answers=answers))
    assert codes(found.warnings) == {"child_said_no"}


def test_a_sentence_says_what_to_do() -> None:
    answers = {**READY.answers, ("after_trial", Side.OFFERING): Answer.NOT_ASKED}
    (refusal,) = gates(Phase.TRIAL, Phase.ACTIVE, replace(READY, answers=answers)).hard
    assert refusal.sentence == "Vraag eerst aan het steungezin of zij door willen."


def test_one_step_back_asks_only_for_a_reason() -> None:
    for start, to in ((Phase.ACTIVE, Phase.TRIAL), (Phase.TRIAL, Phase.INTRODUCTION)):
        found = gates(start, to, Facts(today=TODAY))
        assert found.may_pass and found.needs_reason
    assert codes(gates(Phase.ACTIVE, Phase.INTRODUCTION, READY).hard) == {"not_a_step"}


def test_an_ended_coupling_reopens_where_it_was() -> None:
    ended = replace(READY, phase_before_end=Phase.ACTIVE)
    assert gates(Phase.ENDED, Phase.ACTIVE, ended).may_pass
    assert not gates(Phase.ENDED, Phase.TRIAL, ended).may_pass
    unsafe = replace(ended, safety_check_ok=False)
    assert codes(gates(Phase.ENDED, Phase.ACTIVE, unsafe).hard) == {"safety_check_not_ok"}
    assert next_phases(Phase.ENDED, Phase.ACTIVE) == (Phase.ACTIVE,)
    assert next_phases(Phase.TRIAL) == (Phase.ACTIVE, Phase.INTRODUCTION, Phase.ENDED)


@given(starts, st.sampled_from(Phase), facts_strategy)
def test_only_the_few_hard_gates_are_hard(start: Phase | None, to: Phase, facts: Facts) -> None:
    found = gates(start, to, facts)
    assert codes(found.hard) <= HARD_CODES
    assert len(codes(found.hard) | codes(found.warnings)) == len(found.hard + found.warnings)
    assert not found.warnings or found.needs_reason
    assert found.may_pass or all(str(r.sentence).endswith(".") for r in found.hard)


@given(facts_strategy)
def test_nobody_starts_a_trial_without_the_hard_gates(facts: Facts) -> None:
    if gates(Phase.INTRODUCTION, Phase.TRIAL, facts).may_pass:
        assert facts.safety_check_done and facts.safety_check_ok
        assert facts.vog_all_seen and not facts.vog_expired
    for start, to in ((Phase.INTRODUCTION, Phase.TRIAL), (Phase.TRIAL, Phase.ACTIVE)):
        if gates(start, to, facts).may_pass:
            assert facts.answer(to, Side.ASKING) is facts.answer(to, Side.OFFERING) is Answer.YES


@given(st.sampled_from([Phase.INTRODUCTION, Phase.TRIAL, Phase.ACTIVE]), facts_strategy)
def test_every_end_has_a_reason(start: Phase, facts: Facts) -> None:
    assert gates(start, Phase.ENDED, facts).may_pass is (facts.end_reason is not None)


@given(starts, st.sampled_from(Phase), facts_strategy)
def test_more_that_is_in_order_never_closes_a_gate(
    start: Phase | None, to: Phase, facts: Facts
) -> None:
    better = replace(READY, phase_before_end=facts.phase_before_end)
    before, after = gates(start, to, facts), gates(start, to, better)
    assert codes(after.hard) <= codes(before.hard)
    assert not after.warnings


@given(starts, st.sampled_from(Phase), facts_strategy)
def test_what_is_no_step_is_refused(start: Phase | None, to: Phase, facts: Facts) -> None:
    if step(start, to) in (None, Step.REOPEN) and to is not facts.phase_before_end:
        assert codes(gates(start, to, facts).hard) == {"not_a_step"}
