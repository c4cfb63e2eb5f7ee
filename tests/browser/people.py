"""Somebody at a screen, who knows only what the screen says: visible labels, links and buttons.

Every page that a person lands on is checked: it has one heading and nothing failed behind it.
"""

import re
from collections.abc import Iterable
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from tests.browser.running import PASSWORD, Colleague

PATIENCE = 15_000
OFFLINE = "ERR_INTERNET_DISCONNECTED"
NOT_THERE = 404
SERVER_ERROR = 500
WIDE = "document.documentElement.scrollWidth"
NOT_OURS = ("status of 422", "status of 404")
"""Chromium tells the status of a page as an error; the tests look at that themselves."""


class Person:
    """Somebody with a browser of their own (so with cookies of their own)."""

    def __init__(
        self, browser: Browser, *, scripts: bool, width: int = 1280, phone: bool = False
    ) -> None:
        self.is_on_phone = phone
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": 390, "height": 844} if phone else {"width": width, "height": 900},
            locale="nl-NL",
            has_touch=phone,
            is_mobile=phone,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self._hear("error", str(error)))
        self.page.on("response", self._hear_failure)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(words in text for words in NOT_OURS):
            self.complaints.append(text)

    def _hear_failure(self, answer: Response) -> None:
        if answer.status >= SERVER_ERROR:
            self.complaints.append(f"{answer.url} answers {answer.status}")

    def goes_by_menu(self, words: str) -> None:
        """Open the menu of a narrow screen, and choose."""
        self.page.locator("summary").filter(has_text="Menu").tap()
        self.follows(words, inside="Hoofdmenu")

    def goes_to(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self._looks()

    def finds_nothing_at(self, address: str) -> None:
        """What may not be seen is not there."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == NOT_THERE, address

    def follows(self, words: str | re.Pattern[str], *, inside: str = "") -> None:
        """Click on a link: the words begin its text, of the part of the page that is named."""
        self._click(self._place(inside).get_by_role("link", name=_starting(words)).first)

    def presses(self, words: str, *, inside: str = "") -> None:
        """Press a button, and it works."""
        self._press(words, inside)
        assert not self.page.title().startswith("Fout:"), self._errors().all_inner_texts()

    def presses_in_vain(self, words: str, *errors: str, inside: str = "") -> None:
        """Press a button too early: the errors are summed up, and each leads to its field."""
        self._press(words, inside)
        assert self.page.title().startswith("Fout:"), self.page.title()
        for text in errors:
            expect(self._errors()).to_contain_text(text)
        for link in self._errors().get_by_role("link").all():
            target = link.get_attribute("href") or ""
            assert target.startswith("#")
            assert self.page.locator(f"[id='{target[1:]}']").count() == 1, target

    def types(self, label: str, text: str, *, inside: str = "") -> None:
        """Fill in a field; the label without "(niet verplicht)" is enough."""
        self._place(inside).get_by_label(_starting(label)).and_(
            self.page.locator("input, textarea")
        ).first.fill(text)

    def picks(self, question: str, *answers: str, inside: str = "") -> None:
        """Choose among radio buttons or checkboxes."""
        group = self._place(inside).get_by_role("group", name=_starting(question)).first
        for answer in answers:
            group.get_by_label(_starting(answer)).first.check()

    def selects(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(_starting(label)).first.select_option(label=option)

    def sees(self, *texts: str) -> None:
        """Each of these stands on the page."""
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)

    def figure(self, words: str) -> str:
        """The first number that stands under these words."""
        text = self.page.get_by_role("main").inner_text()
        found = re.search(rf"^{re.escape(words)}\s+([\d.]+)$", text, re.MULTILINE)
        assert found, (words, text)
        return found.group(1)

    def sees_typed(self, label: str, text: str) -> None:
        """A field still holds what was typed."""
        expect(self.page.get_by_label(_starting(label)).first).to_have_value(text)

    def logs_in(self, address: str, colleague: Colleague) -> None:
        """Log in with a password."""
        self.goes_to(address)
        self.types("E-mailadres", colleague.email)
        self.types("Wachtwoord", PASSWORD)
        self.presses("Log in")

    def loses_connection(self) -> None:
        """Walk into a tunnel."""
        self.context.set_offline(True)

    def is_connected_again(self) -> None:
        """Come out of it; what Chromium said about the tunnel is not held against the pages."""
        self.context.set_offline(False)
        self.complaints = [said for said in self.complaints if OFFLINE not in said]

    def leaves(self) -> None:
        """Close the browser; nothing went wrong behind any page."""
        self.context.close()
        assert self.complaints == []

    def _place(self, name: str) -> Locator:
        if not name:
            return self.page.locator("body")
        roles: tuple[Literal["region", "navigation", "group", "article"], ...]
        roles = ("navigation", "group", "article")
        found = self.page.get_by_role("region", name=_starting(name))
        for role in roles:
            found = found.or_(self.page.get_by_role(role, name=_starting(name)))
        return found.first

    def _press(self, words: str, inside: str) -> None:
        self._click(self._place(inside).get_by_role("button", name=_starting(words)).first)

    def _click(self, target: Locator) -> None:
        """Click, or tap on a phone, and wait for the page that it leads to."""
        with self.page.expect_navigation(wait_until="load"):
            if self.is_on_phone:
                target.tap()
            else:
                target.click()
        self._looks()

    def _errors(self) -> Locator:
        return self.page.get_by_role("alert").first

    def _looks(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
        assert "Foutcode" not in self.page.get_by_role("main").inner_text(), self.page.url
        if self.is_on_phone:
            assert self.page.evaluate(WIDE) <= 390, f"{self.page.url} scrolls sideways"


def _starting(words: str | re.Pattern[str]) -> re.Pattern[str]:
    if isinstance(words, re.Pattern):
        return words
    # Hidden words that name the object follow after a colon of their own.
    return re.compile(r"^\s*" + re.escape(words).replace(":", r"\s*:"))


def all_leave(people: Iterable[Person]) -> None:
    """Close every browser."""
    for person in people:
        person.leaves()
