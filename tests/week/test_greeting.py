"""The first sentence."""

import pytest
from flask import Flask

from core.week.greeting import _part_of_day


@pytest.mark.parametrize(
    ("hour", "word"),
    [
        (5, "Goedemorgen"),
        (11, "Goedemorgen"),
        (12, "Goedemiddag"),
        (17, "Goedemiddag"),
        (18, "Goedenavond"),
        (23, "Goedenavond"),
        (0, "Goedenavond"),
        (4, "Goedenavond"),
    ],
)
def test_by_the_hour(app: Flask, hour: int, word: str) -> None:
    with app.test_request_context():
        assert _part_of_day(hour) == word
