"""Requests that no browser of ours sends: answered with a page, never with a fault."""

import pytest
from flask import Flask

from core.web.refusals import came_from
from tests.fixtures_web import Browser, Person

LISTS = ["/gezinnen", "/contact/nieuw", "/matching", "/koppelingen", "/aanmeldingen", "/berichten"]
WORDS = ["naam", "plaats", "zoek", "fase", "wie"]
PAGES = ["pagina", "bladzijde", "blad", "wacht", "urgentie"]


@pytest.mark.parametrize("path", LISTS)
def test_a_null_sign_in_an_address_is_no_fault(admin: Person, path: str) -> None:
    answer = admin.browser.get(path, query_string=dict.fromkeys(WORDS, "a\0b"))
    assert answer.status_code == 400
    assert "Dit konden we niet lezen" in answer.text


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("number", ["-1", "0", "9" * 30, "1e9"])
def test_a_page_that_cannot_be_is_no_fault(admin: Person, path: str, number: str) -> None:
    assert admin.browser.get(path, query_string=dict.fromkeys(PAGES, number)).status_code == 200


def test_the_console_in_capitals_sends_to_its_own_login(visitor: Browser) -> None:
    answer = visitor.client.get("/gemeenten", base_url="http://CONSOLE.localhost")
    assert answer.location == "/console/inloggen?verder=/gemeenten"


def test_a_refusal_never_sends_to_another_site(app: Flask) -> None:
    at = "http://rhenen.localhost"
    for referrer, back in {
        f"{at}/gezinnen?pagina=2": "/gezinnen?pagina=2",
        f"{at}//evil.example/": None,
        f"{at}.evil.example/": None,
        "http://evil.example/": None,
    }.items():
        with app.test_request_context("/", base_url=at, headers={"Referer": referrer}):
            assert came_from() == back
