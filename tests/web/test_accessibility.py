"""Every page of the gallery: WCAG 2.2 A and AA by axe, no sideways scroll, no blocked content."""

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import Auditor
from tests.web.gallery import PAGES

ADDRESSES = [*PAGES, "/formulier?fout", "/fout/404", "/fout/503"]


def status_of(address: str) -> int:
    """What a page of the gallery answers: a page of an error its own number."""
    _before, is_error, code = address.partition("/fout/")
    return int(code) if is_error else 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_hindered(browser: Browser, gallery_url: str, address: str) -> None:
    """No violation at two widths, no sideways scrolling at three, nothing blocked or missing."""
    auditor = Auditor(browser, None, gallery_url)
    auditor.look(address, answers=status_of(address))
    auditor.close()
    assert auditor.faults == []
