"""Dayparts in words and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching import dayparts
from core.matching.dayparts import Day, Part, daypart, describe, from_keys, keys, overlap, parse

masks = st.integers(0, dayparts.ALL)


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("wo-middag, za", "woensdagmiddag en zaterdag"),
        ("", "geen dagdeel"),
        ("weekend", "het hele weekend"),
        ("maandag ochtend, dinsdagavond, zo", "maandagochtend, dinsdagavond en zondag"),
        ("ma-middag, di-middag, wo-middag, do-middag, vr-middag", "elke doordeweekse middag"),
    ],
)
def test_words(text: str, described: str) -> None:
    assert describe(parse(text)) == described


def test_bits() -> None:
    assert daypart(Day.MONDAY, Part.MORNING) == 1
    assert daypart(Day.SUNDAY, Part.EVENING) == 1 << 20
    assert keys(daypart(2, 1)) == ("wo-middag",)
    assert len(keys()) == 21


@pytest.mark.parametrize("text", ["woensdagnacht", "feestdag", "wo middag ochtend", "x"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unknown daypart"):
        parse(text)


def test_other_keys_and_masks_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown daypart"):
        from_keys(["wo-nacht"])
    with pytest.raises(ValueError, match="21 bits"):
        describe(1 << 21)


@given(masks)
def test_what_is_described_is_read_back(mask: int) -> None:
    assert parse(describe(mask)) == mask
    assert from_keys(keys(mask)) == mask
    assert dayparts.count(mask) == len(keys(mask))


@given(masks, masks)
def test_overlap_is_what_both_have(a: int, b: int) -> None:
    assert set(keys(overlap(a, b))) == set(keys(a)) & set(keys(b))
