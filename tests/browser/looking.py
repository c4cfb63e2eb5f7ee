"""Look at a page in Chromium the way an auditor would: one load, three widths.

At 1280 and 390 px axe looks for violations of WCAG 2.2 A and AA, with everything unfolded and
the window as tall as the page (a sticky bar then covers nothing); at 320 px nothing may scroll
sideways. The errors of a form are looked at on the narrow screen only. What only a narrow screen
shows, its menu and the bar at the end, is looked at by itself, once for each walker. Of texts that
are drawn alike the contrast of one is looked at. The content security policy is in force.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response

from tests.browser.colours import ONLY_THOSE, Colours

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = Axe().axe_script
ENGINE = f"{AXE};\n{ONLY_THOSE};"
RUN = "options => axe.run(document, options)"
MENU = "details.buurt-menu"
BAR = ".buurt-bottombar"
RUN_PART = "([part, options]) => axe.run(part, options)"
OPTIONS: dict[str, object] = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "resultTypes": ["violations"],
    # No rule of these levels reads style sheets apart: only an experimental one does.
    "preload": {"assets": ["media"]},
}
SAME_COLOURS = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
"""For the second look at a page: the colours of its parts do not depend on the width. What is on
a narrow screen alone, the menu and the bar at its end, is looked at by itself."""
UNFOLD = f"document.querySelectorAll('details:not({MENU})').forEach(one => one.open = true)"
UNFOLDED = f"() => {{ {UNFOLD}; return document.fonts.ready.then(() => {{}}); }}"
"""Unfold everything, and wait for the letters: they may make the page taller."""
OPEN_MENU = f"document.querySelectorAll('{MENU}').forEach(one => one.open = true)"
TALL = "document.documentElement.scrollHeight"
WIDE = "document.documentElement.scrollWidth"
SHORT = 900
"""Pixels of a window that is not made taller."""
WIDE_MENU = 960
"""Pixels from which the menu stands open in the header."""
OK = 200
BAD = 400
UNPROCESSABLE = 422
LEFT = "net::ERR_ABORTED"
EMPTY = """
() => {
  const forms = [...document.querySelectorAll('main form[method=post][novalidate]')];
  const form = forms.find(one => one.querySelector('input:not([type=hidden]), textarea, select'));
  if (!form) return false;
  for (const field of form.querySelectorAll('input, textarea, select')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
    else if (field.type !== 'hidden') field.value = '';
  }
  const button = form.querySelector('button[type=submit]');
  if (!button) return false;
  form.dataset.emptied = 'yes';
  return true;
}
"""


class Auditor:
    """Somebody who looks at pages; `faults` says what is wrong and where."""

    def __init__(
        self,
        browser: Browser,
        cookie: tuple[str, str] | None,
        base: str,
        colours: Colours | None = None,
    ) -> None:
        self.base = base
        self.faults: list[str] = []
        self._seen: set[str] = set()
        self._colours = colours or Colours()
        self._expected = OK
        context = browser.new_context(
            viewport={"width": 1280, "height": SHORT}, reduced_motion="reduce", locale="nl-NL"
        )
        if cookie:
            context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": base}])
        context.add_init_script(ENGINE)
        self.page: Page = context.new_page()
        self._screen = context.new_cdp_session(self.page)
        self.page.on("console", lambda said: self._note_message(said.type, said.text))
        self.page.on("response", self._note_asset)
        self.page.on("requestfailed", self._note_failure)

    def look(self, path: str, answers: int = OK) -> None:
        """Load a page and look at it, then at its first form with everything left out.

        `answers` is the status that the page must have.
        """
        self._expected = answers
        answer = self.page.goto(self.base + path)
        if answer is None or answer.status != answers:
            self._fault(f"{path} answers {answer and answer.status}, not {answers}")
        self._look_at(path, (1280, 390))
        if self.page.evaluate(EMPTY):
            with self.page.expect_navigation() as arriving:
                button = self.page.locator("form[data-emptied] button[type=submit]").first
                # Not by the mouse: what was unfolded to look at it may lie over a short form.
                button.evaluate("button => button.click()")
            if arriving.value.status == UNPROCESSABLE:
                self._look_at(f"{path} with errors", (390,))

    def take_faults(self) -> list[str]:
        """What was wrong since it was last asked."""
        taken, self.faults = self.faults, []
        return taken

    def close(self) -> None:
        """Close the browser's window."""
        self.page.context.close()

    def _look_at(self, name: str, widths: tuple[int, ...]) -> None:
        for width in widths:
            self._make_tall(width)
            self._measure(name, width)
            self._run_axe(name, width, in_colour=width == widths[0])
            if width < WIDE_MENU:
                self._look_at_part(name, width, MENU)
                self._look_at_part(name, width, BAR)
        self._resize(320, SHORT)
        self._measure(name, 320)

    def _resize(self, width: int, height: int) -> None:
        """Give the page this room. Playwright would resize the browser's window too, slowly."""
        room = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._screen.send("Emulation.setDeviceMetricsOverride", room)

    def _make_tall(self, width: int) -> None:
        """As tall as the page is with everything unfolded, once its letters are there."""
        self._resize(width, SHORT)
        self.page.evaluate(UNFOLDED)
        tall = min(int(self.page.evaluate(TALL)), 15_000)
        # A page is never less tall than its window.
        if tall > SHORT:
            self._resize(width, tall + 10)

    def _look_at_part(self, name: str, width: int, part: str) -> None:
        """Look at a part that narrow screens alone show, with a menu open: once is enough."""
        if part not in self._seen and self.page.locator(part).count():
            self._seen.add(part)
            self.page.evaluate(OPEN_MENU)
            self._colours.mark(self.page)
            found = self.page.evaluate(RUN_PART, [part, OPTIONS])
            self._note_violations(f"{name}, {part}", width, found)
            self.page.evaluate(OPEN_MENU.replace("true", "false"))

    def _measure(self, name: str, width: int) -> None:
        wide = self.page.evaluate(WIDE)
        if wide > width:
            self._fault(f"{name} at {width}: {wide} px wide")

    def _run_axe(self, name: str, width: int, *, in_colour: bool) -> None:
        if in_colour:
            self._colours.mark(self.page)
        options = OPTIONS if in_colour else SAME_COLOURS
        self._note_violations(name, width, self.page.evaluate(RUN, options))

    def _note_violations(self, name: str, width: int, found: Any) -> None:
        for violation in found["violations"]:
            for node in violation["nodes"]:
                what = " ".join(node["html"].split())[:160]
                self._fault(f"{name} at {width}: {violation['id']}: {what}")

    def _note_message(self, kind: str, text: str) -> None:
        told = any(f"status of {status}" in text for status in (UNPROCESSABLE, self._expected))
        if kind in {"error", "warning"} and not told:
            self._fault(f"{self.page.url} says: {text}")

    def _note_failure(self, request: Request) -> None:
        # Whoever leaves a page while a drawing is still on its way stops it: that hinders nobody.
        if request.failure != LEFT:
            self._fault(f"blocked {request.url}: {request.failure}")

    def _note_asset(self, answer: Response) -> None:
        if answer.status >= BAD and answer.status not in (UNPROCESSABLE, self._expected):
            self._fault(f"{answer.url} answers {answer.status}")

    def _fault(self, text: str) -> None:
        if text not in self.faults:
            self.faults.append(text)
