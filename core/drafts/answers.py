"""What of a posted form is kept: never a secret, and never more than a form can hold."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from core.errors import Refused
from core.wording import _

LONGEST: Final = 200_000
"""Bytes of one draft; a form of the longest fields there are stays below it."""
_MOST: Final = 500
_SECRET = re.compile(
    r"(^|[_-])(csrf|token|password|wachtwoord|secret|geheim|code|concept|verzending)([_-]|$)",
    re.IGNORECASE,
)

Answers = Mapping[str, list[str]]


def is_secret(name: str) -> bool:
    """Whether a field holds what is never kept nor shown again: a password, a token, a code."""
    return bool(_SECRET.search(name))


def answers_in(posted: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What was answered in a posted form, by field.

    Raises Refused when it is more than a form can hold.
    """
    answers: dict[str, list[str]] = {}
    for name, value in posted:
        if not is_secret(name):
            answers.setdefault(name, []).append(value.replace("\x00", ""))
    if len(answers) > _MOST or len(written(answers).encode()) > LONGEST:
        raise Refused(_("Dit is te veel voor een concept. Bewaar wat u heeft, of maak het korter."))
    return answers


def is_empty(answers: Answers) -> bool:
    """Whether nothing was typed at all."""
    return not any(value.strip() for values in answers.values() for value in values)


def written(answers: Answers) -> str:
    """Answers as they are sealed."""
    return json.dumps(answers, ensure_ascii=False)


def read(text: str) -> dict[str, list[str]]:
    """Answers as they were sealed."""
    return {
        str(name): [str(value) for value in values] for name, values in json.loads(text).items()
    }
