"""Which words of a text stand in what a family told: found without a word of it being kept."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

LENGTH = 4
"""So many words after one another are the same by copying, hardly by chance."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COMMON: Final = _WORD.findall(
    "aan alle andere deze doen door geen graag heeft iets iemand keer kind kinderen komt maar meer "
    "naar niet onze ouder ouders over samen tijd twee voor waar week wordt zijn haar zoekt gezin "
    "heel goed even ook kunnen willen wil zich zelf veel wat wie"
)

Run = tuple[str, ...]


def copied_parts(text: str, told: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where (first and last letter) runs of words of `text` stand in one of `told`."""
    words = list(_WORD.finditer(text))
    plain = [word[0].casefold() for word in words]
    sources = {run for source in told for run in _runs(_plain(source))}
    hit = [tuple(plain[n : n + LENGTH]) in sources for n in range(len(plain) - LENGTH + 1)]
    first = 0
    while first < len(hit):
        if not hit[first]:
            first += 1
            continue
        last = first
        while last + 1 < len(hit) and hit[last + 1]:
            last += 1
        if any(
            len(word) > LENGTH - 1 and word not in _COMMON for word in plain[first : last + LENGTH]
        ):
            yield words[first].start(), words[last + LENGTH - 1].end()
        first = last + LENGTH


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: list[str]) -> Iterator[Run]:
    return (tuple(words[n : n + LENGTH]) for n in range(len(words) - LENGTH + 1))
