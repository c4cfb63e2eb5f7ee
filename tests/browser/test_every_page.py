"""Every page, as everybody who may see it: reached by links, and looked at in Chromium.

Every page is walked: it answers, its links lead somewhere, it has a title, a language, one h1 and
one main landmark. Of pages that are built alike one is looked at, so that every kind of element of
every page, with its form's errors, has been before axe at 1280 and 390 px.
"""

import pytest
from playwright.sync_api import Browser

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


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_hindered(browser: Browser, town: Town, part: int) -> None:
    """No violation of WCAG 2.2 A and AA, no sideways scrolling, nothing blocked or missing."""
    house, told = town.house, town.told
    looks = told.looks[part::PARTS]
    assert looks
    faults: list[str] = []
    for name in dict.fromkeys(who for who, _path in looks):
        walker = told.walkers[name]
        cookie = (house.app.config["LOGIN_COOKIE"], walker.cookie) if walker.cookie else None
        auditor = Auditor(browser, cookie, house.address(walker.slug))
        for who, path in looks:
            if who == name:
                auditor.look(path)
        auditor.close()
        faults += [f"{name}: {fault}" for fault in auditor.faults]
    assert faults == []
