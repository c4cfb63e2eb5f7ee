"""Every page of the gallery: WCAG 2.2 A and AA by axe, no sideways scroll, no blocked content."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.gallery import PAGES

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADDRESSES = [*PAGES, "/formulier?fout", "/fout/404", "/fout/503"]


def status_of(url: str) -> int:
    """What a page of the gallery answers: a page of an error its own number."""
    _before, is_error, code = url.partition("/fout/")
    return int(code) if is_error else 200


def open_page(browser: Browser, url: str, width: int) -> Page:
    """Open a page in a window as tall as the page: a sticky bar then covers nothing."""
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == status_of(url), url
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": tall + 10})
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_violations(browser: Browser, gallery_url: str, address: str, width: int) -> None:
    page = open_page(browser, gallery_url + address, width)
    if width == 390 and page.locator(".buurt-menu > summary").count():
        page.locator(".buurt-menu > summary").click()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    page.close()
    told = [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
    assert told == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_sideways_scroll(browser: Browser, gallery_url: str, address: str, width: int) -> None:
    page = open_page(browser, gallery_url + address, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_blocked(browser: Browser, gallery_url: str, address: str) -> None:
    """The content security policy lets through all that a page uses, and all of it is there."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("requestfailed", lambda request: told.append(request.url))
    page.on(
        "response",
        lambda answer: (
            told.append(answer.url) if answer.status >= 400 and "/assets/" in answer.url else None
        ),
    )
    answer = page.goto(gallery_url + address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == status_of(address)
    page.close()
    assert [text for text in told if "/fout/" not in text and "status of" not in text] == []
