"""Dates, amounts and numbers in Dutch."""

import datetime as dt
from collections.abc import Iterator

import pytest

from core.web import formats
from tests.web.gallery import create_gallery

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with create_gallery().test_request_context():
        yield


def test_dates() -> None:
    assert formats.short_date(DAY) == "vr 20 nov"
    assert formats.long_date(dt.date(2026, 11, 9)) == "9 november 2026"
    assert formats.day_date(dt.date(2026, 11, 23)) == "maandag 23 november"
    assert formats.numeric_date(dt.date(2026, 12, 4)) == "4-12-2026"
    assert formats.clock(dt.time(14, 30)) == "14.30 uur"


def test_numbers() -> None:
    assert formats.euros(1860000) == "€\u00a018.600"
    assert formats.euros(-1250) == "-€\u00a012,50"
    assert formats.number(1214) == "1.214"
    assert formats.number(1.25) == "1,25"
    assert formats.percentage(0.886) == "89%"


def test_no_value() -> None:
    for function in (formats.short_date, formats.long_date, formats.clock):
        assert function(None) == formats.NO_VALUE
    assert formats.euros(None) == formats.number(None) == formats.NO_VALUE


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "vandaag"), (1, "gisteren"), (-1, "morgen"), (5, "5 dagen geleden"), (-2, "over 2 dagen"),
     (21, "3 weken geleden"), (90, "3 maanden geleden"), (800, "2 jaar geleden")],
)  # fmt: skip
def test_ago(days: int, words: str) -> None:
    assert formats.in_words_ago(DAY - dt.timedelta(days), DAY) == words


def test_weeks() -> None:
    assert formats.weeks_since(DAY - dt.timedelta(45), DAY) == "6 weken"
    assert formats.weeks_since(DAY - dt.timedelta(7), DAY) == "1 week"
    assert formats.weeks_between(DAY, DAY - dt.timedelta(3)) == 0


def test_anchor() -> None:
    assert formats.anchor("Wie hélpt nu?") == "wie-helpt-nu"
    assert formats.anchor("؟") == "deel"
