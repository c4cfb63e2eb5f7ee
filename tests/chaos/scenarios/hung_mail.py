"""A mail server that takes connections and never answers."""

import time

from core.installation import office_of
from core.work import Office
from tenants.context import TenantContext
from tenants.directory import find_by_slug
from tests.chaos.counting import SLUG, jobs_named
from tests.chaos.ledger import Page
from tests.chaos.load import address_of
from tests.chaos.stage import Stage, Told, let_come, wait_for

OTHER_JOB = "erase_exports"
QUICK = 3.0
"""Seconds that a page may take meanwhile; without load it is a fraction."""


def play(stage: Stage, page: Page) -> Told:
    """Pages stay quick, other jobs go on, and mails leave once it answers again."""
    told = Told()
    with stage.postbox.hung(), stage.load.on(page):
        let_come(page, 12)
        began = time.monotonic()
        stage.admin.get("/wachtwoord")
        told.must(time.monotonic() - began < QUICK, "a page waited for the mail server")
        with office_of(stage.installation.data) as office:
            told.must(_runs(office, stage), "another job waited for the mail server")
        let_come(page, 4)
    name = page.acknowledged[-1]
    told.back_after = wait_for(lambda: stage.load.once(page), 30)
    came = wait_for(lambda: stage.postbox.taken[address_of(name)], 120)
    told.must(came is not None, "the mails did not leave")
    return told


def _runs(office: Office, stage: Stage) -> bool:
    with office.work(_tenant(office)) as work:
        work.defer(OTHER_JOB)
    return wait_for(lambda: not jobs_named(stage.installation.data, OTHER_JOB), 15) is not None


def _tenant(office: Office) -> TenantContext:
    with office.database.registry() as session:
        tenant = find_by_slug(session, SLUG)
    assert tenant is not None
    return tenant
