"""The same family twice is noticed: by contact, and by name and neighbourhood."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.accounts.models import Role
from core.duplicates.models import KnownDifferent
from core.duplicates.names import are_alike, folded, folded_column
from core.duplicates.noticing import alike_to_family, alike_to_referral
from core.families.models import Consent, Family, FamilyFile, FamilyRole
from core.families.services import NewFamily, NewMember, create_family
from core.referrals.models import Referral, ReferralState
from core.referrals.services import accept, receive
from core.work import Office, Work
from tenants.context import TenantContext
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Person, Working, hire
from tests.referrals.drafts import SAMIRA, counted

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def known(
    work: Work,
    name: str = "Haddad",
    phone: str = "+31699999999",
    postcode4: str = "1506",
    *,
    coordinator: Person | None = None,
    first_name: str = "Nour",
) -> UUID:
    member = NewMember(kind="parent", first_name=first_name, phone=phone)  # type: ignore[arg-type]
    me = coordinator.account.membership_id if coordinator else None
    return create_family(work, NewFamily(name, "Zaandam", postcode4, "nl", ASKING, me, (member,)))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Aydın-de Wit", "de Wit - Aydin", True),
        ("VAN DER MEER", "Meer", True),
        ("Janssen", "Jansen", True),
        ("Dijkstra", "Dykstra", True),
        ("El Haddadi", "Haddadi", True),
        ("Müller", "Muller-Bakker", True),
        ("Hadadi", "Haddadi", True),
        ("Bouazza", "Bouaza", True),
        ("Bakker", "Bakkes", False),
        ("de Vries", "de Wit", False),
        ("Kaya", "Kara", False),
        ("", "Kaya", False),
        ("van de", "de van", True),
    ],
)
def test_names_that_may_be_one(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def test_names_fold_alike_in_the_database(working: Working) -> None:
    names = ["Çelik-Öztürk", "Janssen", "Van IJzendoorn", "Łukasiewicz", "İnci ıldız", "Smidt"]
    with working() as work:
        for name in names:
            work.add(Family(name=name, created_on=work.today))
        found = work.session.execute(select(Family.name, folded_column(Family.name))).all()
    assert {row[0]: row[1] for row in found} == {name: folded(name) for name in names}


def test_a_sign_up_of_a_known_family(coordinator: Person, working: Working) -> None:
    with working() as work:
        by_phone = known(work, "Bakker", SAMIRA.contact, "3911")
        by_name = known(work, "el-Haddad")
        known(work, "Haddad", postcode4="3911")
        known(work, "Visser")
        referral_id = receive(work, replace(SAMIRA, family_name="Haddad"))
        referral = work.find(Referral, referral_id)
        found = alike_to_referral(work, referral).families
    assert [(one.family_id, one.by_contact) for one in found] == [
        (by_phone, True), (by_name, False),
    ]  # fmt: skip
    page = coordinator.browser.get(f"/aanmeldingen/{referral_id}").text
    assert "Lijkt op een gezin dat er al is" in page
    assert "el-Haddad" in page
    assert "Visser" not in page


def test_a_known_family_needs_no_name_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        family_id = known(work, "Bakker", SAMIRA.contact, "3911")
        referral_id = receive(work, SAMIRA)
    me = str(coordinator.account.membership_id)
    answers = {"decision": "accepteren", "family_id": str(family_id), "coordinator_id": me}
    done = coordinator.browser.post(f"/aanmeldingen/{referral_id}", answers)
    assert done.status_code == 303
    assert str(family_id) in done.location


def test_by_first_name_when_there_is_no_other(working: Working) -> None:
    with working() as work:
        family = known(work, first_name="Sámira")
        known(work, first_name="Noor")
        referral = work.find(Referral, receive(work, SAMIRA))
        assert [one.family_id for one in alike_to_referral(work, referral).families] == [family]


def test_two_open_sign_ups_of_one_family(coordinator: Person, working: Working) -> None:
    with working() as work:
        first = receive(work, SAMIRA)
        second = receive(work, replace(SAMIRA, contact="+31687654321", family_name="Haddad"))
        other = receive(work, replace(SAMIRA, first_name="Noor", contact="+31611111111"))
        [found] = alike_to_referral(work, work.find(Referral, first)).referrals
        assert (found.referral_id, found.by_contact) == (second, False)
        assert not alike_to_referral(work, work.find(Referral, other)).referrals
    page = coordinator.browser.get(f"/aanmeldingen/{first}")
    assert "ook een open aanmelding" in page.text
    said = coordinator.browser.post(
        f"/aanmeldingen/{first}/ander-gezin/{second}", page=f"/aanmeldingen/{first}"
    )
    assert said.location == f"/aanmeldingen/{first}"
    for one in (first, second):
        assert "ook een open aanmelding" not in coordinator.browser.get(f"/aanmeldingen/{one}").text


def test_another_family_is_not_asked_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = known(work, "Haddad", SAMIRA.contact)
        referral = receive(work, replace(SAMIRA, family_name="Haddad"))
    path = f"/aanmeldingen/{referral}"
    for _again in range(2):
        coordinator.browser.post(f"{path}/ander-gezin/{family}", page=path)
    assert "Lijkt op een gezin" not in coordinator.browser.get(path).text
    with working(coordinator.actor) as work:
        assert work.session.scalar(select(func.count(KnownDifferent.id))) == 1
        made = accept(
            work, referral, coordinator_id=coordinator.account.membership_id,
            family_name="Haddad", place="Zaandam",
        )  # fmt: skip
        work.session.flush()
        # What was said of the sign-up holds for its family, seen from either side.
        assert not alike_to_family(work, work.find(Family, made))
        assert not alike_to_family(work, work.find(Family, family))


def test_the_same_family_signs_up_once_more(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = known(work, phone=SAMIRA.contact, coordinator=coordinator)
        referral = receive(work, SAMIRA)
    path = f"/aanmeldingen/{referral}"
    done = coordinator.browser.post(f"{path}/hetzelfde-gezin/{family}", page=path)
    assert done.location == f"/gezinnen/{family}"
    with working() as work:
        row = work.find(Referral, referral)
        assert (row.state, row.family_id) == (ReferralState.ACCEPTED, family)
        assert work.session.scalar(select(func.count(FamilyFile.id))) == 1
        assert work.session.scalar(select(func.count(Consent.id))) == 1


def test_the_same_family_gets_another_role(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = known(work, phone=SAMIRA.contact, coordinator=coordinator)
        referral = receive(work, replace(SAMIRA, role=OFFERING))
    path = f"/aanmeldingen/{referral}"
    coordinator.browser.post(f"{path}/hetzelfde-gezin/{family}", page=path)
    with working() as work:
        roles = work.session.execute(select(FamilyFile.role, FamilyFile.coordinator_id)).all()
        me = coordinator.account.membership_id
        assert {tuple(row) for row in roles} == {(ASKING, me), (OFFERING, me)}


def test_a_colleagues_family_shows_what_the_list_shows_and_asks_a_reason(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Femke Bos")
    with working() as work:
        family = known(work, phone=SAMIRA.contact, coordinator=colleague, first_name="Geheim")
        referral = receive(work, SAMIRA)
    path = f"/aanmeldingen/{referral}"
    page = coordinator.browser.get(path).text
    assert "Femke Bos" in page
    assert "Geheim" not in page
    done = coordinator.browser.post(f"{path}/hetzelfde-gezin/{family}", page=path)
    assert f"/gezinnen/{family}/reden" in done.location
    with working() as work:
        assert work.find(Referral, referral).state == ReferralState.NEW


def test_ids_of_another_tenant_and_nobodys_do_not_exist(
    office: Office, coordinator: Person, working: Working, make_tenant: MakeTenant
) -> None:
    with office.work(make_tenant()) as elsewhere:
        theirs = known(elsewhere)
        their_referral = receive(elsewhere, SAMIRA)
    with working() as work:
        family, referral = known(work, coordinator=coordinator), receive(work, SAMIRA)
    for foreign in (theirs, their_referral, uuid4()):
        for path in (
            f"/aanmeldingen/{referral}/hetzelfde-gezin/{foreign}",
            f"/aanmeldingen/{referral}/ander-gezin/{foreign}",
            f"/aanmeldingen/{foreign}/hetzelfde-gezin/{family}",
            f"/gezinnen/{family}/ander-gezin/{foreign}",
            f"/gezinnen/{foreign}/ander-gezin/{family}",
        ):
            assert coordinator.browser.post(path, page="/aanmeldingen").status_code == 404


def test_noticing_costs_the_same_with_many_families(office: Office, working: Working) -> None:
    def statements() -> int:
        with working() as work, counted(office) as sent:
            alike_to_referral(work, work.find(Referral, referral))
        return len(sent)

    with working() as work:
        referral = receive(work, replace(SAMIRA, family_name="Haddad"))
        for _number in range(3):
            known(work)
    few = statements()
    with working() as work:
        for _number in range(20):
            known(work)
    assert statements() == few
