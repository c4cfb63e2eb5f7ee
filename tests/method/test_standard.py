"""The standard method holds what the work asks for."""

from dataclasses import replace

import pytest

from core.method.registry import METHODS, UnknownVariant
from core.method.standard import standard
from core.method.variant import Choice, Need, Question, QuestionKind, Side


def test_the_default_is_the_standard_method() -> None:
    assert METHODS.newest() is METHODS.variant("standard", 1) is standard()
    with pytest.raises(UnknownVariant):
        METHODS.variant("standard", 99)


def test_the_intake_keeps_what_cannot_be_recovered_later() -> None:
    asked = {q.key: q for q in standard().intake_questions}
    for key in ("formal_help_now", "prevention_kind", "goals", "safety_notes"):
        assert asked[key].required
    assert [c.key for c in asked["prevention_kind"].choices] == ["none", "signals", "manifest"]
    assert {"values", "expectations", "reciprocity", "protection"} <= asked.keys()


def test_a_steungezin_is_asked_about_itself() -> None:
    asked = {q.key for q in standard().support_intake_questions}
    wanted = {"time", "motivation", "stability", "parenting_experience", "own_experience"}
    assert wanted | {"foster_care"} <= asked


def test_the_evaluation_asks_every_side() -> None:
    method = standard()
    for side in (Side.ASKING, Side.OFFERING, Side.CHILD):
        assert method.evaluation_questions_of(side)
    (help_now,) = method.evaluation_questions_of(Side.FORMAL_HELP)
    states = [c.key for c in help_now.choices]
    assert states == ["started", "equal", "less", "ended", "none"]
    assert method.evaluation_questions_of(Side.SAFETY)[0].required
    assert method.evaluation_questions_of(Side.CHANGES)


def test_the_named_end_reasons_and_sources_are_there() -> None:
    method = standard()
    reasons = {c.key for c in method.end_reasons}
    assert {"no_longer_needed", "formal_help_conflict", "too_heavy", "moved"} <= reasons
    assert [s.key for s in method.referral_sources if s.is_self] == ["self"]
    assert method.label("end_reasons", "moved") == "Verhuizing"
    assert method.label("end_reasons", "of_an_older_version") == "of_an_older_version"


def test_health_and_protection_are_special() -> None:
    asked = {q.key: q for q in standard().intake_questions + standard().support_intake_questions}
    special = {key for key, q in asked.items() if q.sensitive}
    wanted = {"formal_help_now", "protection", "heavy_concerns", "safety_notes", "own_experience"}
    assert wanted <= special


def test_a_trial_is_four_to_nine_weeks() -> None:
    assert standard().trial.days == 42
    for days in (27, 64):
        with pytest.raises(ValueError, match="weeks"):
            replace(standard(), trial_days=days)


def test_every_label_is_short_dutch_without_markup() -> None:
    method = standard()
    questions = (
        method.intake_questions
        + method.support_intake_questions
        + method.agreement_items
        + method.evaluation_questions
    )
    for question in questions:
        for text in (question.label, question.hint, *(c.label for c in question.choices)):
            assert "<" not in str(text) and len(str(text)) <= 110, str(text)


def test_a_question_is_refused_when_its_choices_do_not_go_with_its_kind() -> None:
    with pytest.raises(ValueError, match="choices"):
        Question("x", "x", QuestionKind.CHOICE, Side.BOTH)
    with pytest.raises(ValueError, match="choices"):
        Question("x", "x", QuestionKind.TEXT, Side.BOTH, choices=(Choice("a", "a"),))
    twice = (Choice("a", "a"), Choice("a", "b"))
    with pytest.raises(ValueError, match="twice"):
        Question("x", "x", QuestionKind.CHOICE, Side.BOTH, choices=twice)


def test_keys_are_there_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        replace(standard(), end_reasons=standard().end_reasons * 2)


def test_a_variant_asks_both_sides_once_before_each_phase() -> None:
    with pytest.raises(ValueError, match="asked once before active"):
        replace(standard(), answer_moments=standard().answer_moments[:2])
    for wrong in ({"ages": (9, 3)}, {"longest_months": 0}, {"first_year_interval_months": 0}):
        with pytest.raises(ValueError, match=r"range|month"):
            replace(standard(), **wrong)


def test_what_a_phase_asks_for_follows_from_the_variant() -> None:
    together = replace(standard(), professional_decides=True, ages=(0, 18), phase_demands=())
    assert together.demands_before("introduction") == (Need.PROFESSIONAL, Need.AGES)
    assert together.demands_before("active") == ()
    assert not together.two_talks
    assert standard().two_talks
