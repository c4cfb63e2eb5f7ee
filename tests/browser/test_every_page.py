"""Every page, as everybody who may see it: reached by links, and looked at in Chromium.

Every page is walked: it answers, its links lead somewhere, it has a title, a language, one h1 and
one main landmark. Of pages that are built alike one is looked at, so that every kind of element of
every page, with its form's errors, has been before axe at 1280 and 390 px.
"""

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import Auditor
from tests.browser.neighbourhood import Neighbourhood
from tests.browser.running import RunningHouse
from tests.browser.walking import Walk, kinds_of_pages, walk

HOSTLESS = ("health.", "look.", "theme.")
NOT_BY_LINK = {"referrals.give_name", "handovers.decline", "programme.logo", "search.suggestions"}
"""Forms that stand on another page and are sent here, a picture, and a piece of a page."""


@pytest.fixture(scope="module")
def neighbourhood(town_house: RunningHouse) -> Neighbourhood:
    return Neighbourhood(town_house)


@pytest.fixture(scope="module")
def walks(neighbourhood: Neighbourhood) -> dict[str, Walk]:
    """What everybody found."""
    house = neighbourhood.house
    return {
        name: walk(house.app, house.host(one.slug), house.port, one.cookie, one.starts)
        for name, one in neighbourhood.walkers.items()
    }


def test_every_link_leads_to_a_good_page(walks: dict[str, Walk]) -> None:
    assert {name: one.faults for name, one in walks.items() if one.faults} == {}


def test_every_page_is_reached_by_links(
    walks: dict[str, Walk], neighbourhood: Neighbourhood
) -> None:
    reached = set().union(*(one.endpoints for one in walks.values()))
    rules = neighbourhood.house.app.url_map.iter_rules()
    pages = {rule.endpoint for rule in rules if rule.methods and "GET" in rule.methods}
    assert {
        name for name in pages if not name.startswith(HOSTLESS)
    } - reached - NOT_BY_LINK == set()


LOOKERS = [
    ("coordinator",),
    ("visitor", "admin", "gemeente", "console visitor", "operator"),
]
SHOWN_BEFORE = {"coordinator": ("visitor",), "admin": ("coordinator",)}
"""Whose pages are looked at in the same run, so that only what is new is looked at here."""


@pytest.fixture(params=LOOKERS, ids="-".join)
def lookers(request: pytest.FixtureRequest) -> tuple[str, ...]:
    people: tuple[str, ...] = request.param
    return people


def test_nobody_is_hindered(
    browser: Browser,
    neighbourhood: Neighbourhood,
    walks: dict[str, Walk],
    lookers: tuple[str, ...],
) -> None:
    """No violation of WCAG 2.2 A and AA, no sideways scrolling, nothing blocked or missing."""
    house = neighbourhood.house
    known: set[str] = set()
    faults: list[str] = []
    for name in lookers:
        for other in SHOWN_BEFORE.get(name, ()):
            kinds_of_pages(walks[other].found, known)
        walker = neighbourhood.walkers[name]
        cookie = (house.app.config["LOGIN_COOKIE"], walker.cookie) if walker.cookie else None
        auditor = Auditor(browser, cookie, house.address(walker.slug))
        for page in kinds_of_pages(walks[name].found, known):
            auditor.look(page.path)
        auditor.close()
        faults += [f"{name}: {fault}" for fault in auditor.faults]
    assert faults == []
