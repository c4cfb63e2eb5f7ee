"""The forms of a page as a browser would post them, filled in where something is asked."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import UUID

Pairs = list[tuple[str, str]]


def is_id(value: str) -> bool:
    """Whether a value is an id."""
    try:
        return len(value) == 36 and bool(UUID(value))
    except ValueError:
        return False


@dataclass
class PageForm:
    """One form that posts; `offered` are the values that each field gives to choose from."""

    action: str
    values: Pairs = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)
    conditions: dict[str, Pairs] = field(default_factory=dict)
    """What must be chosen elsewhere for a field to be asked."""

    @property
    def id_fields(self) -> list[str]:
        """The fields in which ids travel."""
        return [name for name, values in self.offered.items() if any(map(is_id, values))]

    def with_value(self, name: str, value: str) -> Pairs:
        """What is posted when this field is asked and says `value`, and nothing else."""
        chosen = dict([*self.conditions.get(name, []), (name, value)])
        return [(n, v) for n, v in self.values if n not in chosen] + list(chosen.items())


class _Reader(HTMLParser):
    def __init__(self, path: str, today: str) -> None:
        super().__init__()
        self.path, self.today = path, today
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.select: str | None = None
        self.area: str | None = None
        # The open divisions: what each is shown for, and the choices that were seen in it.
        self.shown_for: list[Pairs] = []
        self.triggers: list[dict[str, tuple[str, str]]] = [{}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "div":
            self._enter(told.get("class", ""))
        if tag == "form" and told.get("method", "").lower() == "post":
            self.form = PageForm(urlsplit(told.get("action") or self.path).path)
            self.forms.append(self.form)
        elif self.form is None or "disabled" in told:
            return
        elif tag == "select":
            self.select = told["name"]
        elif tag == "option" and self.select:
            self._offer(self.select, told.get("value", ""), "selected" in told)
            self._trigger(told, self.select)
        elif tag == "textarea":
            self.area = told["name"]
        elif tag in ("input", "button") and told.get("name"):
            self._input(told)

    def _enter(self, classes: str) -> None:
        condition = re.search(r"buurt-cond--(\d+)", classes)
        known = next((seen for seen in reversed(self.triggers) if seen), {})
        self.shown_for.append([known[condition[1]]] if condition and condition[1] in known else [])
        self.triggers.append({})

    def _leave(self) -> None:
        if self.shown_for:
            self.shown_for.pop()
            # What was chosen inside a division counts in the one around it.
            inside = self.triggers.pop()
            self.triggers[-1].update(inside)

    def _input(self, told: dict[str, str]) -> None:
        name, kind, value = told["name"], told.get("type", "text"), told.get("value", "")
        if kind in ("radio", "checkbox"):
            self._offer(name, value, "checked" in told)
            self._trigger(told, name)
        elif kind == "hidden" or told.get("name") == "website":
            self._offer(name, value, True)
        elif kind != "submit":
            made = {"date": self.today, "number": told.get("min", "1"), "time": "10:00"}
            self._offer(name, value or made.get(kind, "Tekst"), True)

    def _trigger(self, told: dict[str, str], name: str) -> None:
        if number := re.search(r"buurt-trigger-(\d+)", told.get("class", "")):
            self.triggers[-1][number[1]] = (name, told.get("value", ""))

    def _offer(self, name: str, value: str, chosen: bool) -> None:
        assert self.form is not None
        self.form.offered.setdefault(name, []).append(value)
        self.form.conditions[name] = [pair for pairs in self.shown_for for pair in pairs]
        if chosen:
            self.form.values.append((name, value))

    def handle_data(self, data: str) -> None:
        if self.form is not None and self.area:
            self._offer(self.area, data.strip() or "Tekst", True)
            self.area = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area and self.form is not None:
            self._offer(self.area, "Tekst", True)
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "div":
            self._leave()
        elif tag == "form" and self.form is not None:
            self._choose_first(self.form)
            self.form = None

    @staticmethod
    def _choose_first(form: PageForm) -> None:
        chosen = {name for name, _value in form.values}
        for name, values in form.offered.items():
            if name not in chosen and (first := next(filter(None, values), None)):
                form.values.append((name, first))


def forms_of(page: str, path: str, today: str) -> list[PageForm]:
    """Every form of a page that posts; a file that was sent instead of a page has none."""
    if "<html" not in page[:1000]:
        return []
    reader = _Reader(path, today)
    reader.feed(page)
    return reader.forms
