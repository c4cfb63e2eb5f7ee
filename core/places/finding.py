"""Find an area by what somebody types: a code, a name, or nearly a name."""

from dataclasses import dataclass
from difflib import get_close_matches

from core.places.places import Area, areas, plain_name

CLOSE = 0.6
MOST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the one area, or those that may have been meant."""

    area: Area | None
    near: tuple[Area, ...] = ()


def look_up(words: str) -> Found:
    """The area with this code or name; with none or several, what comes near."""
    named = [a for a in areas() if a.code == words.strip().upper() or _is_named(a, words)]
    if len(named) == 1:
        return Found(named[0])
    return Found(None, tuple(named) or _near(words))


def _is_named(area: Area, words: str) -> bool:
    return plain_name(area.name) == plain_name(words)


def _near(words: str) -> tuple[Area, ...]:
    by_name = {plain_name(area.name): area for area in areas()}
    typed = plain_name(words)
    close = get_close_matches(typed, by_name, n=MOST, cutoff=CLOSE)
    inside = [name for name in by_name if typed and typed in name and name not in close]
    return tuple(by_name[name] for name in [*close, *inside][:MOST])
