"""The way from one tenant to another opens one door, once, for one person."""

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text

from core.accounts.credentials import set_password
from core.accounts.hops import find_hop
from core.accounts.models import AccountSession, Membership, Role, Workplace
from core.accounts.passwords import Passwords
from core.accounts.queries import membership_of
from core.accounts.services import end_membership
from core.work import Office
from tenants.context import TenantContext, TenantState
from tenants.provisioning import change_state
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Browser, hire
from tests.overview.workers import Both, at, in_both


@pytest.fixture
def both(app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext) -> Both:
    return in_both(app, office, tenant, other_tenant)


def is_in(browser: Browser) -> bool:
    return browser.get("/week").status_code == 200


def test_it_leads_to_the_own_membership_there(app: Flask, both: Both, office: Office) -> None:
    browser = at(app, both.there)
    path = both.hop()
    asked = browser.get(path)
    assert asked.status_code == 200
    assert "Marit Hendriks" in asked.text
    assert not is_in(browser), "a page that is only fetched logs nobody in"
    assert browser.post(path).status_code == 303
    assert is_in(browser)
    with office.work(both.there) as work:
        member = membership_of(work, both.person.account.identity_id)
        session = work.session.scalars(select(AccountSession)).one()
    assert member is not None
    assert session.membership_id == member.id


def test_a_replay_finds_nothing(app: Flask, both: Both) -> None:
    path = both.hop()
    assert at(app, both.there).post(path).status_code == 303
    again = at(app, both.there)
    assert again.get(path).status_code == 410
    assert again.post(path, page="/inloggen").status_code == 410
    assert not is_in(again)


def test_a_newer_one_ends_the_one_before(app: Flask, both: Both) -> None:
    first, second = both.hop(), both.hop()
    assert at(app, both.there).get(first).status_code == 410
    assert at(app, both.there).get(second).status_code == 200


def test_it_ends_after_a_minute(app: Flask, both: Both, superuser: Engine) -> None:
    path = both.hop()
    with superuser.begin() as connection:
        connection.execute(text("UPDATE tenant.hop SET expires_at = now() - interval '1 second'"))
    assert at(app, both.there).get(path).status_code == 410


def test_it_opens_no_other_tenant(
    app: Flask, both: Both, office: Office, make_tenant: MakeTenant
) -> None:
    path = both.hop()
    for host in (both.here, make_tenant()):
        assert at(app, host).get(path).status_code == 410
        assert at(app, host).post(path, page="/inloggen").status_code == 410
    with office.work(both.here) as work:
        assert find_hop(work, path.rpartition("/")[2]) is None


def test_a_tenant_that_is_not_ones_own_is_not_there(
    both: Both, make_tenant: MakeTenant, app: Flask, office: Office
) -> None:
    stranger, browser = make_tenant(), both.person.browser
    foreign = browser.get(f"/mijn-gemeenten/{stranger.slug}")
    missing = browser.get("/mijn-gemeenten/bestaat-niet")
    assert foreign.status_code == 404
    assert foreign.text.replace(stranger.slug, "bestaat-niet") == missing.text
    assert stranger.name not in browser.get("/mijn-gemeenten").text.replace("Rhenen", "")
    colleague = hire(app, office, both.here, Role.COORDINATOR, "Iemand Anders")
    assert colleague.browser.get(f"/mijn-gemeenten/{both.there.slug}").status_code == 404


def test_a_line_in_the_registry_opens_nothing(
    app: Flask, both: Both, office: Office, make_tenant: MakeTenant
) -> None:
    """The membership behind the wall decides, whatever the registry says."""
    stranger, identity = make_tenant(), both.person.account.identity_id
    with office.database.registry() as session:
        session.add(Workplace(identity_id=identity, tenant_id=stranger.id))
    assert both.person.browser.get(f"/mijn-gemeenten/{stranger.slug}").status_code == 404
    assert both.person.browser.get("/mijn-gemeenten").text.count("<tr ") == 3


