"""What may be done to a family, and what is refused."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families import services
from core.families.ages import age_on
from core.families.consents import Givers, givers_for
from core.families.models import (
    AppointmentKind,
    Consent,
    ContactWay,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.queries import find_by_contact, people_of, phones_of
from core.families.services import ContactNote, NewAppointment, NewFamily, NewMember
from core.work import Office
from tenants.context import TenantContext
from tests.families.households import couple, make_family, people_ids
from tests.fixtures_web import TODAY, Person, Working


def test_a_family_is_made_with_sealed_contacts(coordinator: Person, working: Working) -> None:
    parent = NewMember(MemberKind.PARENT, "Elif", phone="06 12 34 56 78", email="Elif@Post.example")
    new = NewFamily(
        "Aydin", "Rhenen", "3911", "nl", FamilyRole.ASKING,
        coordinator.account.membership_id, (parent,),
    )  # fmt: skip
    with working(coordinator.actor) as work:
        family_id = services.create_family(work, new)
    with working(coordinator.actor) as work:
        member = work.session.scalars(
            select(FamilyMember).where(FamilyMember.family_id == family_id)
        ).one()
        assert work.vault.open(FamilyMember.phone, member.id, member.phone) == "+31612345678"
        assert member.phone_index == work.vault.blind_index("contact", "+31612345678")
        assert member.email_index == work.vault.blind_index("contact", "elif@post.example")


def test_a_family_without_a_name_or_of_nobody_here_is_refused(working: Working) -> None:
    def new(name: str, first: str, coordinator: UUID | None = None) -> NewFamily:
        members = (NewMember(MemberKind.PARENT, first),)
        return NewFamily(name, "", "", "nl", FamilyRole.ASKING, coordinator, members)

    with working() as work:
        with pytest.raises(Refused, match="naam van het gezin"):
            services.create_family(work, new(" ", "Elif"))
        with pytest.raises(Refused, match="voornaam"):
            services.create_family(work, new("Aydin", " "))
        with pytest.raises(NotFound):
            services.create_family(work, new("Aydin", "Elif", uuid4()))


@pytest.mark.parametrize(
    "written", ["0612345678", "06 12 34 56 78", "+31 6 12345678", "0031-6-12345678"]
)
def test_a_family_is_found_by_a_number_however_written(working: Working, written: str) -> None:
    with working() as work:
        family = make_family(work, None)
    with working() as work:
        found = find_by_contact(work, written)
        assert [(known.family_id, known.first_name) for known in found] == [(family, "Elif")]
        assert find_by_contact(work, "06 99 99 99 99") == ()


def test_a_contact_of_another_tenant_is_not_found(
    office: Office, other_tenant: TenantContext, working: Working
) -> None:
    with working() as work:
        make_family(work, None)
    with office.work(other_tenant) as work:
        assert find_by_contact(work, "06 12 34 56 78") == ()


def test_who_can_be_called(working: Working) -> None:
    with working() as work:
        first, second = make_family(work, None), make_family(work, None, "Bos")
        services.add_member(
            work, second, NewMember(MemberKind.ADULT, "Oma", email="oma@post.example")
        )
        reach = phones_of(work, [first, second])
        assert [r.first_name for r in reach[first]] == ["Elif"]
        assert [(r.first_name, r.email) for r in reach[second]][1] == ("Oma", "oma@post.example")
        assert (reach[first][0].phone, reach[first][0].message_safe) == ("+31612345678", True)
        assert phones_of(work, []) == {}


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(MemberKind))
def test_who_says_yes_follows_from_the_age(born_on: date, kind: MemberKind) -> None:
    age = age_on(born_on, TODAY)
    assert age is not None
    expected = Givers.GUARDIAN if age < 12 else Givers.BOTH if age < 16 else Givers.SELF
    assert givers_for(kind, age) is expected


@pytest.mark.parametrize(
    ("born_on", "givers", "is_right"),
    [
        (date(2014, 11, 24), {"ouder"}, True),
        (date(2014, 11, 24), {"kind"}, False),
        (date(2014, 11, 23), {"ouder"}, False),
        (date(2014, 11, 23), {"kind"}, False),
        (date(2014, 11, 23), {"kind", "ouder"}, True),
        (date(2010, 11, 23), {"ouder"}, False),
        (date(2010, 11, 23), {"kind"}, True),
        (None, {"ouder"}, True),
    ],
)
def test_consent_at_every_age(
    coordinator: Person, working: Working, born_on: date | None, givers: set[str], is_right: bool
) -> None:
    members = (
        NewMember(MemberKind.PARENT, "ouder"),
        NewMember(MemberKind.CHILD, "kind", born_on=born_on),
    )
    with working() as work:
        family = make_family(work, coordinator.account.membership_id, members=members)
        people = people_ids(work, family)
    answer = coordinator.browser.post(
        f"/gezinnen/{family}/toestemming",
        {
            "purpose": "health",
            "person": str(people["kind"]),
            "givers": [str(people[name]) for name in givers],
        },
    )
    assert answer.status_code == (303 if is_right else 422)
    with working() as work:
        assert len(work.session.scalars(select(Consent.id)).all()) == int(is_right)


def test_consent_of_the_family_is_withdrawn(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, coordinator.account.membership_id)
        people = people_ids(work, family)
    path, browser = f"/gezinnen/{family}/toestemming", coordinator.browser
    assert "Toestemming ontbreekt" in browser.get(path).text
    asked = {"purpose": "file", "person": "gezin", "givers": str(people["Noah"])}
    assert browser.post(path, asked).status_code == 422
    asked["givers"] = str(people["Elif"])
    assert browser.post(path, asked).status_code == 303
    assert "Toestemming op orde" in browser.get(path).text
    with working() as work:
        consent = work.session.scalars(select(Consent.id)).one()
    assert browser.post(f"/toestemming/{consent}/intrekken", page=path).status_code == 303
    assert "Toestemming ontbreekt" in browser.get(path).text
    assert "ingetrokken op 23 november 2026" in browser.get(path).text
    assert browser.post(f"/toestemming/{uuid4()}/intrekken", page=path).status_code == 404


def test_a_giver_of_another_family_is_not_found(working: Working) -> None:
    with working() as work:
        family, other = make_family(work, None), make_family(work, None)
        stranger = people_ids(work, other)["Elif"]
        with pytest.raises(NotFound):
            services.give_consent_for(work, family, "file", frozenset([stranger]))
        with pytest.raises(NotFound):
            services.give_consent(work, family, "file", "Elif", stranger)
        with pytest.raises(Refused):
            services.give_consent(work, family, "onzin", "Elif")


def test_health_needs_consent_and_is_recorded(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, coordinator.account.membership_id)
        child = people_ids(work, family)["Noah"]
    path, browser = f"/gezinnen/{family}", coordinator.browser
    member = f"{path}/leden/{child}"
    refused = browser.post(f"{member}/gezondheid/bewaar", {"health": "Noten"}, page=member)
    assert refused.status_code == 422
    assert "Noten" in refused.text
    with working() as work:
        services.give_consent(work, family, "health", "Elif", child)
    kept = browser.post(f"{member}/gezondheid/bewaar", {"health": "Noten"}, page=member)
    assert kept.status_code == 303
    assert "Noten" not in browser.get(path).text
    assert "Noten" in browser.post(f"{member}/gezondheid", page=path).text
    assert "Gezondheid bekeken" in browser.get(f"{path}/wie-keek-mee").text
    other = f"{path}/leden/{uuid4()}/gezondheid"
    assert browser.post(other, page=path).status_code == 404


def test_the_household_and_its_members_are_changed(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, coordinator.account.membership_id)
        elif_id = people_ids(work, family)["Elif"]
    path, browser = f"/gezinnen/{family}", coordinator.browser
    home = {
        "name": "Aydin-de Wit", "place": "elders", "place_elsewhere": "Wageningen",
        "postcode4": "6701 AB", "address": "Kerkstraat 1", "language": "tr",
        "reciprocity": "Kookt graag",
    }  # fmt: skip
    assert browser.post(f"{path}/wijzig", home | {"name": ""}).status_code == 422
    assert browser.post(f"{path}/wijzig", home).status_code == 303
    page = browser.get(path).text
    for words in ("Gezin Aydin-de Wit", "6701, Wageningen", "Kerkstraat 1", "Kookt graag"):
        assert words in page
    assert 'value="Wageningen"' in browser.get(f"{path}/wijzig").text
    person = {"kind": "parent", "first_name": "Elif", "email": "elif@post.example"}
    assert browser.post(f"{path}/leden/{elif_id}", person | {"phone": "12"}).status_code == 422
    assert browser.post(f"{path}/leden/{elif_id}", person).status_code == 303
    baby = {"kind": "child", "first_name": "Sara", "born_on": "1-1-2030"}
    assert browser.post(f"{path}/leden/nieuw", baby).status_code == 422
    assert browser.post(f"{path}/leden/nieuw", baby | {"born_on": "1-1-2020"}).status_code == 303
    with working() as work:
        people = {person.first_name: person for person in people_of(work, family)}
        assert (people["Elif"].phone, people["Elif"].email) == ("", "elif@post.example")
        assert people["Sara"].age == 6
        assert find_by_contact(work, "06 12 34 56 78") == ()


def test_notes_and_talks_belong_to_the_familys_own_couplings(working: Working) -> None:
    with working() as work:
        pair = couple(
            work, make_family(work, None), make_family(work, None, "Bos", FamilyRole.OFFERING)
        )
        stranger = make_family(work, None)
    note = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "", "x", TODAY, pair.coupling)
    talk = NewAppointment(FamilyRole.ASKING, AppointmentKind.TALK, TODAY, coupling_id=pair.coupling)
    with working() as work:
        services.note_contact(work, pair.asking, note)
        services.plan_appointment(work, pair.asking, talk)
        with pytest.raises(NotFound):
            services.note_contact(work, stranger, note)
        with pytest.raises(NotFound):
            services.plan_appointment(work, stranger, talk)
        with pytest.raises(NotFound):
            services.note_contact(work, pair.offering, note)


def test_a_talk_that_is_still_to_come_was_not_held(working: Working) -> None:
    with working() as work:
        family = make_family(work, None)
        later = NewAppointment(FamilyRole.ASKING, AppointmentKind.TALK, date(2026, 12, 1))
        appointment = services.plan_appointment(work, family, later)
        with pytest.raises(Refused, match="nog niet geweest"):
            services.hold_appointment(work, appointment)
        services.cancel_appointment(work, appointment)
        with pytest.raises(Refused, match="al afgehandeld"):
            services.hold_appointment(work, appointment)
