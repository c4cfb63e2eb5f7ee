"""The inbox, as coordinators work in it."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.families.models import Family, FamilyRole
from core.referrals.draft import BY_HAND
from core.referrals.models import Referral, ReferralState
from core.referrals.services import receive
from core.work import Office
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.models import AuditEntry
from tests.fixtures_web import Browser, Person, Working, hire
from tests.public.test_doors import JORIS as JORIS_TYPED
from tests.public.test_doors import SAMIRA as SAMIRA_TYPED
from tests.public.test_doors import hidden
from tests.referrals.drafts import MERYEM, SAMIRA, UNNAMED, counted


@pytest.fixture
def referral_id(working: Working) -> UUID:
    with working() as work:
        return receive(work, MERYEM)


def referral(working: Working, referral_id: UUID) -> Referral:
    with working() as work:
        return work.find(Referral, referral_id)


def test_an_empty_inbox_says_so(coordinator: Person) -> None:
    assert "Niets nieuws" in coordinator.browser.get("/aanmeldingen").text
    assert "Nog geen aanmeldingen" in coordinator.browser.get("/aanmeldingen?toon=alles").text


def test_one_referral_beside_the_list(
    coordinator: Person, working: Working, referral_id: UUID
) -> None:
    page = coordinator.browser.get(f"/aanmeldingen/{referral_id}")
    for shown in (
        "Meryem", "Via School", "Joris Wester", "tel:+31612345678", "joris@school.example",
        "niet inspreken", "uiterlijk ma 30 nov", "Het is veel.",
    ):  # fmt: skip
        assert shown in page.text
    with working() as work:
        actions = list(work.session.scalars(select(AuditEntry.action)))
    assert actions.count("referral.opened") == 1


def test_accepting_leads_to_the_file(
    coordinator: Person, working: Working, referral_id: UUID
) -> None:
    path = f"/aanmeldingen/{referral_id}"
    answers = {
        "decision": "accepteren",
        "family_name": "Kaya",
        "place": "elders",
        "place_elsewhere": "Zaandam",
        "coordinator_id": str(coordinator.account.membership_id),
        "accept_message": "Dank, ik bel deze week.",
    }
    sent = coordinator.browser.post(path, answers)
    family_id = referral(working, referral_id).family_id
    assert sent.status_code == 303
    assert sent.location == f"/gezinnen/{family_id}/afspraak?soort=intake"
    with working() as work:
        assert work.find(Family, family_id).place == "Zaandam"
    page = coordinator.browser.get(path)
    assert "Open het dossier" in page.text


def test_each_refusal_keeps_what_was_typed(
    coordinator: Person, working: Working, referral_id: UUID
) -> None:
    path = f"/aanmeldingen/{referral_id}"
    cases = [
        ({}, "Kies wat u wilt doen"),
        ({"decision": "afwijzen", "decline_note": "Getypt"}, "Kies een reden"),
        (
            {"decision": "doorverwijzen", "destination": "cjg", "refer_message": "Meryem! Getypt"},
            "Haal de naam van het gezin uit het bericht",
        ),
        ({"decision": "vragen", "question": ""}, "Vul nog in"),
        ({"decision": "accepteren", "family_name": ""}, "Vul de naam van het gezin in"),
    ]
    for answers, told in cases:
        page = coordinator.browser.post(path, answers)
        assert page.status_code == 422
        assert told in page.text
        assert page.text.count("Getypt") == sum("Getypt" in v for v in answers.values())
    assert referral(working, referral_id).state == ReferralState.NEW


def test_declining_and_putting_it_back(
    coordinator: Person, working: Working, referral_id: UUID
) -> None:
    path = f"/aanmeldingen/{referral_id}"
    coordinator.browser.post(path, {"decision": "afwijzen", "reason": "no_contact"})
    page = coordinator.browser.get(path)
    assert "We krijgen geen contact" in page.text
    assert coordinator.browser.post(path, {"decision": "afwijzen"}).status_code == 302
    coordinator.browser.post(f"{path}/heropenen", page=path)
    assert referral(working, referral_id).state == ReferralState.NEW


def test_a_question_moves_it_to_the_next_shelf(
    coordinator: Person, working: Working, referral_id: UUID
) -> None:
    path = f"/aanmeldingen/{referral_id}"
    coordinator.browser.post(path, {"decision": "vragen", "question": "Weten zij het?"})
    assert "Meryem" not in coordinator.browser.get("/aanmeldingen?toon=nieuw").text
    assert "Meryem" in coordinator.browser.get("/aanmeldingen?toon=in-behandeling").text
    assert "Weten zij het?" in coordinator.browser.get(path).text


def test_a_name_after_the_talk(coordinator: Person, working: Working) -> None:
    with working() as work:
        referral_id = receive(work, UNNAMED)
    path = f"/aanmeldingen/{referral_id}"
    assert "Dossier maken" not in coordinator.browser.get(path).text
    answers = {"gezin_first_name": "Elif", "gezin_contact": "06", "gezin_message_safe": "ja"}
    page = coordinator.browser.post(f"{path}/naam", answers, page=path)
    assert page.status_code == 422
    assert 'value="Elif"' in page.text
    answers |= {"gezin_contact": "06 12 34 56 78", "gezin_consent": "ja"}
    assert coordinator.browser.post(f"{path}/naam", answers, page=path).status_code == 303
    assert "Dossier maken" in coordinator.browser.get(path).text


def test_search_finds_names_and_referrers(coordinator: Person, working: Working) -> None:
    with working() as work:
        receive(work, MERYEM)
        receive(work, replace(SAMIRA, family_name="Van Dam"))
    get = coordinator.browser.get
    for words, found in (
        ("mery", "Meryem"), ("zaagmolen", "Meryem"), ("wester", "Meryem"), ("dam", "Van Dam"),
    ):  # fmt: skip
        page = get(f"/aanmeldingen?toon=alles&zoek={words}").text
        assert found in page
        assert ("Van Dam" in page) == (found == "Van Dam")
    assert "niets gevonden" in get("/aanmeldingen?toon=alles&zoek=%25").text


def test_a_second_page_and_no_query_a_row(
    coordinator: Person, working: Working, office: Office
) -> None:
    def statements() -> int:
        with counted(office) as sent:
            assert coordinator.browser.get("/aanmeldingen").status_code == 200
        return len(sent)

    with working() as work:
        for _number in range(5):
            receive(work, replace(MERYEM, channel_key=BY_HAND))
    few = statements()
    with working() as work:
        for _number in range(21):
            receive(work, replace(MERYEM, channel_key=BY_HAND))
    assert statements() == few
    assert "Bladzijde 1 van 2" in coordinator.browser.get("/aanmeldingen").text
    assert "Meryem" in coordinator.browser.get("/aanmeldingen?blad=99").text


def test_the_coordinator_enters_the_same_by_hand(coordinator: Person, working: Working) -> None:
    page = "/aanmeldingen/nieuw?soort=vraag"
    mark = hidden(coordinator.browser.get(page).text)
    answers = {**SAMIRA_TYPED, **mark}
    first = coordinator.browser.post(page, answers)
    again = coordinator.browser.post(page, answers)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    typed = {**JORIS_TYPED, **hidden(coordinator.browser.get(page).text)}
    coordinator.browser.post("/aanmeldingen/nieuw?soort=verwijzer", typed)
    with working() as work:
        rows = work.session.execute(select(Referral.channel_key, Referral.source)).all()
    assert sorted(map(tuple, rows)) == [(BY_HAND, "school"), (BY_HAND, "self")]
    bad = coordinator.browser.post(page, {**SAMIRA_TYPED, "contact": "06"})
    assert bad.status_code == 422
    assert "Het is veel." in bad.text


def test_a_known_contact_is_pointed_out(coordinator: Person, working: Working) -> None:
    me = str(coordinator.account.membership_id)
    with working() as work:
        first, second = (
            receive(work, SAMIRA),
            receive(work, replace(SAMIRA, role=FamilyRole.OFFERING)),
        )
    answers = {
        "decision": "accepteren", "family_name": "Haddad", "place": "elders",
        "place_elsewhere": "X", "coordinator_id": me,
    }  # fmt: skip
    coordinator.browser.post(f"/aanmeldingen/{first}", answers)
    page = coordinator.browser.get(f"/aanmeldingen/{second}")
    assert "Lijkt op een gezin dat er al is" in page.text
    family_id = referral(working, first).family_id
    coordinator.browser.post(f"/aanmeldingen/{second}", {**answers, "family_id": str(family_id)})
    assert referral(working, second).family_id == family_id


def test_only_who_works_with_families_comes_in(
    visitor: Browser, gemeente_officer: Person, referral_id: UUID
) -> None:
    for path in ("/aanmeldingen", f"/aanmeldingen/{referral_id}", "/aanmeldingen/nieuw"):
        assert gemeente_officer.browser.get(path).status_code == 403
        assert visitor.get(path).location.startswith("/inloggen")


def test_ids_of_another_tenant_do_not_exist(
    app: Flask, office: Office, other_tenant: TenantContext, coordinator: Person, referral_id: UUID
) -> None:
    stranger = hire(app, office, other_tenant, Role.ADMIN)
    for path in ("/aanmeldingen/{}", "/aanmeldingen/{}/naam", "/aanmeldingen/{}/heropenen"):
        for found in (referral_id, new_id()):
            answer = stranger.browser.post(path.format(found), page="/aanmeldingen/nieuw")
            assert answer.status_code == 404
    assert stranger.browser.get(f"/aanmeldingen/{referral_id}").status_code == 404
    assert coordinator.browser.get(f"/aanmeldingen/{referral_id}").status_code == 200
    elsewhere = {
        "decision": "accepteren", "family_name": "X", "place": "elders", "place_elsewhere": "X",
        "coordinator_id": str(stranger.account.membership_id),
    }  # fmt: skip
    refused = coordinator.browser.post(f"/aanmeldingen/{referral_id}", elsewhere)
    assert refused.status_code == 422
