"""What a page says, read from its HTML: enough to follow every link and to tell pages apart."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNTITLED = ("", "–")


@dataclass
class PageFacts:
    """Facts of one page. `parts` are its kinds of elements: a page with no new kind looks alike."""

    lang: str = ""
    title: str = ""
    headings: int = 0
    mains: int = 0
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)

    def faults(self) -> list[str]:
        """What every page must have and this one lacks."""
        said = {
            "no language": not self.lang,
            "no title": self.title.strip().startswith(UNTITLED[1:]) or not self.title.strip(),
            f"{self.headings} h1": self.headings != 1,
            f"{self.mains} main": self.mains != 1,
            "an id twice": len(self.ids) != len(set(self.ids)),
        }
        return [words for words, is_so in said.items() if is_so]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = PageFacts()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        facts = self.facts
        facts.parts |= {tag, given.get("type", ""), *given.get("class", "").split()}
        if "id" in given:
            facts.ids.append(given["id"])
        if tag == "a":
            facts.links.append(given.get("href", "#"))
        facts.headings += tag == "h1"
        facts.mains += tag == "main"
        if tag == "html":
            facts.lang = given.get("lang", "")
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.facts.title += data


def read(html: str) -> PageFacts:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.facts
