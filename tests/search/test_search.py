"""One field finds families, sign-ups and notes: by name, place or contact, and nobody else's."""

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from core.accounts.models import Role
from core.families.models import ContactWay, FamilyRole, MemberKind
from core.families.services import ContactNote, NewMember, note_contact
from core.network.contacts import ContactDetails, add_contact
from core.network.partners import PartnerDetails, add_partner
from core.referrals.services import receive
from core.search.words import LONGEST, MOST_WORDS, Words
from core.work import Office
from tenants.context import TenantContext
from tests.families.households import make_family, statements_of
from tests.fixtures_web import Person, Working, hire
from tests.referrals.drafts import SAMIRA


def titles(person: Person, words: str, path: str = "/zoeken") -> str:
    answer = person.browser.get(path, query_string={"q": words})
    assert answer.status_code == 200
    return answer.text


def fill(working: Working, coordinator: Person) -> None:
    people = (
        NewMember(
            MemberKind.PARENT, "Elif", "Aydin", phone="06 12 34 56 78", email="elif@mail.example"
        ),
        NewMember(MemberKind.CHILD, "Ilse"),
    )
    with working() as work:
        mine = coordinator.account.membership_id
        family = make_family(work, mine, "Aydin-de Wit", place="Rhenen", members=people)
        others = (NewMember(MemberKind.PARENT, "Joris", "Bakker"),)
        make_family(work, mine, "Bakker", FamilyRole.OFFERING, "Elst", others)
        note = ContactNote(
            FamilyRole.ASKING, ContactWay.VISIT, "juf Annelies", "Geheim woord", work.today
        )
        note_contact(work, family, note)


def test_a_family_is_found_by_name_person_place_and_contact(
    working: Working, coordinator: Person
) -> None:
    fill(working, coordinator)
    for words in ("aydin", "AYD wit", "ilse", "elif rhenen", "0612345678", "06-12 34 56 78",
                  "+31 6 12345678", "Elif@Mail.example"):  # fmt: skip
        found = titles(coordinator, words)
        assert "Aydin-de Wit" in found, words
        assert "Bakker" not in found, words


def test_every_word_counts_and_odd_signs_are_only_signs(
    working: Working, coordinator: Person
) -> None:
    fill(working, coordinator)
    for words in ("aydin elst", "%", "__", "a%n", "0612345679", "elif@mail.exampl", "'; --"):
        assert "Aydin-de Wit</a>" not in titles(coordinator, words), words


def test_a_sign_up_that_waits_is_found(working: Working, coordinator: Person) -> None:
    with working() as work:
        receive(work, SAMIRA)
    found = titles(coordinator, SAMIRA.first_name)
    assert "/aanmeldingen/" in found
    assert "Aanmeldingen</h2>" in found or "Aanmeldingen" in found


def test_a_note_is_found_by_whom_it_was_with_never_by_its_text(
    working: Working, coordinator: Person
) -> None:
    fill(working, coordinator)
    assert "juf Annelies" in titles(coordinator, "annelies")
    assert "juf Annelies" not in titles(coordinator, "geheim")


def test_an_organisation_is_found_by_name_and_by_who_works_there(
    working: Working, coordinator: Person
) -> None:
    with working() as work:
        partner = add_partner(work, PartnerDetails("De Regenboog", "school", "Rhenen"))
        add_contact(work, partner, ContactDetails("Tineke Vos", phone="0612345670"))
    for words in ("regenboog", "tineke", "06 12 34 56 70"):
        assert f"/netwerk/{partner}" in titles(coordinator, words), words


def test_a_colleagues_notes_are_not_found(
    app: Flask, office: Office, tenant: TenantContext, working: Working, coordinator: Person
) -> None:
    fill(working, coordinator)
    colleague = hire(app, office, tenant, Role.COORDINATOR)
    admin = hire(app, office, tenant, Role.ADMIN)
    assert "juf Annelies" not in titles(colleague, "annelies")
    assert "juf Annelies" in titles(admin, "annelies")


def test_another_tenant_finds_nothing(
    app: Flask, office: Office, other_tenant: TenantContext, working: Working, coordinator: Person
) -> None:
    fill(working, coordinator)
    stranger = hire(app, office, other_tenant, Role.ADMIN)
    for words in ("aydin", "0612345678", "annelies", "rhenen"):
        for path in ("/zoeken", "/zoeken/suggesties"):
            assert "Aydin" not in titles(stranger, words, path)


def test_the_gemeente_has_no_search(gemeente_officer: Person) -> None:
    browser = gemeente_officer.browser
    assert browser.get("/zoeken?q=aydin").status_code == 403
    assert browser.get("/zoeken/suggesties?q=aydin").status_code == 403
    assert "/zoeken" not in browser.get("/cijfers").text


def test_nothing_found_and_too_short_say_what_to_do(coordinator: Person) -> None:
    assert "Niets gevonden voor xyzzy" in titles(coordinator, "xyzzy")
    assert "Typ minstens twee letters" in titles(coordinator, "x")
    assert "Niets gevonden" not in titles(coordinator, "")


def test_a_search_is_recorded_and_typing_is_not(
    working: Working, coordinator: Person, superuser: Engine
) -> None:
    titles(coordinator, "aydin", "/zoeken/suggesties")
    assert _searches(working) == 0
    titles(coordinator, "aydin")
    assert _searches(working) == 1


def _searches(working: Working) -> int:
    from tenants.models import AuditEntry

    with working() as work:
        return work.session.query(AuditEntry).filter(AuditEntry.action == "search.made").count()


def test_as_many_statements_for_many_as_for_one(
    working: Working, coordinator: Person, superuser: Engine
) -> None:
    with working() as work:
        for number in range(2):
            make_family(work, coordinator.account.membership_id, f"Zoek {number}")
    few = statements_of(coordinator, "/zoeken?q=zoek")
    with working() as work:
        for number in range(20):
            make_family(work, coordinator.account.membership_id, f"Zoek meer {number}")
    assert statements_of(coordinator, "/zoeken?q=zoek") == few
    assert "Er is meer" in titles(coordinator, "zoek")


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_question(text: str) -> None:
    words = Words.from_text(text)
    assert len(words.text) <= LONGEST
    assert len(words.words) <= MOST_WORDS
    assert "\x00" not in words.text
