"""Follow every link of the application as somebody, from a first page to the last.

Walking goes through the application itself, which is quick; what was found is then looked at in
Chromium, each kind of page once.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.browser.reading import PageFacts, read

ELSEWHERE = ("tel:", "mailto:", "geo:", "sms:", "https:")
MOST_OF_A_KIND = 8
"""Pages with the same endpoint that are walked: those that are left are of other families."""


@dataclass(eq=False)
class Found:
    """A page that was reached, and from where."""

    path: str
    endpoint: str
    facts: PageFacts


@dataclass
class Walk:
    """Where somebody came, and what was wrong on the way."""

    host: str
    found: list[Found] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    endpoints: set[str] = field(default_factory=set)


def walk(app: Flask, host: str, port: int, cookie: str | None, starts: tuple[str, ...]) -> Walk:
    """Follow the links from these paths at one host; a cookie says who walks."""
    client: FlaskClient = app.test_client()
    if cookie:
        client.set_cookie(app.config["LOGIN_COOKIE"], cookie, domain=host)
    return _Walker(app, client, f"http://{host}:{port}", host).go(starts)


class _Walker:
    def __init__(self, app: Flask, client: FlaskClient, base: str, host: str) -> None:
        self.app, self.client, self.base = app, client, base
        self.walk = Walk(host)
        self.pages: dict[str, PageFacts] = {}
        self.seen: set[str] = set()
        self.counts: dict[str, int] = {}
        self.anchors: list[tuple[str, str, str]] = []
        self.queue: deque[tuple[str, str]] = deque()

    def go(self, starts: tuple[str, ...]) -> Walk:
        for start in starts:
            self._add(start, "the start")
        while self.queue:
            self._visit(*self.queue.popleft())
        for path, anchor, before in self.anchors:
            facts = self.pages.get(path)
            if facts and anchor not in facts.ids:
                self.walk.faults.append(f"{before}: nothing is called #{anchor} at {path}")
        return self.walk

    def _add(self, path: str, before: str) -> None:
        endpoint = self._endpoint(path)
        self.counts[endpoint] = self.counts.get(endpoint, 0) + 1
        if path not in self.seen and self.counts[endpoint] <= MOST_OF_A_KIND:
            self.seen.add(path)
            self.queue.append((path, before))

    def _endpoint(self, path: str) -> str:
        try:
            matched = self.app.url_map.bind("any").match(urlsplit(path).path)
        except Exception:  # noqa: BLE001 - the request tells what is wrong
            return "?"
        return str(matched[0])

    def _visit(self, path: str, before: str) -> None:
        answer = self.client.get(path, base_url=self.base)
        if answer.status_code in (302, 303) and answer.location:
            self._add(self._here(answer.location) or "/", before)
            self.walk.endpoints.add(self._endpoint(path))
            return
        if answer.status_code != 200:
            self.walk.faults.append(f"{before}: {path} answers {answer.status_code}")
            return
        self.walk.endpoints.add(self._endpoint(path))
        if answer.mimetype == "text/html":
            self._read(path, answer.text)

    def _read(self, path: str, html: str) -> None:
        facts = self.pages[path] = read(html)
        self.walk.found.append(Found(path, self._endpoint(path), facts))
        self.walk.faults += [f"{path}: {fault}" for fault in facts.faults()]
        for link in facts.links:
            self._follow(path, link)

    def _follow(self, path: str, link: str) -> None:
        if link in ("", "#"):
            self.walk.faults.append(f"{path}: a link leads nowhere")
            return
        if link.startswith(ELSEWHERE):
            return
        target, anchor = urldefrag(urljoin(self.base + path, link))
        here = self._here(target)
        if here is None:
            return
        self._add(here, path)
        if anchor:
            self.anchors.append((here, anchor, path))

    def _here(self, address: str) -> str | None:
        parts = urlsplit(urljoin(self.base, address))
        if parts.netloc != urlsplit(self.base).netloc:
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")


def kinds_of_pages(found: list[Found], known: set[str]) -> list[Found]:
    """The fewest pages that together show every kind of element of every endpoint.

    `known` holds what was shown before, and grows.
    """
    chosen: list[Found] = []
    wanted = {id(one): _kinds(one) - known for one in found}
    while found:
        best = max(found, key=lambda one: len(wanted[id(one)] - known))
        new = wanted[id(best)] - known
        if not new:
            break
        known |= new
        chosen.append(best)
    return chosen


def without_needless(chosen: list[Found]) -> list[Found]:
    """Leave out each page of which every kind of element is on other pages too.

    What was chosen early for the most that it shows is often shown by those chosen later.
    """
    left = list(chosen)
    times = Counter(kind for one in chosen for kind in _kinds(one))
    for one in sorted(chosen, key=lambda page: len(_kinds(page))):
        if all(times[kind] > 1 for kind in _kinds(one)):
            left.remove(one)
            times.subtract(_kinds(one))
    return left


def _kinds(one: Found) -> set[str]:
    return {f"{one.endpoint} {part}" for part in one.facts.parts}
