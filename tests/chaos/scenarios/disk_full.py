"""Not a byte left where the database writes."""

from http.client import HTTPException

from tests.chaos.ledger import CLEAR, Page
from tests.chaos.stage import Skipped, Stage, Told, back_after, let_come, wait_for

REFUSED = 6


def play(stage: Stage, page: Page) -> Told:
    """What cannot be kept is not acknowledged, pages say what to do, and space mends it all."""
    if stage.disk is None:
        raise Skipped("only root may mount a small disk")
    told = Told()
    with stage.load.on(page):
        let_come(page, 6)
        with stage.disk.full():
            full = wait_for(lambda: _keep_full(stage, page), 40)
            told.must(full is not None, "nothing was ever refused: was it full?")
            told.must(_reads_or_says_so(stage), "a page neither answered nor said what to do")
        back = back_after(stage, page)
        let_come(page, 6)
    told.back_after = back
    return told


def _keep_full(stage: Stage, page: Page) -> bool:
    assert stage.disk is not None
    stage.disk.fill()
    return sum(count for what, count in page.errors.items() if what != "no answer") >= REFUSED


def _reads_or_says_so(stage: Stage) -> bool:
    try:
        answer = stage.admin.get("/wachtwoord")
    except (OSError, HTTPException):
        return False
    return answer.status == 200 or CLEAR in answer.page
