"""A message of a program without any BSN: taken out before anything else looks at it."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.bsn import MARK, is_bsn, without_bsn

_NOT_A_LETTER = re.compile(r"[^a-z0-9]")
_NAMES = re.compile(r"^bsn|bsn$|burgerservicen|sofinum|^sofi(nr)?$")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
DEEPEST = 60


class Unreadable(Exception):
    """It is no JSON, or so deep that nobody means it."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of a message, and whether a BSN was taken out."""

    content: Any
    had_bsn: bool

    @property
    def body(self) -> bytes:
        """The message as a program would post it."""
        return json.dumps(self.content, ensure_ascii=False).encode()


def strip(body: bytes) -> Stripped:
    """Read a JSON message and take each BSN out of it, at whatever depth; raises Unreadable."""
    try:
        content = json.loads(body, parse_constant=_refuse)
        cleaned = _cleaned(content, DEEPEST)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable from wrong
    return Stripped(cleaned, cleaned != _tidied(content))


def names_bsn(key: str) -> bool:
    """Whether the name of a field says that a BSN stands in it: "bsn", "inp.bsn", "bsn-kind"."""
    return bool(_NAMES.search(_NOT_A_LETTER.sub("", key.casefold())))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _cleaned(value: Any, deeper: int) -> Any:
    if deeper == 0:
        raise ValueError("too deep")
    if isinstance(value, Mapping):
        return {
            without_bsn(_plain(key)): _cleaned(inner, deeper - 1)
            for key, inner in value.items()
            if not names_bsn(key)
        }
    if isinstance(value, list):
        return [_cleaned(inner, deeper - 1) for inner in value]
    if isinstance(value, str):
        return without_bsn(_plain(value))
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("no number")
    is_bare = isinstance(value, int | float) and not isinstance(value, bool)
    return MARK if is_bare and _is_bsn(value) else value


def _is_bsn(number: float) -> bool:
    return number == int(number) and is_bsn(str(int(number)))


def _tidied(value: Any) -> Any:
    """The same message, in which only what no text may hold was replaced."""
    if isinstance(value, Mapping):
        return {_plain(key): _tidied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_tidied(inner) for inner in value]
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)
