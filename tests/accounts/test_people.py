"""The people who work here: invited, given another role, ended."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from core.accounts.models import Invitation, Membership, Role
from core.accounts.queries import colleagues
from core.accounts.services import add_member
from core.errors import Refused
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.accounts.people import OTHER, PASSWORD, mailed_path, mails, member
from tests.fixtures_web import Browser, Person, Working, hire, host_of
from tests.mail.test_pages import statements

NEW = {"name": "Nieuwe Collega", "email": "nieuw@voorbeeld.example", "role": "coordinator"}


def someone_new() -> dict[str, str]:
    return {**NEW, "email": f"{uuid4()}@voorbeeld.example"}


def invite(admin: Person, typed: dict[str, str]) -> None:
    answer = admin.browser.post("/medewerkers/uitnodigen", typed)
    assert (answer.status_code, answer.location) == (303, "/medewerkers")


def test_somebody_is_invited_and_joins(
    admin: Person, visitor: Browser, office: Office, tenant: TenantContext, working: Working
) -> None:
    typed = someone_new()
    invite(admin, typed)
    page = admin.browser.get("/medewerkers").text
    assert typed["email"] in page
    [(to, text)] = mails(office, tenant)
    assert to == typed["email"]
    assert tenant.name in text
    path = mailed_path(office, tenant)
    assert 'value="Nieuwe Collega"' in visitor.get(path).text
    joined = {"name": "Els Nieuw", "password": PASSWORD, "again": PASSWORD}
    assert visitor.post(path, joined).location == "/start"
    assert visitor.get("/start").location == "/week"
    assert "Els Nieuw" in admin.browser.get("/medewerkers").text
    assert visitor.get(path).status_code == 410
    with working() as work:
        assert {(m.name, m.role) for m in colleagues(work)} == {
            ("Els Nieuw", Role.COORDINATOR),
            ("Ada Beheer", Role.ADMIN),
        }
        actions = set(work.session.scalars(select(AuditEntry.action)))
    assert {"invitation.sent", "invitation.accepted", "membership.began", "login"} <= actions


def test_who_has_a_login_joins_with_its_own_password(
    admin: Person,
    visitor: Browser,
    office: Office,
    tenant: TenantContext,
    other_tenant: TenantContext,
) -> None:
    _id, email = member(office, other_tenant, name="Bekende Naam")
    invite(admin, {**NEW, "email": email})
    path = mailed_path(office, tenant)
    assert "U heeft al een wachtwoord" in visitor.get(path).text
    wrong = visitor.post(path, {"password": OTHER})
    assert wrong.status_code == 422
    assert visitor.post(path, {"password": PASSWORD}).location == "/start"
    assert "Bekende Naam" in admin.browser.get("/medewerkers").text


def test_an_invitation_holds_72_hours(
    admin: Person, visitor: Browser, office: Office, tenant: TenantContext, working: Working
) -> None:
    invite(admin, someone_new())
    path = mailed_path(office, tenant)
    with working() as work:
        left = work.session.scalar(select(Invitation.expires_at - func.now()))
        assert left is not None
        assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)
        work.session.execute(update(Invitation).values(expires_at=func.now()))
    joined = {"name": "Te Laat", "password": PASSWORD, "again": PASSWORD}
    assert visitor.get(path).status_code == 410
    assert visitor.post(path, joined, page="/inloggen").status_code == 410
    assert "verlopen" in admin.browser.get("/medewerkers").text


def test_a_new_invitation_replaces_the_old_one(
    admin: Person, visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    typed = someone_new()
    invite(admin, typed)
    first = mailed_path(office, tenant)
    invite(admin, typed)
    assert visitor.get(first).status_code == 410
    assert visitor.get(mailed_path(office, tenant)).status_code == 200


def test_an_invitation_can_be_withdrawn(
    admin: Person, visitor: Browser, office: Office, tenant: TenantContext, working: Working
) -> None:
    invite(admin, someone_new())
    with working() as work:
        invitation_id = work.session.scalar(select(Invitation.id))
    path = f"/medewerkers/uitnodigingen/{invitation_id}/intrekken"
    assert admin.browser.post(path, page="/medewerkers").status_code == 303
    assert visitor.get(mailed_path(office, tenant)).status_code == 410
    assert admin.browser.post(path, page="/medewerkers").status_code == 404


def test_an_invitation_of_another_tenant_does_not_open_here(
    admin: Person, office: Office, tenant: TenantContext, other_tenant: TenantContext, app: Flask
) -> None:
    invite(admin, someone_new())
    elsewhere = Browser(app, host_of(other_tenant))
    assert elsewhere.get(mailed_path(office, tenant)).status_code == 410


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "", "email": "x@y.example", "role": "admin"}, "Vul nog in: Naam"),
        ({**NEW, "email": "geen adres"}, "e-mailadres klopt niet"),
        ({**NEW, "role": "baas"}, "Wat gaat deze persoon doen?"),
    ],
)
def test_an_invitation_that_is_not_complete(
    admin: Person, office: Office, tenant: TenantContext, typed: dict[str, str], told: str
) -> None:
    answer = admin.browser.post("/medewerkers/uitnodigen", typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert mails(office, tenant) == []


def test_who_works_here_is_not_invited_again(
    admin: Person, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant)
    answer = admin.browser.post("/medewerkers/uitnodigen", {**NEW, "email": email})
    assert answer.status_code == 422
    assert "werkt hier al" in answer.text


# Roles ----------------------------------------------------------------------------------------


def change(admin: Person, member_id: UUID, role: Role) -> tuple[int, str]:
    answer = admin.browser.post(
        f"/medewerkers/{member_id}", {"role": role.value}, page="/medewerkers/uitnodigen"
    )
    return answer.status_code, answer.text


def test_another_role_ends_the_sessions_at_once(
    admin: Person, coordinator: Person, working: Working
) -> None:
    assert coordinator.browser.get("/start").status_code == 303
    assert change(admin, coordinator.account.membership_id, Role.ADMIN)[0] == 303
    assert coordinator.browser.get("/start").status_code == 302
    with working() as work:
        assert {m.role for m in colleagues(work)} == {Role.ADMIN}


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR])
def test_somebody_of_the_gemeente_gets_no_other_role(
    admin: Person, gemeente_officer: Person, role: Role
) -> None:
    status, text = change(admin, gemeente_officer.account.membership_id, role)
    assert status == 422
    assert "Beëindig dan" in text
    assert gemeente_officer.browser.get("/cijfers").status_code == 200


def test_the_last_admin_stays_admin(admin: Person) -> None:
    status, text = change(admin, admin.account.membership_id, Role.COORDINATOR)
    assert status == 422
    assert "enige programmaleider" in text
    end = admin.browser.post(f"/medewerkers/{admin.account.membership_id}/beeindigen")
    assert end.status_code == 422
    assert "enige programmaleider" in end.text
    assert admin.browser.get("/medewerkers").status_code == 200


def test_ending_asks_first_and_ends_the_sessions_at_once(
    admin: Person, coordinator: Person, working: Working
) -> None:
    path = f"/medewerkers/{coordinator.account.membership_id}/beeindigen"
    assert "Toegang beëindigen van Marit Hendriks?" in admin.browser.get(path).text
    assert coordinator.browser.get("/start").status_code == 303
    assert admin.browser.post(path).location == "/medewerkers"
    assert coordinator.browser.get("/start").status_code == 302
    assert admin.browser.get(path).status_code == 404
    with working() as work:
        assert [m.name for m in colleagues(work)] == ["Ada Beheer"]


def test_who_left_can_come_back(
    admin: Person, gemeente_officer: Person, visitor: Browser, office: Office, tenant: TenantContext
) -> None:
    path = f"/medewerkers/{gemeente_officer.account.membership_id}/beeindigen"
    admin.browser.post(path)
    invite(admin, {**NEW, "email": gemeente_officer.account.email})
    joined = {"name": "Hanna de Wolf", "password": PASSWORD, "again": PASSWORD}
    assert visitor.post(mailed_path(office, tenant), joined).location == "/start"
    assert visitor.get("/start").location == "/week"


@pytest.mark.parametrize("path", ["", "/uitnodigen", "/{id}", "/{id}/beeindigen"])
def test_only_an_admin_manages_people(
    coordinator: Person, gemeente_officer: Person, path: str
) -> None:
    path = "/medewerkers" + path.format(id=coordinator.account.membership_id)
    assert coordinator.browser.get(path).status_code == 403
    assert gemeente_officer.browser.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/medewerkers/{id}", "/medewerkers/{id}/beeindigen"])
def test_a_member_of_another_tenant_is_not_there(
    admin: Person, app: Flask, office: Office, other_tenant: TenantContext, path: str
) -> None:
    stranger = hire(app, office, other_tenant, Role.COORDINATOR).account.membership_id
    foreign = admin.browser.get(path.format(id=stranger))
    missing = admin.browser.get(path.format(id=uuid4()))
    assert (foreign.status_code, foreign.text) == (404, missing.text)
    page = "/medewerkers/uitnodigen"
    posted = admin.browser.post(path.format(id=stranger), {"role": "admin"}, page=page)
    assert posted.status_code == 404
    with office.work(other_tenant) as work:
        assert work.find(Membership, stranger).role == Role.COORDINATOR


def test_no_query_per_member(admin: Person, office: Office, tenant: TenantContext) -> None:
    counts = []
    for more in (5, 20):
        for _number in range(more):
            member(office, tenant)
        counts.append(len(list(statements(office, lambda: admin.browser.get("/medewerkers")))))
    assert counts[0] == counts[1]


# The contract that others rely on -------------------------------------------------------------


def test_add_member_finds_an_identity_and_never_its_password(
    working: Working, office: Office, other_tenant: TenantContext, visitor: Browser
) -> None:
    _id, email = member(office, other_tenant, name="Eigen Naam")
    with working() as work:
        first = add_member(
            work, email=email.upper(), name="Andere Naam", role="coordinator", password=OTHER
        )
        assert add_member(work, email=email, name="X", role=Role.COORDINATOR) == first
        assert [(m.id, m.name) for m in colleagues(work)] == [(first, "Eigen Naam")]
    with pytest.raises(Refused), working() as work:
        add_member(work, email=email, name="X", role=Role.ADMIN)
    typed = {"email": email, "password": OTHER}
    assert visitor.post("/inloggen", typed).status_code == 422
    assert visitor.post("/inloggen", {**typed, "password": PASSWORD}).status_code == 303
