"""The public doors speak more languages: what the reader chooses, and how it is remembered."""

import pytest
from sqlalchemy import select

from core.mail.models import Message
from core.web.locales import NAMES, PUBLIC_LANGUAGES
from tests.fixtures_web import Browser, Person, Working
from tests.public.test_doors import SAMIRA, send

ASK = "/ik-zoek-steun"


def test_a_visitor_reads_what_the_browser_asks_for(visitor: Browser) -> None:
    page = visitor.get("/", headers={"Accept-Language": "uk, en;q=0.5"})
    assert '<html lang="uk" dir="ltr"' in page.text
    assert page.headers["Content-Language"] == "uk"
    assert {"Cookie", "Accept-Language"} <= set(page.headers["Vary"].split(", "))


def test_a_browser_that_asks_for_nothing_known_reads_dutch(visitor: Browser) -> None:
    page = visitor.get("/", headers={"Accept-Language": "xx"})
    assert '<html lang="nl" dir="ltr"' in page.text


@pytest.mark.parametrize("code", PUBLIC_LANGUAGES)
def test_a_choice_is_remembered_at_this_host_only(visitor: Browser, code: str) -> None:
    chosen = visitor.get(f"{ASK}?taal={code}")
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<html lang="{code}" dir="{direction}"' in chosen.text
    cookie = chosen.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert f'<html lang="{code}"' in visitor.get("/").text


def test_a_language_that_we_do_not_speak_is_not_remembered(visitor: Browser) -> None:
    page = visitor.get("/?taal=en-XX%22%3E")
    assert "taal" not in str(page.headers.getlist("Set-Cookie"))
    assert '<html lang="nl"' in page.text


def test_every_language_is_offered_in_its_own_words_and_keeps_the_page(visitor: Browser) -> None:
    page = visitor.get("/ik-zoek-steun?via=school").text
    for code, name in NAMES.items():
        assert f'lang="{code}"' in page
        assert name in page
        assert f'href="/ik-zoek-steun?via=school&amp;taal={code}"' in page


def test_a_form_that_was_sent_offers_no_other_language(visitor: Browser) -> None:
    page = visitor.post(ASK, {"step": ""})
    assert page.status_code == 422
    assert "taal=tr" not in page.text


def test_work_is_in_dutch_until_somebody_chooses_english(coordinator: Person) -> None:
    browser = coordinator.browser
    page = browser.get("/gezinnen", headers={"Accept-Language": "pl"})
    assert '<html lang="nl"' in page.text
    assert '<html lang="nl"' in browser.get("/gezinnen?taal=tr").text
    assert '<html lang="en"' in browser.get("/gezinnen?taal=en").text
    assert '<html lang="en"' in browser.get("/week").text


def test_letters_are_dutch_whatever_language_the_sender_reads(
    visitor: Browser, coordinator: Person, working: Working
) -> None:
    visitor.get("/?taal=uk")
    asked = {**SAMIRA, "reach": "mail", "contact": "samira@mail.example", "message_safe": "ja"}
    assert send(visitor, visitor.post(ASK, asked)).status_code == 303
    with working() as work:
        letters = work.session.scalars(select(Message)).all()
        texts = [work.vault.open(Message.body, one.id, one.body) for one in letters]
    assert len(texts) == 2
    assert any("neemt uiterlijk 30 november 2026 contact" in " ".join(one.split()) for one in texts)
