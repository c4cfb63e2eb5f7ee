"""Two programmes of the demo show how they account for themselves."""

import pytest

from core.accounts.models import Role
from tests.demo.conftest import Demo


@pytest.mark.parametrize("slug", ["zaanstad", "dordrecht"])
def test_a_report_was_handed_in_and_another_is_written(demo: Demo, slug: str) -> None:
    browser = demo.member(slug, Role.GEMEENTE)
    listed = browser.get("/verantwoording").text
    assert listed.count("Ingediend") == 1
    assert listed.count("Concept") == 1
    paths = {one.split('"')[0] for one in listed.split('href="/verantwoording/')[1:]}
    handed_in = next(p for p in paths if "Ingediend op" in browser.get(f"/verantwoording/{p}").text)
    file = browser.get(f"/verantwoording/{handed_in}/bestand")
    assert file.get_data().startswith(b"%PDF")
    assert "Zaterdag is er lucht" in browser.get(f"/verantwoording/{handed_in}").text
