"""Dayparts: numbers, keys and words of the same week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.dayparts import KEYS, WHOLE_WEEK, describe, from_keys, mask_of, numbers_of

MASKS = st.integers(0, WHOLE_WEEK)
SATURDAY = ["za-ochtend", "za-middag", "za-avond"]


@pytest.mark.parametrize(
    ("keys", "described"),
    [
        (["wo-middag", *SATURDAY], "woensdagmiddag en zaterdag"),
        ([], "geen dagdeel"),
        ([key for key in KEYS if key[:2] in ("za", "zo")], "het hele weekend"),
        (["ma-ochtend", "di-avond", "za-middag"], "maandagochtend, dinsdagavond en zaterdagmiddag"),
        ([f"{day}-middag" for day in ("ma", "di", "wo", "do", "vr")], "elke doordeweekse middag"),
        (KEYS, "elke dag"),
    ],
)
def test_words(keys: list[str], described: str) -> None:
    assert describe(from_keys(keys)) == described


def test_bits() -> None:
    assert from_keys(["ma-ochtend"]) == 1
    assert from_keys(["zo-avond"]) == 1 << 20


def test_other_keys_and_masks_are_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        from_keys(["wo-nacht"])
    with pytest.raises(ValueError, match="21 bits"):
        describe(WHOLE_WEEK + 1)


@given(MASKS)
def test_dayparts_come_back(mask: int) -> None:
    assert mask_of(numbers_of(mask)) == mask
    assert from_keys(KEYS[number] for number in numbers_of(mask)) == mask


@given(MASKS, MASKS)
def test_other_weeks_have_other_words(a: int, b: int) -> None:
    assert (describe(a) == describe(b)) == (a == b)
