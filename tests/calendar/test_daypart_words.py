"""A week as people type it: read tolerantly, and never guessed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.daypart_words import read_dayparts
from core.calendar.dayparts import COUNT, KEYS, WHOLE_WEEK, describe, from_keys, numbers_of

MASKS = st.integers(1, WHOLE_WEEK)
SHORT = ("ma", "di", "wo", "do", "vr", "za", "zo")


def week(*parts: str) -> int:
    """The mask of "wo-middag", and of "za" for its three parts."""
    return from_keys(key for key in KEYS if key in parts or key[:2] in parts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ma middag, wo ochtend", week("ma-middag", "wo-ochtend")),
        ("Maandagmiddag en woensdag 's ochtends", week("ma-middag", "wo-ochtend")),
        ("ma en wo middag", week("ma-middag", "wo-middag")),
        ("maandag en woensdagmiddag", week("ma", "wo-middag")),
        ("ma t/m vr ochtend", week(*(f"{day}-ochtend" for day in SHORT[:5]))),
        ("ma-wo", week("ma", "di", "wo")),
        ("ma tot en met woensdagavond", week("ma-avond", "di-avond", "wo-avond")),
        ("vrijdag t/m zondag", week("vr", "za", "zo")),
        ("za t/m ma", week("za", "zo", "ma")),
        ("wo-middag; za", week("wo-middag", "za")),
        ("wo ochtend en middag, do", week("wo-ochtend", "wo-middag", "do")),
        ("za hele dag, wo middag", week("za", "wo-middag")),
        ("weekend", week("za", "zo")),
        ("doordeweekse middagen\nzat", week(*(f"{day}-middag" for day in SHORT[:5]), "za")),
        ("elke avond", week(*(f"{day}-avond" for day in SHORT))),
        ("iedere vr.", week("vr")),
    ],
)
def test_what_people_type(typed: str, meant: int) -> None:
    assert read_dayparts(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soms", "middag", "na school", "ma nacht", "za, wo middag", "ma t/m", "wo 14.00", "4-8",
     "elke", "niet op ma", "wo middag t/m vr", "m"],
)  # fmt: skip
def test_what_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of who asked
        read_dayparts(typed)


@given(MASKS)
def test_what_we_say_of_a_week_is_read_back(mask: int) -> None:
    assert read_dayparts(describe(mask)) == mask


@given(MASKS, st.permutations(range(COUNT)), st.sampled_from([", ", "; ", " en ", " / ", "\n"]))
def test_parts_in_any_order_are_the_same_week(mask: int, order: list[int], between: str) -> None:
    chosen = sorted(numbers_of(mask), key=order.index)
    typed = between.join(KEYS[number].replace("-", " ") for number in chosen)
    assert read_dayparts(typed) == mask
    assert read_dayparts(describe(read_dayparts(typed)).upper()) == mask


@given(st.text(max_size=60))
def test_any_other_text_is_a_week_or_refused(text: str) -> None:
    try:
        mask = read_dayparts(text)
    except ValueError:
        return
    assert 0 < mask <= WHOLE_WEEK
