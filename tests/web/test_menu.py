"""The main menu: at most one entry is where somebody is, on each page that it leads to."""

import re

import pytest

from core.web.menu import Entry, place_of
from tests.fixtures_web import Browser, Person

_NAV = re.compile(r'<nav class="buurt-nav".*?</nav>', re.DOTALL)
_ENTRY = re.compile(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)')


def menu_at(browser: Browser, path: str) -> list[tuple[str, bool, str]]:
    """Address, whether it is marked, and words of each entry on a page."""
    nav = _NAV.search(browser.get(path).text)
    assert nav, path
    return [(url, bool(here), words.strip()) for url, here, words in _ENTRY.findall(nav[0])]


def marked(browser: Browser, path: str) -> list[str]:
    return [words for _url, here, words in menu_at(browser, path) if here]


@pytest.mark.parametrize("role", ["coordinator", "admin", "gemeente_officer"])
def test_each_page_of_the_menu_marks_its_own_entry(
    role: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(role)
    start = "/cijfers" if role == "gemeente_officer" else "/week"
    menu = menu_at(person.browser, start)
    assert len(menu) > 2
    for url, _here, words in menu:
        assert marked(person.browser, url) == [words]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/cijfers/matching", "Cijfers"),
        ("/cijfers/methode", "Cijfers"),
        ("/instellingen/weging", "Instellingen"),
        ("/instellingen/methode", "Instellingen"),
        ("/medewerkers", "Instellingen"),
        ("/importeren", "Instellingen"),
        ("/werving/advies", "Matching"),
        ("/handleiding/matching", "Matching"),
    ],
)
def test_a_page_stands_under_the_entry_of_its_address(admin: Person, path: str, entry: str) -> None:
    assert marked(admin.browser, path) == [entry]


def test_a_page_of_no_entry_marks_none(coordinator: Person) -> None:
    assert marked(coordinator.browser, "/wachtwoord") == []


def test_the_longest_beginning_wins_and_words_are_whole() -> None:
    settings = Entry("Instellingen", "/instellingen", ("/instellingen", "/medewerkers"))
    weights = Entry("Weging", "/instellingen/weging", ("/instellingen/weging",))
    entries = [settings, weights]
    assert place_of("/instellingen/weging/2", entries) is weights
    assert place_of("/instellingen/wegingen", entries) is settings
    assert place_of("/medewerkers-van-elders", entries) is None
