"""Every page, as everybody who may see it: reached by links, and looked at in Chromium.

Every page is walked: it answers, its links lead somewhere, it has a title, a language, one h1 and
one main landmark. Of pages that are built alike one is looked at, so that every kind of element of
every page, with its form's errors, has been before axe at 1280 and 390 px.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.colours import Colours
from tests.browser.looking import Auditor
from tests.browser.telling import Town

HOSTLESS = ("health.", "look.", "theme.")
NOT_BY_LINK = {
    "referrals.give_name",
    "handovers.decline",
    "programme.logo",
    "search.suggestions",
    "plugin_sociale_kaart_hsds.about",
    "plugin_sociale_kaart_hsds.organizations",
    "plugin_sociale_kaart_hsds.service",
    "plugin_sociale_kaart_hsds.services",
}
"""Forms that stand on another page and are sent here, a picture, a piece of a page, and what
programs read."""
PARTS = 10
"""The looking is divided, so that all workers have a share; each page is in one of the parts."""


def test_every_link_leads_to_a_good_page(town: Town) -> None:
    assert town.told.faults == {}


def test_every_page_is_reached_by_links(town: Town) -> None:
    rules = town.house.app.url_map.iter_rules()
    pages = {rule.endpoint for rule in rules if rule.methods and "GET" in rule.methods}
    here = {name for name in pages if not name.startswith(HOSTLESS)}
    unreached = sorted(here - set(town.told.endpoints) - NOT_BY_LINK)
    assert not unreached, "\n".join(unreached)


@pytest.fixture(scope="module")
def watch(browser: Browser, town: Town) -> Iterator["Watch"]:
    """Those who look: each walker's browser is opened once, and colours are seen once."""
    watch = Watch(browser, town)
    yield watch
    watch.close()


class Watch:
    """An auditor for each walker."""

    def __init__(self, browser: Browser, town: Town) -> None:
        self.browser, self.town = browser, town
        self.colours = Colours()
        self.auditors: dict[str, Auditor] = {}

    def look(self, name: str, path: str) -> list[str]:
        """Look at a page as a walker, and tell what is wrong there."""
        if name not in self.auditors:
            self.auditors[name] = self._wake(name)
        auditor = self.auditors[name]
        auditor.look(path)
        return [f"{name}: {fault}" for fault in auditor.take_faults()]

    def close(self) -> None:
        for auditor in self.auditors.values():
            auditor.close()

    def _wake(self, name: str) -> Auditor:
        house, walker = self.town.house, self.town.told.walkers[name]
        cookie = (house.app.config["LOGIN_COOKIE"], walker.cookie) if walker.cookie else None
        return Auditor(self.browser, cookie, house.address(walker.slug), self.colours)


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_hindered(watch: Watch, part: int) -> None:
    """No violation of WCAG 2.2 A and AA, no sideways scrolling, nothing blocked or missing."""
    looks = watch.town.told.looks
    mine = looks[len(looks) * part // PARTS : len(looks) * (part + 1) // PARTS]
    assert mine
    assert [fault for who, path in mine for fault in watch.look(who, path)] == []
