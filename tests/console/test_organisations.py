"""Organisations, licences and programmes, as the Stichting's operators keep them."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Invitation, Membership
from core.licences.queries import licence_covers
from core.work import Office
from tenants.context import TenantContext
from tenants.directory import find_by_slug
from tenants.models import AuditEntry, ConsoleEvent, Organisation
from tests.figures.operators import operator_browser
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Browser, Person
from tests.isolation.emitted import statements_of
from tests.licences.granting import grant, organisation, organisation_of, welfare_tenant

PROGRAMME = {
    "area": "Lopik", "inhabitants": "14000", "inhabitants_on": "1-1-2026", "begins": "nee",
    "inhabitants_source": "CBS", "admin_name": "Ada Beheer", "admin_email": "ada@voorbeeld.example",
}  # fmt: skip
LICENCE = {"variant": "standard", "from_on": "1-1-2026", "until": "31-12-2027"}


@pytest.fixture
def operator(app: Flask, office: Office) -> Browser:
    return operator_browser(app, office)


def acts_on(office: Office, organisation_id: UUID) -> list[str]:
    with office.database.console() as session:
        query = select(ConsoleEvent.action).where(ConsoleEvent.organisation_id == organisation_id)
        return list(session.scalars(query.order_by(ConsoleEvent.at)))


def id_of(office: Office, name: str) -> UUID:
    with office.database.console() as session:
        return session.scalars(select(Organisation.id).where(Organisation.name == name)).one()


def test_an_organisation_gets_a_licence_that_is_extended_and_ended(
    office: Office, operator: Browser
) -> None:
    name = f"Welzijn {uuid4().hex[:8]}"
    made = operator.post("/organisaties/nieuw", {"name": name, "kind": "welfare"})
    here = id_of(office, name)
    assert made.location == f"/organisaties/{here}"
    again = operator.post("/organisaties/nieuw", {"name": name, "kind": "gemeente"})
    assert (again.status_code, "Deze naam is er al" in again.text) == (422, True)
    assert (
        operator.post("/organisaties/nieuw", {"name": "X", "kind": "stichting"}).status_code == 422
    )
    path = f"/organisaties/{here}/licentie"
    wrong = operator.post(path, {**LICENCE, "areas": "Rhenen\nLopikk"})
    assert wrong.status_code == 422
    assert "Lopik (GM0331)" in wrong.text
    assert "Lopikk" in wrong.text
    early = operator.post(path, {**LICENCE, "areas": "Rhenen", "until": "31-12-2025"})
    assert early.status_code == 422
    assert operator.post(path, {**LICENCE, "areas": "Rhenen, GM0331"}).status_code == 303
    page = operator.get(f"/organisaties/{here}").text
    assert "Lopik, Rhenen" in page
    licence = page.split("/licenties/")[1].split("/")[0]
    longer = {"areas": "Rhenen", "until": "30-6-2028", "most_couplings": "12"}
    assert operator.post(f"/licenties/{licence}/wijzigen", longer).status_code == 303
    page = operator.get(f"/organisaties/{here}").text
    assert "30 juni 2028" in page
    assert "hooguit 12 koppelingen" in page
    ended = f"/licenties/{licence}/beeindigen"
    assert operator.post(ended, {"ended_on": "1-1-2026"}).status_code == 422
    assert operator.post(ended, {"ended_on": "23-11-2026"}).status_code == 303
    assert "Afgelopen" in operator.get(f"/organisaties/{here}").text
    assert operator.post(f"/licenties/{licence}/wijzigen", longer).status_code == 422
    assert acts_on(office, here) == [
        "organisation.added", "licence.granted", "licence.changed", "licence.ended",
    ]  # fmt: skip
    assert "Licentie verleend" in operator.get("/logboek").text
    changed = operator.post(f"/organisaties/{here}/wijzigen", {"name": name, "kind": "gemeente"})
    assert changed.status_code == 303


def test_the_stichting_gets_no_licence_and_keeps_its_kind(
    office: Office, operator: Browser, make_tenant: MakeTenant
) -> None:
    here = organisation_of(office, make_tenant())
    path = f"/organisaties/{here}/licentie"
    assert operator.post(path, {**LICENCE, "areas": "Rhenen"}).status_code == 422
    name = "Stichting Buurtgezinnen"
    operator.post(f"/organisaties/{here}/wijzigen", {"name": name, "kind": "welfare"})
    with office.database.console() as session:
        assert session.get_one(Organisation, here).kind == "stichting"


def test_a_licence_holder_begins_a_programme_within_the_licence_only(
    app: Flask, office: Office
) -> None:
    here = organisation(office)
    browser = operator_browser(app, office, here)
    path, slug = f"/organisaties/{here}/programma", f"p-{uuid4().hex[:12]}"
    told = {**PROGRAMME, "slug": slug}
    refused = browser.post(path, told)
    assert (refused.status_code, "geen licentie voor Lopik" in refused.text) == (422, True)
    grant(office, here, TODAY, areas=("GM0340",))
    assert browser.post(path, told).status_code == 422
    grant(office, here, TODAY, areas=("GM0331",), ended_on=TODAY)
    assert browser.post(path, told).status_code == 422
    grant(office, here, TODAY, areas=("GM0331",))
    assert browser.post(path, {**told, "slug": "Kan Niet"}).status_code == 422
    assert browser.post(path, told).status_code == 303
    assert browser.post(path, told).status_code == 422  # the address is taken
    with office.database.console() as session:
        made = find_by_slug(session, slug)
    assert made
    assert organisation_of(office, made) == here
    with office.work(made) as work:
        invited = work.session.scalars(select(Invitation)).one()
        assert invited.name == "Ada Beheer"
        assert licence_covers(work, "standard").covered
    assert slug in browser.get(f"/organisaties/{here}").text
    assert acts_on(office, here)[-1] == "tenant.created"


def test_a_programme_moves_and_comes_back(
    office: Office, operator: Browser, make_tenant: MakeTenant, app: Flask, admin: Person
) -> None:
    tenant = find(office, admin.browser.host.partition(".")[0])
    stichting, other = organisation_of(office, tenant), organisation(office)
    path = f"/programmas/{tenant.slug}/verplaatsen"
    assert "Bekijk wat er verandert" in operator.get(path).text
    asked = operator.get(f"{path}?naar={other}").text
    assert "geen licentie voor deze gemeente" in asked
    with office.work(tenant) as work:
        before = set(work.session.scalars(select(Membership.id)))
    moved = operator.post(path, {"naar": str(other)}, page=f"{path}?naar={other}")
    assert moved.location == f"/organisaties/{other}"
    assert organisation_of(office, tenant) == other
    assert admin.browser.get("/week").status_code == 200
    with office.work(tenant) as work:
        assert set(work.session.scalars(select(Membership.id))) == before
        assert not licence_covers(work, "standard").covered
        entry = work.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "tenant.moved")
        ).one()
        assert (entry.actor_kind, entry.subject_id) == ("operator", other)
    assert tenant.slug in operator_browser(app, office, other).get(f"/organisaties/{other}").text
    operator.post(path, {"naar": str(stichting)}, page=f"{path}?naar={stichting}")
    assert organisation_of(office, tenant) == stichting
    assert acts_on(office, other) == ["tenant.moved"]
    same = operator.get(f"{path}?naar={stichting}")
    assert same.status_code == 302


def find(office: Office, slug: str) -> TenantContext:
    with office.database.console() as session:
        found = find_by_slug(session, slug)
    assert found
    return found


def test_lists_ask_the_same_questions_however_long(
    office: Office, operator: Browser, make_tenant: MakeTenant
) -> None:
    here = organisation(office, "Welzijn Telt Mee")

    def sent(address: str) -> int:
        with statements_of(office.database) as statements:
            assert operator.get(address).status_code == 200
        return len(statements)

    addresses = ("/organisaties", f"/organisaties/{here}", "/logboek")
    before = [sent(address) for address in addresses]
    for _number in range(4):
        grant(office, here, TODAY, areas=("GM0331", "GM0340"))
        welfare_tenant(make_tenant, organisation="Welzijn Telt Mee")
        organisation(office)
    assert [sent(address) for address in addresses] == before
