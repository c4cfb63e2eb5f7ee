"""Whoever signs up at a channel in another language meets no Dutch on the way."""

import pytest

from tests.channels.conftest import House
from tests.channels.test_doors import ANSWERS, MORE, PLUGINS
from tests.public.test_translated_doors import listening
from tools.catalogs import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_channel_lacks_its_translation(
    house: House, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in PLUGINS.values():
        house.on(key)
    browser = house.visitor()
    browser.get(f"/?taal={language}")
    with listening(language, monkeypatch) as ear:
        for channel in sorted(PLUGINS):
            path = f"/aanmelden/{channel}"
            first = browser.get(path)
            assert f'<html lang="{language}"' in first.text
            again = browser.post(path, {"contact": "1"})
            assert again.status_code == 422
            # Texts of the options are made on the way, and not shown.
            shown = {text for text in ear.lacking if str(text) in first.text + again.text}
            assert shown == set()


def test_it_is_sent_in_another_language_too(house: House) -> None:
    house.on("school_opvang")
    browser = house.visitor()
    browser.get("/?taal=en")
    checked = browser.post("/aanmelden/school", {**ANSWERS, **MORE["school"]})
    assert "School and childcare" in checked.text
