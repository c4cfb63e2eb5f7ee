"""Reading the tables of a page."""

from html.parser import HTMLParser

Table = list[list[str]]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, Table] = {}
        self.name = ""
        self.rows: Table = []
        self.inside = ""

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "table":
            self.name, self.rows = "", []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        if tag in ("caption", "td", "th"):
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.tables[self.name] = self.rows
        if tag in ("caption", "td", "th"):
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "caption":
            self.name += data
        elif self.inside:
            self.rows[-1][-1] += data


def tables_of(html: str) -> dict[str, Table]:
    """Every table of a page by its caption: rows of cells, the head first."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables
