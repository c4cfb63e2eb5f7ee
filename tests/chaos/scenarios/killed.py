"""kill -9 in the middle of the load."""

from tests.chaos.ledger import Page
from tests.chaos.stage import Stage, Told, back_after, let_come

ENOUGH = 12


def worker(stage: Stage, page: Page) -> Told:
    """The worker: mails go on within seconds, those that it had in hand a minute later."""
    with stage.load.on(page):
        let_come(page, ENOUGH)
        stage.installation.kill_worker()
        back = back_after(stage, page, with_mail=True)
    return Told(back)


def database(stage: Stage, page: Page) -> Told:
    """Every process of the database: the launcher starts it again, pages say so meanwhile."""
    with stage.load.on(page):
        let_come(page, ENOUGH)
        stage.installation.kill_database()
        back = back_after(stage, page)
        let_come(page, ENOUGH // 2)
    return Told(back)


def launcher(stage: Stage, page: Page) -> Told:
    """The launcher: what it started ends, and the next start takes the database over."""
    with stage.load.on(page):
        let_come(page, ENOUGH)
        stage.installation.kill_launcher()
        stage.start()
        back = back_after(stage, page)
        let_come(page, ENOUGH // 2)
    return Told(back)
