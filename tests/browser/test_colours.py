"""What is passed over when contrast is looked at is drawn as something that was looked at."""

from playwright.sync_api import Browser, Page

from tests.browser.colours import ONLY_THOSE, Colours
from tests.browser.looking import AXE

PAGE = """<!doctype html><html lang="nl"><title>Kleuren</title><style>
.over { position: relative; height: 60px }
.over span { position: absolute; inset: 0; background: #fff }
.over .dark { background: #333 }
.over p { position: relative; color: #222; margin: 0 }
.faint { color: #bbb }
.on-dark { background: #555 }
</style><main><h1>Kleuren</h1>
<div class="over"><span></span><p>Goed op wit</p></div>
<div class="over"><span class="dark"></span><p>Slecht op wat erachter ligt</p></div>
<p>Goed</p><div class="on-dark"><p>Slecht op donker</p></div>
<fieldset disabled><label class="faint">Mag, want het staat uit <input></label></fieldset>
<p><label class="faint">Slecht, want het staat aan <input></label></p>
<p class="faint">Slecht</p><p class="faint">Net zo slecht</p>
</main></html>"""
BAD = """() => axe.run(document, {runOnly: ['color-contrast']}).then(
  found => found.violations.flatMap(one => one.nodes.map(
    node => document.querySelector(node.target[0]).innerText.trim())))"""


def test_of_texts_that_are_drawn_alike_one_is_looked_at(browser: Browser) -> None:
    page: Page = browser.new_page()
    page.set_content(PAGE)
    page.evaluate(AXE)
    every = page.evaluate(BAD)
    page.evaluate(ONLY_THOSE)
    colours = Colours()
    colours.mark(page)
    once = page.evaluate(BAD)
    colours.mark(page)
    again = page.evaluate(BAD)
    page.close()
    assert set(every) - {"Net zo slecht"} == set(once)
    assert len(once) == 4
    assert again == []
