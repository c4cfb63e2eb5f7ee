"""A BSN is found in any text, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from core.bsn import MARK, is_bsn, without_bsn

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes(digits: str) -> bool:
    return sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0


nine = st.text("0123456789", min_size=9, max_size=9).filter(lambda text: text != "0" * 9)
words = st.text(st.characters(categories=("L", "P", "Zs")), max_size=20)


@given(words, nine, words)
def test_nine_digits_go_when_they_pass(before: str, digits: str, after: str) -> None:
    kept = before + (MARK if passes(digits) else digits) + after
    assert without_bsn(before + digits + after) == kept
    assert is_bsn(digits) == passes(digits)


@given(words, st.sampled_from(["0612345678", "1506 AB", "23-11-2026", "112", "0800 2000"]), words)
def test_phones_dates_and_postcodes_stay(before: str, text: str, after: str) -> None:
    assert text in without_bsn(f"{before} {text} {after}")


def test_points_and_spaces_do_not_hide_it() -> None:
    for text in ("111 222 333", "111.222.333", "1112.22.333", "111-222-333"):
        assert without_bsn(f"({text})") == f"({MARK})"
    assert without_bsn("000000000") == "000000000"
