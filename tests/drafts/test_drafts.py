"""Drafts: kept while somebody types, offered again, gone once they are sent."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from werkzeug.test import TestResponse

from core.accounts.models import AccountSession, Membership, Role
from core.accounts.sessions import open_session
from core.drafts import services
from core.drafts.models import Draft, ParkedForm
from core.families.models import ContactMoment, FamilyRole
from core.web.security_headers import CONTENT_SECURITY_POLICY
from core.work import Office
from tenants.context import TenantContext
from tests.casework import asking, make_family, offering
from tests.drafts.typing import fields_of, typed
from tests.fixtures_web import Browser, Person, Working, hire

STORY = "Een lang verhaal over Elif <b>en de buren</b>"


@pytest.fixture
def family(working: Working) -> UUID:
    with working() as work:
        return make_family(work, FamilyRole.ASKING)


@pytest.fixture
def path(family: UUID) -> str:
    return f"/gezinnen/{family}/contact"


def send(browser: Browser, path: str, values: dict[str, str]) -> TestResponse:
    return browser.client.post(path, data=values, base_url=f"http://{browser.host}")


def autosave(person: Person, values: dict[str, str]) -> int:
    answer = person.browser.client.post(
        "/concepten", data=values, base_url=f"http://{person.browser.host}"
    )
    return answer.status_code


def drafts(working: Working) -> list[Draft]:
    with working() as work:
        return list(work.session.scalars(select(Draft).order_by(Draft.saved_at)))


def restore_links(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*concept=[^"]*)"', page)]


def test_what_is_typed_is_offered_again_and_goes_when_it_is_sent(
    coordinator: Person, path: str, family: UUID, working: Working
) -> None:
    assert autosave(coordinator, typed(coordinator.browser, path, text=STORY, way="visit")) == 200
    [kept] = drafts(working)
    assert STORY.encode() not in kept.content.data
    shown = coordinator.browser.get(f"/gezinnen/{family}").text
    assert "U hebt hier een concept van vandaag" in shown
    assert "Een lang verhaal" not in shown
    [link] = restore_links(coordinator.browser.get(path).text)
    page = coordinator.browser.get(link).text
    assert "Een lang verhaal over Elif &lt;b&gt;en de buren" in page
    assert "Weggooien" in page
    values = fields_of(page) | {"text": STORY, "way": "visit", "on_date": "23-11-2026"}
    assert send(coordinator.browser, path, values).status_code == 303
    assert drafts(working) == []
    with working() as work:
        assert work.session.scalar(select(func.count(ContactMoment.id))) == 1


def test_two_pages_never_overwrite_each_other(
    coordinator: Person, path: str, working: Working
) -> None:
    first = typed(coordinator.browser, path, text="Het eerste")
    second = typed(coordinator.browser, path, text="Het tweede")
    for values in (first, second, {**first, "text": "Het eerste, langer"}):
        assert autosave(coordinator, values) == 200
    assert len(drafts(working)) == 2
    links = restore_links(coordinator.browser.get(path).text)
    pages = [coordinator.browser.get(link).text for link in links]
    assert "Het eerste, langer" in pages[0]
    assert "Het tweede" in pages[1]
    # Sending one leaves the other where it is.
    sent = {**second, "way": "phone", "on_date": "23-11-2026"}
    assert send(coordinator.browser, path, sent).status_code == 303
    assert len(drafts(working)) == 1


def test_a_form_that_comes_back_with_errors_is_still_the_same_page(
    coordinator: Person, path: str, working: Working
) -> None:
    values = typed(coordinator.browser, path, text="Te vroeg", way="phone", on_date="1-1-2030")
    autosave(coordinator, values)
    again = send(coordinator.browser, path, values)
    assert again.status_code == 422
    assert "U hebt hier een concept" not in again.text
    assert autosave(coordinator, fields_of(again.text) | {"text": "Te vroeg, beter"}) == 200
    assert len(drafts(working)) == 1


@pytest.mark.parametrize("sends_referrer", [True, False])
def test_a_draft_is_put_back_only_where_its_page_opens(
    coordinator: Person, working: Working, sends_referrer: bool
) -> None:
    """Another form of the page came back from an address that only takes it."""
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
    browser, path = coordinator.browser, f"/matching/{request}/{offer}"
    autosave(coordinator, typed(browser, path, reason="Zij wonen om de hoek"))
    headers = {"Referer": f"http://{browser.host}{path}"} if sends_referrer else {}
    failed = browser.client.post(
        f"{path}/niet-samen",
        data={"kind": "", "csrf_token": fields_of(browser.get(path).text)["csrf_token"]},
        base_url=f"http://{browser.host}",
        headers=headers,
    )
    assert failed.status_code == 422
    assert "U hebt hier een concept" in failed.text
    links = restore_links(failed.text)
    assert bool(links) is sends_referrer
    for link in links:
        assert "Zij wonen om de hoek" in browser.get(link).text


def test_a_draft_is_thrown_away(coordinator: Person, path: str, working: Working) -> None:
    autosave(coordinator, typed(coordinator.browser, path, text="Weg ermee"))
    [kept] = drafts(working)
    answer = coordinator.browser.post(f"/concepten/{kept.id}/weg", page=path)
    assert answer.status_code == 303
    assert drafts(working) == []


def test_nothing_typed_is_no_draft(coordinator: Person, path: str, working: Working) -> None:
    values = typed(coordinator.browser, path, text="Iets")
    autosave(coordinator, values)
    assert autosave(coordinator, {**values, "text": " "}) == 200
    assert drafts(working) == []


def test_a_draft_is_its_members_own(
    coordinator: Person, admin: Person, path: str, working: Working
) -> None:
    values = typed(coordinator.browser, path, text="Van mij")
    autosave(coordinator, values)
    [kept] = drafts(working)
    theirs = fields_of(admin.browser.get(path).text)
    assert autosave(admin, {**theirs, "concept": values["concept"], "text": "Van een ander"}) == 422
    assert "concept van" not in admin.browser.get(path).text
    assert "Van mij" not in admin.browser.get(f"{path}?concept={kept.id}").text
    assert admin.browser.post(f"/concepten/{kept.id}/weg", page=path).status_code == 404
    with working(coordinator.actor) as work:
        assert services.content_of(work, kept.id)["text"] == ["Van mij"]


def test_a_made_up_ticket_keeps_nothing(coordinator: Person, path: str, working: Working) -> None:
    values = typed(coordinator.browser, path, text="Iets")
    assert autosave(coordinator, {**values, "concept": values["concept"][:-3] + "aaa"}) == 422
    assert autosave(coordinator, {**values, "concept": ""}) == 422
    assert drafts(working) == []


def test_secrets_and_long_texts_are_not_kept(
    coordinator: Person, path: str, working: Working
) -> None:
    values = typed(coordinator.browser, path, text="Iets", new_password="geheim", api_token="x")
    autosave(coordinator, {**values, "postcode4": "3911"})
    with working(coordinator.actor) as work:
        kept = services.content_of(work, work.session.scalars(select(Draft.id)).one())
    assert kept == {"text": ["Iets"], "postcode4": ["3911"]}
    assert autosave(coordinator, {**values, "text": "x" * 300_000}) == 413
    assert 'name="concept"' not in coordinator.browser.get("/wachtwoord").text


def test_a_consent_is_given_anew(coordinator: Person, working: Working) -> None:
    page = "/aanmeldingen/nieuw"
    autosave(coordinator, typed(coordinator.browser, page, first_name="Samira", consent="ja"))
    [link] = restore_links(coordinator.browser.get(page).text)
    shown = coordinator.browser.get(link).text
    assert 'value="Samira"' in shown
    assert "checked" not in shown.partition('name="consent"')[2][:120]


def test_after_the_login_ended_the_form_waits_for_its_member(
    app: Flask,
    coordinator: Person,
    path: str,
    office: Office,
    tenant: TenantContext,
    working: Working,
) -> None:
    browser = coordinator.browser
    values = typed(browser, path, text=STORY, way="phone", on_date="23-11-2026")
    _let_logins_end(working)
    answer = send(browser, path, values)
    assert answer.status_code == 302
    assert f"verder={path}".replace("/", "%2F") in answer.location.replace("/", "%2F")
    assert drafts(working) == []
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if "buurt-concept" in c)
    assert "HttpOnly" in cookie
    assert "Domain" not in cookie
    # Nobody else gets it: a colleague at the same computer, or the member at another one.
    colleague = hire(app, office, tenant, Role.ADMIN, "Ada")
    browser.log_in(_login_of(colleague))
    assert "concept van" not in browser.get(path).text
    browser.log_in(_new_login(working, coordinator))
    assert "U hebt hier een concept van vandaag" in browser.get(path).text
    assert browser.client.get_cookie("buurt-concept", domain=browser.host) is None
    [link] = restore_links(browser.get(path).text)
    assert "Een lang verhaal" in browser.get(link).text
    with working() as work:
        # Nothing was done by itself.
        assert work.session.scalar(select(func.count(ContactMoment.id))) == 0
        assert work.session.scalar(select(func.count(ParkedForm.id))) == 0


@pytest.mark.parametrize("gone", ["no cookie", "logged out", "other login", "left"])
def test_a_form_without_its_own_login_is_shown_back_and_kept_nowhere(
    gone: str,
    coordinator: Person,
    admin: Person,
    path: str,
    working: Working,
) -> None:
    browser = coordinator.browser
    values = typed(browser, path, text=STORY)
    _let_logins_end(working)
    if gone == "no cookie":
        browser.client.delete_cookie(browser.cookie, domain=browser.host)
    elif gone == "other login":
        browser.log_in(_login_of(admin))
    else:
        with working() as work:
            if gone == "left":
                mine = Membership.id == coordinator.account.membership_id
                ended = update(Membership).where(mine).values(ended_at=func.now())
                work.session.execute(ended)
            else:
                work.session.execute(delete(AccountSession))
    answer = send(browser, path, values)
    assert answer.status_code == 401
    assert "Een lang verhaal over Elif &lt;b&gt;" in answer.text
    with working() as work:
        assert work.session.scalar(select(func.count(ParkedForm.id))) == 0


def test_a_stale_token_loses_nothing(coordinator: Person, path: str, working: Working) -> None:
    values = typed(coordinator.browser, path, text=STORY, way="visit", on_date="23-11-2026")
    answer = send(coordinator.browser, path, {**values, "csrf_token": "oud"})
    assert answer.status_code == 303
    page = coordinator.browser.get(answer.location).text
    assert "stond te lang open" in page
    assert "Een lang verhaal over Elif" in page
    assert send(coordinator.browser, path, values | fields_of(page)).status_code == 303
    assert drafts(working) == []


def test_a_stale_token_and_an_ended_login_lose_nothing(
    coordinator: Person, path: str, working: Working
) -> None:
    values = typed(coordinator.browser, path, text=STORY)
    _let_logins_end(working)
    coordinator.browser.client.delete_cookie("buurt-form", domain=coordinator.browser.host)
    assert send(coordinator.browser, path, values).status_code == 302
    coordinator.browser.log_in(_new_login(working, coordinator))
    assert "U hebt hier een concept van vandaag" in coordinator.browser.get(path).text


def test_a_foreign_site_keeps_nothing(coordinator: Person, path: str, working: Working) -> None:
    answer = send(coordinator.browser, path, {"text": "Van elders", "way": "phone"})
    assert answer.status_code == 400
    assert drafts(working) == []


@pytest.mark.parametrize("door", ["/ik-zoek-steun", "/een-gezin-aanmelden"])
def test_a_public_form_with_a_stale_token_is_shown_again(visitor: Browser, door: str) -> None:
    answer = send(visitor, door, {"story": STORY, "contact": "0612345678", "csrf_token": "oud"})
    assert answer.status_code == 422
    assert "stond te lang open" in answer.text
    assert "Een lang verhaal over Elif &lt;b&gt;" in answer.text
    assert 'value="0612345678"' in answer.text
    assert fields_of_public(answer.text)


def test_a_stale_login_form_does_not_log_in(visitor: Browser) -> None:
    answer = send(visitor, "/inloggen", {"email": "a@b.example", "password": "geheim"})
    assert answer.status_code == 422
    assert 'value="a@b.example"' in answer.text
    assert "geheim" not in answer.text


def test_a_crash_keeps_what_was_typed(
    app: Flask,
    coordinator: Person,
    path: str,
    working: Working,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = typed(coordinator.browser, path, text=STORY, way="visit", on_date="23-11-2026")

    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr("core.families.services.note_contact", broken)
    monkeypatch.setattr(app, "testing", False)
    answer = send(coordinator.browser, path, values)
    assert answer.status_code == 500
    assert "is bewaard als concept" in answer.text
    [link] = restore_links(answer.text)
    assert "Een lang verhaal" in coordinator.browser.get(link).text
    without = send(coordinator.browser, path, {**values, "concept": ""})
    assert without.status_code == 500
    assert "Een lang verhaal over Elif &lt;b&gt;" in without.text


def test_old_drafts_go_at_night(coordinator: Person, path: str, working: Working) -> None:
    autosave(coordinator, typed(coordinator.browser, path, text="Oud"))
    with working() as work:
        old = func.now() - services.EXPIRES
        work.session.execute(update(Draft).values(saved_at=old))
    assert "concept van" not in coordinator.browser.get(path).text
    with working() as work:
        services.drop_old_drafts(work)
    assert drafts(working) == []


def test_only_the_newest_of_one_form_stay(coordinator: Person, path: str, working: Working) -> None:
    for number in range(services.MOST_OF_A_FORM + 2):
        autosave(coordinator, typed(coordinator.browser, path, text=f"Nummer {number}"))
    assert len(drafts(working)) == services.MOST_OF_A_FORM


def test_scripts_come_from_here_only() -> None:
    assert "script-src 'self';" in f"{CONTENT_SECURITY_POLICY};"
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def fields_of_public(page: str) -> bool:
    return 'name="csrf_token"' in page


def _let_logins_end(working: Working) -> None:
    with working() as work:
        long_ago = func.now() - services.EXPIRES
        work.session.execute(update(AccountSession).values(last_seen_at=long_ago))


def _login_of(person: Person) -> str:
    cookie = person.browser.client.get_cookie(person.browser.cookie, domain=person.browser.host)
    assert cookie
    return cookie.value


def _new_login(working: Working, person: Person) -> str:
    with working() as work:
        return open_session(work, person.account.membership_id)
