"""By keyboard alone: Tab reaches the button that matters, and one sees where one is."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import Auditor
from tests.browser.telling import Town

MOST_TABS = 80
FOCUSED = """
() => {
  const one = document.activeElement;
  const seen = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) > 0;
  return {
    words: (one.innerText || one.getAttribute('aria-label') || '').trim(),
    marked: ring || seen.boxShadow !== 'none',
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
    tag: one.tagName,
    name: one.id || one.name || one.className || '',
  };
}
"""


def tab_to(page: Page, words: str) -> list[str]:
    """Press Tab until the control with these words has the focus; returns what was not visible."""
    unseen: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not (focused["marked"] and focused["inside"]):
            unseen.append(f"{focused['tag']} {focused['name']} {focused['words'][:40]}")
        if focused["words"].startswith(words):
            return unseen
    raise AssertionError(f"{MOST_TABS} tabs do not reach “{words}”")


@pytest.mark.parametrize(
    ("who", "path", "button"),
    [
        ("visitor", "/inloggen", "Log in"),
        ("visitor", "/ik-wil-steun-geven", "Naar controleren"),
        ("coordinator", "/gezinnen", "Bewaar contact"),
        ("coordinator", "/koppelingen", "Contact noteren"),
    ],
    ids=["login", "door", "family", "coupling"],
)
def test_tab_reaches_the_button(
    browser: Browser, town: Town, who: str, path: str, button: str
) -> None:
    house, walker = town.house, town.told.walkers[who]
    cookie = (house.app.config["LOGIN_COOKIE"], walker.cookie) if walker.cookie else None
    auditor = Auditor(browser, cookie, house.address(walker.slug))
    page = auditor.page
    page.goto(auditor.base + path)
    if who == "coordinator":  # the first of the list
        with page.expect_navigation(wait_until="load"):
            page.locator("main table th a").first.click()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["words"] == "Naar de inhoud"
    page.keyboard.press("Enter")
    unseen = tab_to(page, button)
    auditor.close()
    assert unseen == []
