"""What somebody typed into the search field: words, and perhaps a phone number or mail address."""

from dataclasses import dataclass

from marshmallow import ValidationError
from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from core.contact_details import normalised, read_mail, read_phone

LONGEST = 80
MOST_WORDS = 5
SHORTEST = 2
"""Letters that a word needs, or half the gemeente is found."""


@dataclass(frozen=True, slots=True)
class Words:
    """A question: `words` must all be found; `contact` is normalised, "" when there is none."""

    text: str
    words: tuple[str, ...]
    contact: str

    @classmethod
    def from_text(cls, text: str) -> "Words":
        """Read what was typed; whatever it is, it is a question."""
        text = " ".join(text.replace("\x00", "").split())[:LONGEST]
        words = tuple(word for word in text.split() if len(word) >= SHORTEST)[:MOST_WORDS]
        return cls(text, words, _contact(text))

    def __bool__(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.words or self.contact)


def _contact(text: str) -> str:
    for read in (read_mail, read_phone):
        try:
            return normalised(read(text))
        except ValidationError:
            continue
    return ""


def every_word_in(words: Words, *places: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether each word stands in one of these columns; no words are found nowhere."""
    found = [
        or_(*(place.icontains(word, autoescape=True) for place in places)) for word in words.words
    ]
    return and_(*found) if found else false()
