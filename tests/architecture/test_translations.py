"""No text lacks its translation: English has every text, the others those of the public doors."""

import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog

from tools.catalogs import LANGUAGES, missing, path_of, read, texts, texts_of

_PLACE = re.compile(r"%\(\w+\)[sd]|%%")


@pytest.fixture(scope="module")
def everything() -> Catalog:
    return texts()


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_words(language: str, everything: Catalog) -> None:
    """What lacks is named by `make translations`."""
    assert [message.id for message in missing(language, everything)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_the_texts_of_the_code_and_no_others(
    language: str, everything: Catalog
) -> None:
    assert ids(read(language)) == ids(texts_of(language, everything))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stays_in_place(language: str) -> None:
    """The same names in every form; a form for one or two may leave out the number only."""
    faults = []
    for message in read(language):
        if not message.id:
            continue
        plural = isinstance(message.id, tuple)
        asked = _places(message.id[-1] if plural else message.id)
        for said in message.string if plural else (message.string,):
            lacking = asked - _places(said)
            if _places(said) - asked or set(lacking) - ({"%(num)s"} if plural else set()):
                faults.append((message.id, said))
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_around_and_lines_within_stay(language: str) -> None:
    faults = [
        message.id
        for message in read(language)
        if isinstance(message.id, str)
        and message.id
        and (_edges(message.id), message.id.count("\n"))
        != (_edges(message.string), message.string.count("\n"))
    ]
    assert faults == []


def test_a_text_that_lacks_words_is_named(everything: Catalog) -> None:
    everything.add("Een tekst die nog niemand vertaalde")
    try:
        found = [message.id for message in missing("en", everything)]
        assert found == ["Een tekst die nog niemand vertaalde"]
    finally:
        everything.delete("Een tekst die nog niemand vertaalde")


def test_a_catalog_names_no_line_and_no_day() -> None:
    """So that it changes only when its texts do."""
    for language in LANGUAGES:
        text = path_of(language).read_text()
        assert "#:" not in text
        assert "Date" not in text.partition("\n\n")[0]


def _places(text: str) -> Counter[str]:
    return Counter(_PLACE.findall(text))


def _edges(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
