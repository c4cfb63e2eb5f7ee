"""The clock of the web server and the worker differs two hours from the database's."""

import shutil
import subprocess
from pathlib import Path

from tests.chaos.asking import Asker
from tests.chaos.ledger import Page
from tests.chaos.load import address_of
from tests.chaos.stage import ADMIN, PASSWORD, Skipped, Stage, Told, back_after, let_come, wait_for

HOURS = 2
SOURCE = Path(__file__).parents[1] / "shifted_clock.c"
WORKING_PAGE = "/wachtwoord"


def ahead(stage: Stage, page: Page) -> Told:
    """Two hours later than it is."""
    return _play(stage, page, HOURS * 3600)


def behind(stage: Stage, page: Page) -> Told:
    """Two hours earlier than it is."""
    return _play(stage, page, -HOURS * 3600)


def _play(stage: Stage, page: Page, seconds: int) -> Told:
    clock = _shifted(stage, seconds)
    stage.installation.stop()
    told = Told()
    stage.start(clock)
    with stage.load.on(page):
        told.back_after = back_after(stage, page)
        told.must(stage.admin.get(WORKING_PAGE).status == 200, "a login of before was lost")
        told.must(_logs_in(stage), "nobody can log in")
        _mail_comes_back(stage, page, told)
        let_come(page, 6)
    stage.installation.stop()
    stage.start()
    told.must(stage.admin.get(WORKING_PAGE).status == 200, "a login was lost with the right clock")
    return told


def _mail_comes_back(stage: Stage, page: Page, told: Told) -> None:
    """A job that has to come back does so in its seconds, not in two hours."""
    stage.postbox.is_busy = True
    name = stage.load.once(page)
    wait_for(lambda: stage.postbox.turned_away[address_of(name or "")], 20)
    stage.postbox.is_busy = False
    turned_away = stage.postbox.turned_away[address_of(name or "")]
    told.must(bool(turned_away), "the worker does not send mail")
    came = wait_for(lambda: stage.postbox.taken[address_of(name or "")], 60)
    told.must(came is not None, "a mail that had to come back did not, in a minute")
    told.must(came is None or came > 2, "a mail that had to come back did so at once")


def _logs_in(stage: Stage) -> bool:
    asker = Asker(stage.installation.port)
    done = asker.fill_in("/inloggen", {"email": ADMIN, "password": PASSWORD})
    return done.status in (302, 303) and asker.get(WORKING_PAGE).status == 200


def _shifted(stage: Stage, seconds: int) -> dict[str, str]:
    """The environment in which a program sees another time of day; Linux with a C compiler."""
    compiler = shutil.which("cc")
    library = stage.installation.data.parent / "shifted_clock.so"
    command = [str(compiler), "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    if compiler is None or subprocess.run(command, capture_output=True, check=False).returncode:
        raise Skipped("no C compiler to shift the clock with")
    return {"LD_PRELOAD": str(library), "CHAOS_CLOCK_SHIFT": str(seconds)}
