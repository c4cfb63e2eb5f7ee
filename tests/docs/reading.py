"""The guide as its reader follows it: headings, files to write, and commands to run, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "plugins"
_PARTS = re.compile(
    r"^## (?P<heading>[^\n]+)$|^```(?P<info>[^\n]+)\n(?P<text>.*?)^```$", re.M | re.S
)


@dataclass(frozen=True)
class Step:
    """A heading ("heading"), a file to write ("file", with its name) or commands ("run")."""

    kind: str
    text: str
    name: str = ""


def steps(page: str) -> Iterator[Step]:
    """What a page of the guide says to do."""
    for found in _PARTS.finditer((GUIDE / page).read_text()):
        info = found["info"] or ""
        if found["heading"]:
            yield Step("heading", found["heading"])
        elif "file=" in info:
            yield Step("file", found["text"], info.partition("file=")[2].strip())
        elif info.endswith(" run"):
            yield Step("run", found["text"])


def headings(page: str, level: int) -> list[str]:
    """The headings of a page at a level."""
    return re.findall(rf"^{'#' * level} (.+)$", (GUIDE / page).read_text(), re.M)
