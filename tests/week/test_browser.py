"""The page in Chromium: WCAG 2.2 A and AA by axe, no sideways scroll, a bar for the thumb."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.fixtures_web import Person, Working
from tests.serving import serving
from tests.week.monday import monday

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Serve the application on a free port."""
    with serving(app) as port:
        yield port


def open_week(
    browser: Browser, person: Person, port: int, width: int, path: str = "/week?ook=volgende-week"
) -> Page:
    """The page of a member, in a window as tall as the page: the bar then covers nothing."""
    host = person.browser.host
    cookie = person.browser.client.get_cookie(person.browser.cookie, domain=host)
    assert cookie is not None
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": f"http://{host}:{port}"}]
    )
    page.goto(f"http://{host}:{port}{path}")
    assert page.locator("h1").inner_text() == "Deze week"
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": tall + 10})
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_no_violations(
    browser: Browser, coordinator: Person, working: Working, port: int, width: int
) -> None:
    with working() as work:
        monday(work, coordinator.account.membership_id)
    page = open_week(browser, coordinator, port, width)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/week-{width}.png", full_page=True)
    if width == 390:
        page.locator(".buurt-menu > summary").click()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    if folder and width == 390:
        page.screenshot(path=f"{folder}/week-{width}-menu.png")
    page.close()
    told = [
        f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
    assert told == []


def test_a_phone(browser: Browser, coordinator: Person, working: Working, port: int) -> None:
    with working() as work:
        monday(work, coordinator.account.membership_id)
    for width in (320, 390):
        page = open_week(browser, coordinator, port, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": width, "height": 700})
        bar = page.locator(".buurt-bottombar a")
        box = bar.bounding_box()
        assert bar.is_visible() and box is not None and box["y"] + box["height"] <= 700
        page.close()


def test_a_wide_screen_has_no_bar(browser: Browser, coordinator: Person, port: int) -> None:
    page = open_week(browser, coordinator, port, 1280)
    assert not page.locator(".buurt-bottombar").is_visible()
    page.close()
