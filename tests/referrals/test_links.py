"""What a referrer sees behind the link: three words, for a time, and nothing of the family."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.couplings.models import Coupling, CouplingPhase
from core.families.models import Consent, FamilyRole
from core.families.services import assign_coordinator, close_file
from core.mail.models import Message
from core.referrals import services
from core.referrals.models import Referral, StatusLink
from core.referrals.references import status_reference
from core.settings import Settings
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.ids import new_id
from tests.families.households import couple, make_family
from tests.fixtures_web import TODAY, Browser, Person, Working, hire, host_of
from tests.referrals.drafts import JORIS, MERYEM, SAMIRA, counted


@pytest.fixture
def referral(working: Working) -> UUID:
    with working() as work:
        return services.receive(work, MERYEM)


def link(working: Working, referral: UUID) -> str:
    """The newest link about a referral."""
    with working() as work:
        about = select(StatusLink.id).where(StatusLink.referral_id == referral)
        newest = work.session.scalars(about.order_by(StatusLink.id.desc())).first()
        assert newest
        return f"/v/{status_reference(work, newest)}"


def accepted(work: Work, referral: UUID, coordinator: Person) -> UUID:
    return services.accept(
        work, referral, coordinator_id=coordinator.account.membership_id,
        family_name="Aydin", place="Rhenen",
    )  # fmt: skip


def now(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    items = re.findall(r"<li.*?</li>", answer.text, re.DOTALL)
    [current] = [item for item in items if 'aria-current="step"' in item]
    return next(word for word in ("Ontvangen", "In gesprek", "Afgerond") if word in current)


def test_the_three_words(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    path = link(working, referral)
    assert now(visitor, path) == "Ontvangen"
    with working(coordinator.actor) as work:
        services.ask_referrer(work, referral, question="Mag ik bellen?")
    assert now(visitor, path) == "In gesprek"
    with working(coordinator.actor) as work:
        accepted(work, referral, coordinator)
    assert now(visitor, path) == "In gesprek"


def _declined(work: Work, referral: UUID, _person: Person) -> None:
    services.decline(work, referral, reason="other", note="Past niet", message="")


def _referred_on(work: Work, referral: UUID, _person: Person) -> None:
    services.refer_on(work, referral, destination="home_start", note="", message="")


def _file_closed(work: Work, referral: UUID, person: Person) -> None:
    close_file(work, accepted(work, referral, person), FamilyRole.ASKING, "moved")


def _coupled(work: Work, referral: UUID, person: Person) -> None:
    family = accepted(work, referral, person)
    other = make_family(work, person.account.membership_id, "Verhoef", FamilyRole.OFFERING)
    pair = couple(work, family, other, CouplingPhase.ACTIVE)
    work.find(Coupling, pair.coupling).active_from = work.today


ENDS: list[Callable[[Work, UUID, Person], None]] = [
    _declined, _referred_on, _file_closed, _coupled,
]  # fmt: skip


def test_every_end_looks_the_same(working: Working, visitor: Browser, coordinator: Person) -> None:
    pages = []
    for end in ENDS:
        with working() as work:
            referral = services.receive(work, MERYEM)
        with working(coordinator.actor) as work:
            end(work, referral, coordinator)
        path = link(working, referral)
        assert now(visitor, path) == "Afgerond", end.__name__
        pages.append(visitor.get(path).text.replace(path, "…"))
    assert len(set(pages)) == 1


def test_it_tells_nothing_else(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID, office: Office,
    app: Flask, tenant: TenantContext,
) -> None:  # fmt: skip
    path = link(working, referral)
    with working(coordinator.actor) as work:
        family = accepted(work, referral, coordinator)
    before = visitor.get(path).text
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Wim Collega")
    with working(coordinator.actor) as work:
        assign_coordinator(work, family, FamilyRole.ASKING, colleague.account.membership_id)
    assert visitor.get(path).text == before
    for said in ("Meryem", "Aydin", "Joris", "Wim", coordinator.account.name, "Zaagmolen"):
        assert said not in before
    assert "23 november 2026" in before  # the day that the referrer sent it


def test_it_ends_after_its_term(
    settings: Settings, working: Working, tenant: TenantContext, referral: UUID
) -> None:
    path, answers = link(working, referral), []
    for days in (92, 93):
        later = create_app(settings, FixedClock(TODAY + timedelta(days=days)))
        answers.append(Browser(later, host_of(tenant)).get(path))
        later.extensions["office"].database.close()
    assert [answer.status_code for answer in answers] == [200, 410]
    assert "Deze link werkt niet meer" in answers[1].text


def test_a_withdrawn_consent_ends_it_at_once_and_for_good(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    path = link(working, referral)
    with working(coordinator.actor) as work:
        family = accepted(work, referral, coordinator)
        [consent] = work.session.scalars(select(Consent).where(Consent.family_id == family))
    assert visitor.get(path).status_code == 200
    page = f"/gezinnen/{family}/toestemming"
    coordinator.browser.post(f"/toestemming/{consent.id}/intrekken", page=page)
    over = visitor.get(path)
    assert over.status_code == 410
    detail = f"/aanmeldingen/{referral}"
    coordinator.browser.post(f"{detail}/link", page=detail)
    shown = coordinator.browser.get(detail).text
    assert "Het gezin trok de toestemming in" in shown
    with working(coordinator.actor) as work:
        work.add(Consent(family_id=family, purpose="file", given_by="Meryem", given_on=work.today))
    assert visitor.get(path).status_code == 410
    with working(coordinator.actor) as work:
        assert services.send_link(work, referral)
    assert visitor.get(link(working, referral)).status_code == 200


def test_a_consent_withdrawn_elsewhere_ends_it_too(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    """Whatever withdrew it: the page looks at the consent itself."""
    with working(coordinator.actor) as work:
        family = accepted(work, referral, coordinator)
        [consent] = work.session.scalars(select(Consent).where(Consent.family_id == family))
        consent.withdrawn_on = work.today
    assert visitor.get(link(working, referral)).status_code == 410


def test_every_link_that_is_over_says_the_same(
    working: Working, visitor: Browser, coordinator: Person
) -> None:
    pages = []
    for what in ("withdrawn", "replaced", "expired", "consent"):
        with working() as work:
            referral = services.receive(work, MERYEM)
        path = link(working, referral)
        with working(coordinator.actor) as work:
            row = work.find(StatusLink, referral)
            if what == "withdrawn":
                services.withdraw_link(work, referral)
            elif what == "replaced":
                services.send_link(work, referral)
            elif what == "expired":
                row.expires_on = TODAY - timedelta(days=1)
            else:
                family = accepted(work, referral, coordinator)
                mine = select(Consent).where(Consent.family_id == family)
                work.session.scalars(mine).one().withdrawn_on = TODAY
        answer = visitor.get(path)
        said = answer.text.replace(path, "…")
        pages.append((answer.status_code, said, answer.headers["Cache-Control"]))
    assert len(set(pages)) == 1


def test_the_mail_holds_the_link_and_a_new_one_replaces_it(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    first = link(working, referral)
    page = f"/aanmeldingen/{referral}"
    assert coordinator.browser.post(f"{page}/link", page=page).status_code == 303
    second = link(working, referral)
    with working() as work:
        rows = work.session.scalars(select(Message).order_by(Message.id)).all()
        bodies = [
            (row.kind, row.subject + work.vault.open(Message.body, row.id, row.body))
            for row in rows
        ]
    told = dict(bodies)
    assert first in told["referral.received"]
    assert second in told["referral.status"]
    assert not any("Meryem" in body or "Joris" in body for body in told.values())
    assert [visitor.get(path).status_code for path in (first, second)] == [410, 200]


def test_without_a_mail_address_the_coordinator_passes_it_on(
    working: Working, visitor: Browser, coordinator: Person
) -> None:
    with working() as work:
        by_phone = replace(MERYEM, referrer=replace(JORIS, contact="+31612345678"))
        referral = services.receive(work, by_phone)
    page = f"/aanmeldingen/{referral}"
    coordinator.browser.post(f"{page}/link", page=page)
    shown = coordinator.browser.get(page).text
    assert link(working, referral) in shown
    assert "Geef deze link zelf door" in shown


def test_the_list_tells_who_has_one(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    page = coordinator.browser.get("/aanmeldingen/links").text
    assert "Joris Wester" in page
    assert "nog niet" in page
    visitor.get(link(working, referral))
    page = coordinator.browser.get("/aanmeldingen/links").text
    assert "23-11-2026" in page
    posted = coordinator.browser.post(
        f"/aanmeldingen/{referral}/link/intrekken", page="/aanmeldingen/links"
    )
    assert posted.status_code == 303
    assert "Joris Wester" not in coordinator.browser.get("/aanmeldingen/links").text
    assert visitor.get(link(working, referral)).status_code == 410


def test_the_list_asks_as_often_for_many(
    working: Working, office: Office, coordinator: Person
) -> None:
    counts = []
    for more in (5, 20):
        with working() as work:
            for _number in range(more):
                services.receive(work, MERYEM)
        with counted(office) as sent:
            coordinator.browser.get("/aanmeldingen/links")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_who_signed_itself_up_has_none(
    working: Working, visitor: Browser, coordinator: Person
) -> None:
    with working() as work:
        referral = services.receive(work, SAMIRA)
        path = f"/v/{status_reference(work, referral)}"
    assert visitor.get(path).status_code == 404
    page = f"/aanmeldingen/{referral}"
    assert "De link van de verwijzer" not in coordinator.browser.get(page).text


def test_one_link_tells_of_one_referral(
    working: Working, visitor: Browser, coordinator: Person, referral: UUID
) -> None:
    with working() as work:
        other = services.receive(work, replace(MERYEM, first_name="Elif"))
    with working(coordinator.actor) as work:
        _declined(work, other, coordinator)
    assert now(visitor, link(working, referral)) == "Ontvangen"


def test_unknown_ones_are_nothing_and_guessing_is_slowed_down(
    app: Flask, working: Working, visitor: Browser, referral: UUID, other_tenant: TenantContext
) -> None:
    path = link(working, referral)
    elsewhere = Browser(app, host_of(other_tenant))
    assert elsewhere.get(path).status_code == elsewhere.get("/v/onzin").status_code == 404
    with working() as work:
        signed = f"/v/{status_reference(work, new_id())}"
    tried = [visitor.get(address).status_code for address in (signed, *["/v/onzin"] * 31)]
    assert tried == [404] * 30 + [429] * 2
    assert visitor.get(path).status_code == 200


def test_nobody_keeps_or_finds_it(working: Working, visitor: Browser, referral: UUID) -> None:
    path = link(working, referral)
    with capture_logs() as logged:
        answer = visitor.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert path.removeprefix("/v/") not in str(logged)


def test_only_who_works_with_families_hands_links_out(
    app: Flask, office: Office, working: Working, coordinator: Person, gemeente_officer: Person,
    other_tenant: TenantContext, referral: UUID, tenant: TenantContext,
) -> None:  # fmt: skip
    path = f"/aanmeldingen/{referral}/link"
    assert gemeente_officer.browser.get("/aanmeldingen/links").status_code == 403
    assert gemeente_officer.browser.post(path, page="/wachtwoord").status_code == 403
    stranger = hire(app, office, other_tenant, Role.ADMIN)
    for act in (path, f"{path}/intrekken"):
        assert stranger.browser.post(act, page="/wachtwoord").status_code == 404
    assert "Joris" not in stranger.browser.get("/aanmeldingen/links").text
    with working(coordinator.actor) as work:
        accepted(work, referral, coordinator)
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Wim Collega")
    asked = colleague.browser.post(path, page="/wachtwoord")
    assert asked.status_code == 302 and "/reden" in asked.location
    with working() as work:
        assert work.find(Referral, referral).referrer_id
        assert len(work.session.scalars(select(StatusLink)).all()) == 1
