"""Ninety, thirty and seven days before the end: told once, to the programme managers."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.licences.notice import licence_notice
from core.licences.warning import warn_of_licence_end
from core.mail.models import Message
from core.method.choice import make_default, switch_off, switch_on
from core.work import Office, Work
from tenants.context import TenantContext
from tests.couplings.pairs import introduced
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Working, hire
from tests.licences.granting import grant, organisation_of, welfare_tenant
from tests.method.variants import installed, variant

END = date(2026, 12, 31)
A_DAY = timedelta(days=1)


def told(office: Office, tenant: TenantContext, day: date) -> int:
    """Run the task on a day; how many mails there are after it."""
    with office.work(tenant) as work:
        work.today = day
        warn_of_licence_end(work)
    with office.work(tenant) as work:
        return len(_letters(work))


def _letters(work: Work) -> list[Message]:
    query = select(Message).where(Message.kind == "licence.ends")
    return list(work.session.scalars(query))


def test_told_once_at_each_moment(app: Flask, office: Office, make_tenant: MakeTenant) -> None:
    tenant = welfare_tenant(make_tenant)
    here = organisation_of(office, tenant)
    grant(office, here, END)
    for role in (Role.ADMIN, Role.COORDINATOR, Role.GEMEENTE):
        hire(app, office, tenant, role)
    days = [(91, 0), (90, 1), (90, 1), (60, 1), (30, 2), (7, 3), (6, 3), (0, 3), (-1, 3)]
    assert [told(office, tenant, END - left * A_DAY) for left, _mails in days] == [
        mails for _left, mails in days
    ]
    with office.work(tenant) as work:
        letter = _letters(work)[0]
        assert "31 december 2026" in work.vault.open(Message.body, letter.id, letter.body)
    longer = END + 365 * A_DAY
    grant(office, here, longer, from_on=END + A_DAY)
    assert told(office, tenant, END - 7 * A_DAY) == 3
    assert told(office, tenant, longer - 30 * A_DAY) == 4


def test_of_several_moments_at_once_the_last_is_told(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    hire(app, office, tenant, Role.ADMIN)
    grant(office, organisation_of(office, tenant), END)
    assert [told(office, tenant, END - left * A_DAY) for left in (5, 4)] == [1, 1]


def test_the_stichting_is_never_told(office: Office, tenant: TenantContext) -> None:
    assert told(office, tenant, TODAY) == 0


@pytest.mark.parametrize(
    ("until", "admin_reads", "coordinator_reads"),
    [
        (TODAY + 91 * A_DAY, "", ""),
        (TODAY + 30 * A_DAY, "De licentie loopt af.", ""),
        (TODAY - A_DAY, "geen nieuwe koppelingen beginnen", "geen nieuwe koppelingen beginnen"),
    ],
)
def test_what_the_pages_say(
    app: Flask,
    office: Office,
    make_tenant: MakeTenant,
    until: date,
    admin_reads: str,
    coordinator_reads: str,
) -> None:
    tenant = welfare_tenant(make_tenant)
    grant(office, organisation_of(office, tenant), until)
    for role, words in ((Role.ADMIN, admin_reads), (Role.COORDINATOR, coordinator_reads)):
        person = hire(app, office, tenant, role)
        pages = ["/week", "/matching"] + (["/instellingen"] if role is Role.ADMIN else [])
        for path in pages:
            page = person.browser.get(path)
            assert page.status_code == 200
            assert ("icentie" in page.text) == bool(words)
            assert words in page.text


def test_the_notice_goes_when_the_licence_is_extended(
    office: Office, make_tenant: MakeTenant, working: Working
) -> None:
    tenant = welfare_tenant(make_tenant)
    here = organisation_of(office, tenant)
    grant(office, here, TODAY + 7 * A_DAY)
    with office.work(tenant) as work:
        notice = licence_notice(work, for_admin=True)
        assert notice
        assert "Nog 7 dagen" in notice.text
    grant(office, here, TODAY + 400 * A_DAY, from_on=TODAY)
    with office.work(tenant) as work:
        assert licence_notice(work, for_admin=True) is None
    with working() as work:
        assert licence_notice(work, for_admin=True) is None


def test_families_that_are_meeting_are_warned_for(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    grant(office, organisation_of(office, tenant), TODAY + 30 * A_DAY)
    admin, coordinator = (
        hire(app, office, tenant, role) for role in (Role.ADMIN, Role.COORDINATOR)
    )
    with office.work(tenant) as work:
        meeting = introduced(work)
    assert told(office, tenant, TODAY) == 1
    with office.work(tenant) as work:
        [letter] = _letters(work)
        body = work.vault.open(Message.body, letter.id, letter.body)
    assert "Er is 1 kennismaking." in body
    assert "Aydin" not in body and "Verhoef" not in body
    for person in (admin, coordinator):
        assert "Er is 1 kennismaking." in person.browser.get("/week").text
    page = coordinator.browser.get(f"/koppelingen/{meeting}").text
    assert "23 december 2026" in page
    assert "uiterlijk die dag" in page


def test_an_introduction_by_a_method_that_went_off_counts_too(
    office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    here = organisation_of(office, tenant)
    grant(office, here, TODAY + 7 * A_DAY)
    grant(office, here, TODAY + 400 * A_DAY, variant="short")
    with installed(variant("short")), office.work(tenant) as work:
        introduced(work)
        switch_on(work, "short")
        make_default(work, "short")
        switch_off(work, "standard")
        notice = licence_notice(work, for_admin=False)
    assert notice and "Er is 1 kennismaking." in notice.text