def test_an_ended_membership_ends_it(app: Flask, both: Both, office: Office) -> None:
    path = both.hop()
    with office.work(both.there) as work:
        member = membership_of(work, both.person.account.identity_id)
        assert member is not None
        end_membership(work, member.id)
    assert at(app, both.there).get(path).status_code == 410
    assert both.person.browser.get(f"/mijn-gemeenten/{both.there.slug}").status_code == 404
    assert "Andere gemeente" not in both.person.browser.get("/week").text


def test_a_new_password_ends_it(app: Flask, both: Both, office: Office) -> None:
    path = both.hop()
    with office.work(both.here) as work:
        identity = both.person.account.identity_id
        set_password(work.session, Passwords(work.settings), identity, "vier losse woorden samen")
    assert at(app, both.there).get(path).status_code == 410


def test_a_suspended_tenant_takes_nobody(app: Flask, both: Both, office: Office) -> None:
    path = both.hop()
    master = office.settings.master_key
    change_state(office.database, master, both.there.slug, TenantState.SUSPENDED)
    assert at(app, both.there).get(path).status_code == 503
    assert both.person.browser.get(f"/mijn-gemeenten/{both.there.slug}").status_code == 404
    page = both.person.browser.get("/mijn-gemeenten")
    assert page.status_code == 200
    assert "Gesloten" in page.text


def test_the_login_there_is_as_old_as_the_one_here(
    app: Flask, both: Both, office: Office, superuser: Engine
) -> None:
    """Going to and fro makes no login that never ends."""
    with superuser.begin() as connection:
        old = text("UPDATE tenant.account_session SET created_at = now() - interval '6 days'"
                   " WHERE tenant_id = :tenant")  # fmt: skip
        connection.execute(old, {"tenant": both.here.id})
    browser = at(app, both.there)
    assert browser.post(both.hop()).status_code == 303
    assert is_in(browser)
    with superuser.begin() as connection:
        later = text("UPDATE tenant.account_session SET created_at = created_at"
                     " - interval '25 hours' WHERE tenant_id = :tenant")  # fmt: skip
        connection.execute(later, {"tenant": both.there.id})
    assert not is_in(browser)


def test_a_link_on_another_site_makes_no_way_in(both: Both, superuser: Engine) -> None:
    answer = both.person.browser.get(
        f"/mijn-gemeenten/{both.there.slug}", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.location == "/mijn-gemeenten"
    with superuser.begin() as connection:
        counted = connection.scalar(
            text("SELECT count(*) FROM tenant.hop WHERE tenant_id = :t"), {"t": both.there.id}
        )
    assert counted == 0


def test_a_visitor_gets_none(app: Flask, both: Both) -> None:
    answer = at(app, both.here).get(f"/mijn-gemeenten/{both.there.slug}")
    assert answer.status_code == 302
    assert "/inloggen" in answer.location


def test_who_is_there_already_goes_on(app: Flask, both: Both) -> None:
    browser = at(app, both.there)
    browser.post(both.hop())
    path = both.hop()
    assert browser.get(path).location == "/start"
    assert at(app, both.there).get(path).status_code == 410


def test_both_logbooks_tell(app: Flask, both: Both, superuser: Engine) -> None:
    at(app, both.there).post(both.hop())
    with superuser.begin() as connection:
        rows = connection.execute(
            text("SELECT tenant_id, action, actor_id FROM tenant.audit_entry"
                 " WHERE tenant_id IN (:a, :b) AND action LIKE '%hop%' ORDER BY tenant_id, seq"),
            {"a": both.here.id, "b": both.there.id},
        ).all()  # fmt: skip
        member = connection.scalar(
            select(Membership.id).where(Membership.tenant_id == both.there.id)
        )
    mine = both.person.account.membership_id
    assert rows == [
        (both.here.id, "hop.taken", mine),
        (both.there.id, "hop.given", member),
        (both.there.id, "login.hopped", member),
    ]
