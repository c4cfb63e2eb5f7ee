"""What a search finds: a line that leads to a page."""

from collections.abc import Callable
from dataclasses import dataclass

from core.search.words import Words
from core.wording import Text
from core.work import Work

LIMIT = 8
"""Lines of a kind; who finds more than this adds a word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line: its words, what tells it apart from another, where it leads, and its drawing."""

    title: str
    about: str
    url: str
    house: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind; `more` tells that there are more than are shown."""

    label: Text
    hits: tuple[Hit, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that can be found."""

    label: Text
    find: Callable[[Work, Words, int], list[Hit]]

    def group(self, work: Work, words: Words) -> Group:
        """What of this kind fits the words."""
        hits = self.find(work, words, LIMIT + 1)
        return Group(self.label, tuple(hits[:LIMIT]), len(hits) > LIMIT)
