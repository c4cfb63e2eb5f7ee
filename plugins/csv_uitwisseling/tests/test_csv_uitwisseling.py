"""Columns: our words for theirs."""

import pytest

from plugins.csv_uitwisseling.going_out import FIELDS, IN_WORDS, read_mapping


def test_without_lines_our_own_words_are_the_columns() -> None:
    assert read_mapping("", IN_WORDS) == {word: word for word in IN_WORDS}


def test_only_what_is_listed_in_its_order() -> None:
    found = read_mapping(" fase = stap \n\nGezin=client nr ", tuple(FIELDS))
    assert list(found.items()) == [("fase", "stap"), ("gezin", "client nr")]


@pytest.mark.parametrize("line", ["naam = x", "gezin", "gezin =", "= x"])
def test_a_line_that_says_nothing_is_refused_with_our_words(line: str) -> None:
    with pytest.raises(ValueError, match="koppeling"):
        read_mapping(line, tuple(FIELDS))
