"""A cell with a few things of a list: "fietsen, koken", "kat en hond", "geen"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from core.importing.columns import plain
from core.importing.reading import Wrong
from core.wording import Text, _, in_dutch

Labels = Sequence[tuple[str, str]]
"""Keys with their Dutch labels: a file reads the same, in whatever language the screen is."""
_NONE: Final = frozenset(
    {"geen", "nee", "niets", "niks", "geen van deze", "geen bijzondere wens", "nergens last van",
     "geen dieren", "geen huisdieren", "geen allergie", "geen allergieen"}
)  # fmt: skip
_UNKNOWN: Final = frozenset(
    {"", "onbekend", "nog onbekend", "nog niet bekend", "niet bekend", "weet niet", "nvt", "n v t"}
)
_FILLING: Final = frozenset({"een", "de", "het", "en", "of", "andere"})
_ALSO: Final = {
    "poes": "katten", "poezen": "katten", "kater": "katten", "cavia": "knaagdieren",
    "hamster": "knaagdieren", "muis": "knaagdieren", "rat": "knaagdieren", "parkiet": "vogels",
    "kanarie": "vogels", "pony": "paarden",
}  # fmt: skip
_SHORTEST = 3


def labels_of(choices: Iterable[tuple[str, Text]] | Mapping[str, Text]) -> Labels:
    """The choices of a list in Dutch."""
    pairs = choices.items() if isinstance(choices, Mapping) else choices
    with in_dutch():
        return tuple((key, str(label)) for key, label in pairs)


def read_keys(text: str, labels: Labels) -> tuple[str, ...] | None:
    """The keys that a cell names, sorted; empty for "geen", None where it is not known."""
    if plain(text) in _UNKNOWN:
        return None
    if plain(text) in _NONE:
        return ()
    found: set[str] = set()
    for piece in re.split(r"[,;/\n]", text):
        if plain(piece):
            found |= _piece(piece, labels)
    return tuple(sorted(found))


def read_key(text: str, labels: Labels) -> str | None:
    """The one key that a cell names; None for none or not known."""
    keys = read_keys(text, labels)
    if keys and len(keys) > 1:
        raise Wrong(_("Kies er één. Hier staan er %(count)s.", count=len(keys)))
    return keys[0] if keys else None


def _piece(piece: str, labels: Labels) -> set[str]:
    """One label, or some of them with "en" in between."""
    parts = re.split(r"\s+en\s+", piece)
    try:
        return {_one(piece, labels)}
    except Wrong:
        if len(parts) == 1:
            raise
    return {_one(part, labels) for part in parts}


def _one(piece: str, labels: Labels) -> str:
    word = plain(piece)
    words = {_ALSO.get(one, one) for one in word.split()} - _FILLING
    exact = [key for key, label in labels if word in (plain(label), plain(key))]
    whole = [key for key, label in labels if words <= set(plain(label).split())]
    begun = [key for key, label in labels if _begins(words, plain(label).split())]
    for found in (exact, whole, begun) if words else (exact,):
        if len(found) == 1:
            return found[0]
        if found:
            break
    known = ", ".join(label for _key, label in labels)
    raise Wrong(_("“%(value)s” kennen we niet. Kies uit: %(labels)s.", value=piece.strip()[:40],
                  labels=known))  # fmt: skip


def _begins(words: set[str], label: Sequence[str]) -> bool:
    return all(
        len(word) >= _SHORTEST and any(one.startswith(word) for one in label) for word in words
    )
