"""The family's file by HTTP: opened, written in, closed to who has no reason."""

from datetime import date
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.families import services
from core.families.models import ContactMoment, ContactWay, FamilyRole, FileAccess
from core.families.services import ContactNote
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.families.households import couple, make_family
from tests.fixtures_web import TODAY, Person, Working, hire


def test_the_file_shows_what_is_known(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        mine = coordinator.account.membership_id
        asking = make_family(work, mine)
        offering = make_family(work, mine, "Verhoef", FamilyRole.OFFERING)
        couple(work, asking, offering)
    page = coordinator.browser.get(f"/gezinnen/{asking}")
    assert page.status_code == 200
    for words in ("Gezin Aydin", "Vraaggezin sinds", "Elif", "Noah", "gezin Verhoef", "week 3 van"):
        assert words in page.text
    with working(coordinator.actor) as work:
        opened = select(AuditEntry.actor_id).where(
            AuditEntry.action == "family.opened", AuditEntry.subject_id == asking
        )
        assert work.session.scalars(opened).all() == [coordinator.account.membership_id]
