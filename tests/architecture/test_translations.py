"""No text lacks its translation: English has every text, the others those of the public doors."""

import re
from collections import Counter
from collections.abc import Iterator

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
    for texts_of_one, forms in said_in(language):
        asked, is_plural = _places(texts_of_one[-1]), len(texts_of_one) > 1
        for form in forms:
            lacking = set(asked - _places(form))
            if _places(form) - asked or lacking - ({"%(num)s"} if is_plural else set()):
                faults.append((texts_of_one, form))
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_around_and_lines_within_stay(language: str) -> None:
    faults = [
        text
        for (text, *_more), (form, *_forms) in said_in(language)
        if (_edges(text), text.count("\n")) != (_edges(form), form.count("\n"))
    ]
    assert faults == []


def said_in(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every text of a catalog (one, and more when it depends on a number) with its words."""
    for message in read(language):
        if message.id:
            yield _all(message.id), _all(message.string)


def _all(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)


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
