"""A file with everything that was made for an admin is not there for a coordinator, or nobody."""

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.services import change_role, end_membership
from core.accounts.sessions import open_session
from core.exporting.models import ExportFile, ExportPart
from core.exporting.services import ask_export, make_export
from core.exporting.tables import EVERYTHING
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Person, Working, hire


@pytest.fixture
def former(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.ADMIN, "Wie het was")


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("steps", [2, len(EVERYTHING) + 1])
def test_another_role_finds_nothing(former: Person, working: Working, steps: int) -> None:
    with working(former.actor) as work:
        export_id = ask_export(work, "csv")
    for _step in range(steps):
        with working() as work:
            make_export(work, str(export_id))
    with working() as work:
        change_role(work, former.account.membership_id, Role.COORDINATOR)
        former.browser.log_in(open_session(work, former.account.membership_id))
    with working() as work:
        make_export(work, str(export_id))
        assert work.find(ExportFile, export_id).content is None
        assert not list(work.session.scalars(select(ExportPart.id)))
    assert former.browser.get("/downloaden").status_code == 200
    assert former.browser.get(f"/downloaden/{export_id}").status_code == 404


@pytest.mark.usefixtures("admin")
def test_nothing_stays_of_who_left(former: Person, working: Working) -> None:
    with working(former.actor) as work:
        export_id = ask_export(work, "csv")
    with working() as work:
        make_export(work, str(export_id))
    with working() as work:
        end_membership(work, former.account.membership_id)
    with working() as work:
        assert work.find(ExportFile, export_id).state == "erased"
        assert not list(work.session.scalars(select(ExportPart.id)))
