"""Log in, log out, and one's own password."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from core.accounts.models import AccountSession, Membership, OneTimeLink, Role
from core.accounts.sessions import hash_of
from core.accounts.throttle import FREE_PER_MAIL
from core.app import create_app
from core.settings import Settings
from core.web.refusals import own_path
from core.work import Office
from tenants import audit
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.accounts.people import OTHER, PASSWORD, mailed_path, mails, member
from tests.fixtures_web import Browser, Person, host_of


def log_in(
    browser: Browser, email: str, password: str = PASSWORD, path: str = "/inloggen"
) -> TestResponse:
    return browser.post(path, {"email": email, "password": password})


@pytest.mark.parametrize(
    ("role", "begins"),
    [(Role.COORDINATOR, "/week"), (Role.ADMIN, "/week"), (Role.GEMEENTE, "/cijfers")],
)
def test_each_role_begins_at_its_own_page(
    visitor: Browser, office: Office, tenant: TenantContext, role: Role, begins: str
) -> None:
    _id, email = member(office, tenant, role)
    answer = log_in(visitor, email.upper())
    assert (answer.status_code, answer.location) == (303, "/start")
    assert visitor.get("/start").location == begins
    assert visitor.get("/inloggen").location == "/start"


def test_the_cookie_is_host_only_and_out_of_reach_of_scripts(
    visitor: Browser, office: Office, tenant: TenantContext, settings: Settings
) -> None:
    _id, email = member(office, tenant)
    [cookie] = [c for c in log_in(visitor, email).headers.getlist("Set-Cookie") if "login" in c]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Secure" not in cookie
    safe = create_app(replace(settings, secure_cookies=True))
    assert str(safe.config["LOGIN_COOKIE"]).startswith("__Host-")
    safe.extensions["office"].database.close()


def test_every_login_has_a_token_of_its_own(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    visitor.log_in("chosen by somebody else")
    log_in(visitor, email)
    cookie = visitor.client.get_cookie(visitor.cookie, domain=visitor.host)
    assert cookie is not None
    assert cookie.value != "chosen by somebody else"
    with office.work(tenant) as work:
        [kept] = work.session.scalars(select(AccountSession.token_hash))
    assert cookie.value.encode() not in kept


def test_after_logging_in_one_goes_on_where_one_was(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    asked = visitor.get("/gezinnen?zoek=x").location
    assert log_in(visitor, email, path=asked).location == "/gezinnen?zoek=x"


@pytest.mark.parametrize(
    "path",
    ["//elders.example", "/\\elders.example", "https://elders.example", "/\t/elders.example", "",
     "elders", None],
)  # fmt: skip
def test_nobody_is_sent_to_another_host(path: str | None) -> None:
    assert own_path(path) is None


def test_wrong_answers_all_read_the_same(
    visitor: Browser, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    _other, elsewhere = member(office, other_tenant)
    answers = [
        log_in(visitor, email, "niet het wachtwoord"),
        log_in(visitor, "niemand@voorbeeld.example", PASSWORD),
        log_in(visitor, elsewhere, PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("horen niet bij elkaar" in answer.text for answer in answers)
    assert email in answers[0].text
    assert "niet het wachtwoord" not in answers[0].text


def test_guessing_is_slowed_down_and_the_page_says_until_when(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    for _time in range(FREE_PER_MAIL):
        assert log_in(visitor, email, "verkeerd wachtwoord").status_code == 422
    answer = log_in(visitor, email)
    assert answer.status_code == 429
    assert "Wacht" in answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 15


def test_logging_out_ends_the_session(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    log_in(visitor, email)
    assert visitor.get("/uitloggen").status_code == 405
    assert visitor.post("/uitloggen", page="/wachtwoord").location == "/inloggen"
    assert visitor.get("/start").status_code == 302
    assert "U bent uitgelogd" in visitor.get("/inloggen").text
    with office.work(tenant) as work:
        assert work.session.scalar(select(func.count()).select_from(AccountSession)) == 0


def test_who_stays_away_for_long_is_logged_out(
    coordinator: Person, office: Office, tenant: TenantContext
) -> None:
    assert coordinator.browser.get("/start").status_code == 303
    with office.work(tenant) as work:
        work.session.execute(
            update(AccountSession).values(last_seen_at=func.now() - timedelta(hours=9))
        )
    assert coordinator.browser.get("/start").status_code == 302


def test_who_no_longer_works_here_cannot_log_in(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    member_id, email = member(office, tenant)
    with office.work(tenant) as work:
        work.find(Membership, member_id).ended_at = func.now()
    assert log_in(visitor, email).status_code == 422


def test_logins_are_in_the_logbook(visitor: Browser, office: Office, tenant: TenantContext) -> None:
    member_id, email = member(office, tenant)
    log_in(visitor, email)
    with office.work(tenant) as work:
        query = select(AuditEntry.action, AuditEntry.actor_id).order_by(AuditEntry.seq)
        assert ("login", member_id) in [tuple(row) for row in work.session.execute(query)]
        assert audit.verify(work.session, work.vault) is None


# A lost password ------------------------------------------------------------------------------


def test_a_lost_password_is_replaced_by_a_link(
    visitor: Browser, office: Office, tenant: TenantContext, app: Flask
) -> None:
    _id, email = member(office, tenant)
    elsewhere = Browser(app, host_of(tenant))
    log_in(elsewhere, email)
    asked = visitor.post("/wachtwoord/vergeten", {"email": email})
    assert "Kijk in uw mail" in asked.text
    path = mailed_path(office, tenant)
    assert visitor.get(path).status_code == 200
    answer = visitor.post(path, {"password": OTHER, "again": OTHER})
    assert answer.location == "/inloggen"
    assert elsewhere.get("/start").status_code == 302
    assert visitor.get(path).status_code == 410
    assert log_in(visitor, email).status_code == 422
    assert log_in(visitor, email, OTHER).status_code == 303


def test_the_answer_is_the_same_whoever_asks(
    visitor: Browser, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    _other, elsewhere = member(office, other_tenant)
    answers = []
    for asked in (email, elsewhere, "niemand@voorbeeld.example"):
        answer = visitor.post("/wachtwoord/vergeten", {"email": asked})
        answers.append((answer.status_code, answer.text.replace(asked, "")))
    assert len(set(answers)) == 1
    assert [to for to, _body in mails(office, tenant)] == [email]
    assert mails(office, other_tenant) == []


def test_a_link_ends_after_an_hour(visitor: Browser, office: Office, tenant: TenantContext) -> None:
    _id, email = member(office, tenant)
    visitor.post("/wachtwoord/vergeten", {"email": email})
    path = mailed_path(office, tenant)
    with office.database.registry() as session:
        mine = OneTimeLink.token_hash == hash_of(path.rsplit("/", 1)[1])
        left = session.scalar(
            select(OneTimeLink.expires_at <= func.now() + timedelta(hours=1)).where(mine)
        )
        assert left is True
        session.execute(sa.update(OneTimeLink).where(mine).values(expires_at=func.now()))
    answer = visitor.get(path)
    assert answer.status_code == 410
    assert "Vraag een nieuwe link aan" in answer.text


def test_a_link_of_another_tenants_member_does_not_work_here(
    visitor: Browser, office: Office, tenant: TenantContext, other_tenant: TenantContext, app: Flask
) -> None:
    _id, email = member(office, other_tenant)
    Browser(app, host_of(other_tenant)).post("/wachtwoord/vergeten", {"email": email})
    path = mailed_path(office, other_tenant)
    answer = visitor.post(path, {"password": OTHER, "again": OTHER})
    assert answer.status_code == 410


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"password": "kort", "again": "kort"}, "te kort"),
        ({"password": OTHER, "again": PASSWORD}, "niet hetzelfde"),
        ({}, "Vul nog in"),
    ],
)
def test_a_password_that_is_no_good_leaves_the_link_alive(
    visitor: Browser, office: Office, tenant: TenantContext, typed: dict[str, str], told: str
) -> None:
    _id, email = member(office, tenant)
    visitor.post("/wachtwoord/vergeten", {"email": email})
    path = mailed_path(office, tenant)
    answer = visitor.post(path, typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert visitor.get(path).status_code == 200


# Another password -----------------------------------------------------------------------------


def test_changing_ones_password_logs_out_everywhere_else(
    visitor: Browser, office: Office, tenant: TenantContext, other_tenant: TenantContext, app: Flask
) -> None:
    _id, email = member(office, tenant)
    member(office, other_tenant, email=email)
    elsewhere, next_door = Browser(app, host_of(tenant)), Browser(app, host_of(other_tenant))
    for browser in (visitor, elsewhere, next_door):
        assert log_in(browser, email).status_code == 303
    typed = {"current_password": PASSWORD, "password": OTHER, "again": OTHER}
    assert visitor.post("/wachtwoord", typed).location == "/start"
    assert visitor.get("/start").status_code == 303
    assert elsewhere.get("/start").status_code == 302
    assert next_door.get("/start").status_code == 302


def test_without_the_current_password_nothing_changes(
    visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    log_in(visitor, email)
    typed = {"current_password": "iets anders", "password": OTHER, "again": OTHER}
    answer = visitor.post("/wachtwoord", typed)
    assert answer.status_code == 422
    assert "niet uw wachtwoord van nu" in answer.text
    assert visitor.get("/start").status_code == 303
