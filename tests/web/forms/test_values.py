"""Reading what people type: dates, numbers, contacts, dayparts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from core.contact_details import read_mail, read_phone, spaced
from core.web.forms.dates import read_date, read_time, written
from core.web.forms.numbers import read_cents, read_whole, typed_cents

DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(DATES)
def test_every_way_of_writing_a_date(date: dt.date) -> None:
    for text in (written(date), written(date).replace("-", "/"), date.isoformat()):
        assert read_date(text) == date


@pytest.mark.parametrize("text", ["4 december 2026", "4 dec 2026", "04-12-2026", " 4 . 12 . 2026 "])
def test_a_date_in_words(text: str) -> None:
    assert read_date(text) == dt.date(2026, 12, 4)


@pytest.mark.parametrize("text", ["31-2-2026", "4-13-2026", "4-12-0026"])
def test_a_date_that_does_not_exist(text: str) -> None:
    with pytest.raises(ValidationError):
        read_date(text)


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    for reader in (read_date, read_time, read_whole, read_cents, read_mail, read_phone):
        try:
            reader(text)
        except ValidationError:
            continue


@pytest.mark.parametrize("text", ["14.30", "14:30", "14u30", "14.30 uur", "14:30:00"])
def test_a_time(text: str) -> None:
    assert read_time(text) == dt.time(14, 30)


def test_no_time() -> None:
    assert read_time("24.30") is None
    assert read_time("9 uur") == dt.time(9)


@given(st.integers(0, 10**9))
def test_money_comes_back(cents: int) -> None:
    assert read_cents(typed_cents(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("18.600", 1860000), ("€ 12,50", 1250), ("12.50", 1250), ("7,-", 700), ("1,234", None),
     ("12.5.0", None), ("twaalf", None), ("", None)],
)  # fmt: skip
def test_money(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents


def test_whole_numbers() -> None:
    assert read_whole("1.214") == 1214
    assert read_whole("-3") == -3
    assert read_whole("1.5") is None
    assert read_whole("９") is None


@pytest.mark.parametrize(
    "text", ["06 12 34 56 78", "0612345678", "+31612345678", "0031 6 12345678", "+31 (0)6 12345678"]
)
def test_one_phone_number(text: str) -> None:
    assert read_phone(text) == "+31612345678"


def test_phone_numbers_from_abroad() -> None:
    assert read_phone("+32 470 12 34 56") == "+32470123456"
    assert spaced("+31612345678") == "06 12 34 56 78"


@pytest.mark.parametrize(
    ("text", "told"),
    [("06 00", "te kort"), ("0612345678901", "te lang"), ("1612345678", "met een 0"),
     ("06-1234567a", "alleen cijfers")],
)  # fmt: skip
def test_phone_numbers_that_are_wrong(text: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        read_phone(text)


@pytest.mark.parametrize("text", ["a@b", "a b@c.nl", "@c.nl", "a@c..nl", "a@c.nl, b@c.nl"])
def test_no_mail(text: str) -> None:
    with pytest.raises(ValidationError):
        read_mail(text)
