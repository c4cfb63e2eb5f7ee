"""Whoever walks through the public doors in another language meets no Dutch on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta

import flask_babel
import pytest
from babel.messages.catalog import Catalog

from core.agenda.keeping_hours import OfficeHours, add_office_hours, close_on
from core.web.locales import DUTCH
from core.wording import locale
from tests.fixtures_web import Browser, Working
from tests.public.test_doors import ASK, JORIS, OFFER, REFER, SAMIRA, hidden, send
from tools.catalogs import LANGUAGES, read

PLAIN = ("/", "/privacy", "/toegankelijkheid", "/bestaat-niet", ASK, OFFER, REFER,
         "/ik-maak-me-zorgen", "/v/onbekend", "/z/onbekend")  # fmt: skip


class Ear:
    """Stands where the translations stand, and notes every text that a catalog lacks."""

    def __init__(self, catalog: Catalog) -> None:
        self.known = {message.id for message in catalog if message.id}
        self.lacking: set[object] = set()

    def ugettext(self, text: str) -> str:
        if text not in self.known and locale() != DUTCH:  # letters are Dutch
            self.lacking.add(text)
        return text

    def ungettext(self, one: str, more: str, number: int) -> str:
        if (one, more) not in self.known:
            self.lacking.add((one, more))
        return one if number == 1 else more


@contextmanager
def listening(language: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    ear = Ear(read(language))
    with monkeypatch.context() as patched:
        patched.setattr(flask_babel.Domain, "get_translations", lambda _domain: ear)
        yield ear


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_doors_lacks_its_translation(
    visitor: Browser, working: Working, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working() as work:
        hours = OfficeHours(1, time(9), time(11), "de bibliotheek")
        close_on(work, add_office_hours(work, hours), work.today + timedelta(days=8))
    visitor.get(f"/?taal={language}")
    with listening(language, monkeypatch) as ear:
        for path in PLAIN:
            assert f'<html lang="{language}"' in visitor.get(path).text
        for path in (ASK, OFFER, REFER, "/ik-maak-me-zorgen"):
            assert visitor.post(path, {"contact": "1", "postcode4": "x"}).status_code == 422
        told = send(visitor, visitor.post(ASK, SAMIRA))
        assert told.status_code == 303
        assert visitor.get(told.location).status_code == 200
        link = visitor.post(REFER, {**JORIS, **hidden(visitor.get(REFER).text)}).location
        assert visitor.get(link).status_code == 200
    assert ear.lacking == set()
