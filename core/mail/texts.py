"""The texts of our mails: a standard text each, and a tenant's own in its place.

A text is plain, with placeholders such as {link} from a list of its own. They are filled in once
and nothing in them is carried out: what somebody writes is never a program. No placeholder holds
anything about a family.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.errors import NotFound, Refused
from core.programme.versions import last_version
from core.wording import Text, _, in_dutch
from core.work import Work

PREFIX = "letter."
NOT_IN_SUBJECT = frozenset(
    {"link", "bericht", "bellen", "zoekprofiel", "naam", "groet", "poster", "stop"}
)
"""A subject stands open in the database: no link, nobody's name, nothing that somebody wrote."""
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand in a text: what it means, and how it may look."""

    meaning: Text
    example: str


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A mail that we send; `required` are the placeholders without which it is no use."""

    key: str
    name: Text
    to: Text
    subject: Text
    body: Text
    places: Mapping[str, Place]
    required: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The name of its versions."""
        return PREFIX + self.key


LETTERS: dict[str, LetterKind] = {}


def letter(kind: LetterKind) -> LetterKind:
    """Make a mail known, so that a tenant can write its own text for it."""
    LETTERS[kind.key] = kind
    return kind


def find_letter(key: str) -> LetterKind:
    """The mail with this key; raises NotFound."""
    if key not in LETTERS:
        raise NotFound("letter")
    return LETTERS[key]


@in_dutch()
def text_of(work: Work, kind: LetterKind) -> tuple[str, str]:
    """Subject and text with placeholders: the tenant's own, else the standard."""
    last = last_version(work, kind.topic)
    own = last.content if last else {}
    return own.get("subject") or str(kind.subject), own.get("body") or str(kind.body)


def written(work: Work, kind: LetterKind, **values: str) -> tuple[str, str]:
    """Subject and text as they are sent."""
    subject, body = text_of(work, kind)
    return filled(subject, values), filled(body, values)


def example(kind: LetterKind, subject: str, body: str) -> tuple[str, str]:
    """Subject and text with invented values."""
    values = {name: place.example for name, place in kind.places.items()}
    return filled(subject, values), filled(body, values)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in, once; what is not known stays as it is."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text).strip()


def check(kind: LetterKind, subject: str, body: str) -> None:
    """Raises Refused, with what may be used, when a text could not be sent well."""
    for field, text in (("subject", subject), ("body", body)):
        if strange := [name for name in _PLACE.findall(text) if name not in kind.places]:
            raise Refused(
                _(
                    "Dit kennen wij hier niet: %(strange)s. U kunt gebruiken: %(known)s.",
                    strange=_shown(strange),
                    known=_shown(kind.places),
                ),
                field,
            )
    if private := [name for name in _PLACE.findall(subject) if name in NOT_IN_SUBJECT]:
        raise Refused(
            _("In een onderwerp kan dit niet: %(places)s.", places=_shown(private)), "subject"
        )
    if missing := [name for name in kind.required if f"{{{name}}}" not in body]:
        raise Refused(
            _("Zonder %(places)s werkt deze mail niet. Zet het in de tekst.",
              places=_shown(missing)), "body",
        )  # fmt: skip


def _shown(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
