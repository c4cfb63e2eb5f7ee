"""Invented variants of the method."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st

from core.method.registry import Methods
from core.method.standard import standard
from core.method.variant import (
    LONGEST_TRIAL,
    SHORTEST_TRIAL,
    STANDARD_DEMANDS,
    AgreementText,
    Choice,
    MethodVariant,
    Question,
    QuestionKind,
    Side,
)

words = st.text("abc éĳ%()<", min_size=1, max_size=12)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
choices = st.lists(
    st.builds(Choice, keys, words, words, st.booleans()), min_size=1, max_size=3,
    unique_by=lambda one: one.key,
).map(tuple)  # fmt: skip


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Some questions of any kind."""
    found = []
    for key in draw(st.lists(keys, max_size=4, unique=True)):
        kind = draw(st.sampled_from(QuestionKind))
        chooses = kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        found.append(
            Question(
                key, draw(words), kind, draw(st.sampled_from(Side)), draw(words),
                draw(choices) if chooses else (), draw(st.booleans()), draw(st.booleans()),
            )
        )  # fmt: skip
    return tuple(found)


ranges = st.none() | st.tuples(st.integers(0, 9), st.integers(9, 18))
some_months = st.none() | st.integers(1, 24)


def variants() -> st.SearchStrategy[MethodVariant]:
    """Variants that differ from the standard method in anything."""
    differing: dict[str, st.SearchStrategy[Any]] = {
        "key": keys,
        "version": st.integers(1, 99),
        "name": words,
        "summary": words,
        "intake_questions": questions(),
        "evaluation_questions": questions(),
        "agreement_items": questions(),
        "support_forms": choices,
        "trial_days": st.integers(SHORTEST_TRIAL, LONGEST_TRIAL),
        "evaluation_interval_months": st.integers(1, 24),
        "first_year_interval_months": some_months,
        "longest_months": some_months,
        "ages": ranges,
        "weekly_dayparts": ranges,
        "professional_decides": st.booleans(),
        "phase_demands": st.sets(st.sampled_from(STANDARD_DEMANDS)).map(
            lambda found: tuple(sorted(found, key=lambda one: one.key))
        ),
        "agreement_text": st.none()
        | st.builds(AgreementText, words, words, st.lists(words, max_size=2).map(tuple)),
        "refusals": choices,
    }
    return st.fixed_dictionaries(differing).map(lambda found: replace(standard(), **found))


def variant(key: str = "short", version: int = 1, **differing: Any) -> MethodVariant:
    """The standard method under another name, with a few things different."""
    name = f"Methode {key}"
    return replace(standard(), key=key, version=version, name=name, **differing)


@contextmanager
def installed(*variants: MethodVariant) -> Iterator[Methods]:
    """Only the standard method and these are installed."""
    with pytest.MonkeyPatch.context() as patch:
        methods = Methods([standard(), *variants])
        patch.setattr("core.method.installed.METHODS", methods)
        yield methods
