"""The pages of the network, as a coordinator uses them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.network.models import Partner, PartnerContact, PartnerVisit, VisitKind
from core.network.services import VisitNote, archive_partner, link_referrer, note_visit
from core.referrals.models import Referrer
from core.referrals.services import accept, receive
from core.work import Office
from tests.fixtures_web import TODAY, Person, Working
from tests.network.partners import school
from tests.referrals.drafts import MERYEM, counted

NEW = {"name": "OBS De Regenboog", "kind": "school", "place": "Rhenen"}


def test_the_network_begins_empty(coordinator: Person) -> None:
    page = coordinator.browser.get("/netwerk").text
    assert "Uw netwerk is nog leeg" in page
    assert 'aria-current="page">Netwerk' in page


def test_an_organisation_with_somebody_who_works_there(
    coordinator: Person, working: Working
) -> None:
    posted = {
        **NEW,
        "note": "Bel voor negen uur.",
        "person_name": "Joris Wester",
        "phone": "06 12 34 56 78",
        "email": "joris@school.example",
    }
    answer = coordinator.browser.post("/netwerk/nieuw", posted)
    assert answer.status_code == 303
    page = coordinator.browser.get(answer.location).text
    for words in ("OBS De Regenboog", "Bel voor negen uur.", "Joris Wester", "06 12 34 56 78"):
        assert words in page
    with working() as work:
        person = work.session.scalars(select(PartnerContact)).one()
        assert person.phone_index == work.vault.blind_index("contact", "+31612345678")


def test_what_is_missing_is_asked(coordinator: Person) -> None:
    answer = coordinator.browser.post("/netwerk/nieuw", {"name": "", "kind": "", "place": "Rhenen"})
    assert answer.status_code == 422
    assert 'value="Rhenen"' in answer.text
    assert "Fout:" in answer.text


def test_a_visit_is_noted_in_seconds(coordinator: Person, working: Working) -> None:
    with working() as work:
        partner_id = school(work)
    posted = {
        "kind": "visit", "with_whom": "Joris", "text": "Koffie.", "on_date": "23-11-2026",
        "next_on": "27-11-2026",
    }  # fmt: skip
    page = f"/netwerk/{partner_id}"
    assert coordinator.browser.post(f"{page}/noteren", posted, page=page).status_code == 303
    shown = coordinator.browser.get(page).text
    assert "Bezoek, met Joris" in shown
    assert "terug op 27 november 2026" in shown
    week = coordinator.browser.get("/week").text
    assert "Terug naar" in week
    with working() as work:
        visit = work.session.scalars(select(PartnerVisit.id)).one()
    coordinator.browser.post(f"/netwerk/bezoeken/{visit}/klaar", page=page)
    assert "Terug naar" not in coordinator.browser.get("/week").text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on_date": "24-11-2026"}, "kies vandaag of eerder"),
        ({"next_on": "23-11-2026"}, "Kies een latere dag"),
        ({"text": "", "with_whom": ""}, "met wie of waarover"),
    ],
)
def test_an_odd_visit_is_refused_and_kept(
    coordinator: Person, working: Working, wrong: dict[str, str], told: str
) -> None:
    with working() as work:
        partner_id = school(work)
    page = f"/netwerk/{partner_id}"
    posted = {"kind": "talk", "with_whom": "Joris", "text": "", "on_date": "23-11-2026"} | wrong
    answer = coordinator.browser.post(f"{page}/noteren", posted, page=page)
    assert answer.status_code == 422
    assert told in answer.text
    with working() as work:
        assert work.session.scalar(select(PartnerVisit.id)) is None


def test_a_note_is_corrected_and_taken_back(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        partner_id = school(work)
        visit = note_visit(work, partner_id, VisitNote(VisitKind.TALK, TODAY, "Joris", "Kofie"))
    path = f"/netwerk/bezoeken/{visit}"
    posted = {"kind": "talk", "with_whom": "Joris", "text": "Koffie", "on_date": "20-11-2026"}
    assert coordinator.browser.post(path, posted).status_code == 303
    shown = coordinator.browser.get(f"/netwerk/{partner_id}").text
    assert "Koffie" in shown
    assert "Kofie" not in shown
    coordinator.browser.post(f"{path}/weg", page=path)
    assert "Koffie" not in coordinator.browser.get(f"/netwerk/{partner_id}").text


def test_somebody_who_left_is_forgotten(coordinator: Person, working: Working) -> None:
    with working() as work:
        partner_id = school(work)
        person = work.session.scalars(select(PartnerContact.id)).one()
    path = f"/netwerk/contactpersonen/{person}"
    changed = {"person_name": "Joris de Wester", "function": "directeur", "phone": "", "email": ""}
    assert coordinator.browser.post(path, changed).status_code == 303
    assert "directeur" in coordinator.browser.get(f"/netwerk/{partner_id}").text
    coordinator.browser.post(f"{path}/weg", page=path)
    assert "directeur" not in coordinator.browser.get(f"/netwerk/{partner_id}").text


def test_archived_and_taken_back(coordinator: Person, working: Working) -> None:
    with working() as work:
        partner_id = school(work)
    page = f"/netwerk/{partner_id}"
    coordinator.browser.post(f"{page}/archief", page=page)
    assert "De Zaagmolen" not in coordinator.browser.get("/netwerk").text
    assert "De Zaagmolen" in coordinator.browser.get("/netwerk?toon=archief").text
    posted = {"kind": "thanks", "on_date": "23-11-2026"}
    refused = coordinator.browser.post(f"{page}/noteren", posted, page="/netwerk")
    assert refused.status_code == 302
    coordinator.browser.post(f"{page}/terug", page=page)
    assert "De Zaagmolen" in coordinator.browser.get("/netwerk").text


def test_found_by_name_kind_place_and_silence(coordinator: Person, working: Working) -> None:
    with working() as work:
        school(work)
        other = school(work, "Het Palet", "Ede")
        work.find(Partner, other).created_on = date(2026, 1, 1)
    for query, shown, hidden in (
        ("naam=zaag", "De Zaagmolen", "Het Palet"),
        ("naam=wester", "De Zaagmolen", "Geen organisatie"),
        ("plaats=Ede", "Het Palet", "De Zaagmolen"),
        ("stil=ja", "Het Palet", "De Zaagmolen"),
        ("soort=police", "Geen organisatie gevonden", "De Zaagmolen"),
        ("sorteer=stil&pagina=99", "De Zaagmolen", "Geen organisatie"),
    ):
        page = coordinator.browser.get(f"/netwerk?{query}").text
        assert shown in page, query
        assert hidden not in page, query
    assert "nog nooit bezocht" in coordinator.browser.get("/week").text


def test_silence_counts_from_the_last_sign_of_life(coordinator: Person, working: Working) -> None:
    with working() as work:
        partner_id = school(work)
        work.find(Partner, partner_id).created_on = TODAY - timedelta(days=400)
        note_visit(work, partner_id, VisitNote(VisitKind.VISIT, TODAY - timedelta(days=91), "J"))
    assert "lang niet" in coordinator.browser.get("/netwerk").text
    with working() as work:
        receive(work, MERYEM)
        referrer = work.session.scalars(select(Referrer.id)).one()
        link_referrer(work, referrer, partner_id)
    assert "badge--warning" not in coordinator.browser.get("/netwerk").text


def test_the_gemeente_and_visitors_stay_out(
    gemeente_officer: Person, coordinator: Person, working: Working
) -> None:
    with working() as work:
        partner_id = school(work)
    for path in ("/netwerk", f"/netwerk/{partner_id}", "/netwerk/verwijzers"):
        assert gemeente_officer.browser.get(path).status_code == 403
    assert "Netwerk" not in gemeente_officer.browser.get("/cijfers").text


def test_a_colleagues_family_is_counted_not_named(
    coordinator: Person, admin: Person, working: Working
) -> None:
    with working(admin.actor) as work:
        partner_id = school(work)
        referral_id = receive(work, MERYEM)
        link_referrer(work, work.session.scalars(select(Referrer.id)).one(), partner_id)
    page = f"/netwerk/{partner_id}"
    assert "Meryem" in coordinator.browser.get(page).text
    with working(admin.actor) as work:
        accept(
            work, referral_id, coordinator_id=admin.account.membership_id, family_name="Yıldız",
            place="Rhenen",
        )  # fmt: skip
    shown = coordinator.browser.get(page).text
    assert "1 aanmelding, 1 kreeg een dossier" in shown
    assert "1 gezin is van een collega of gesloten" in shown
    assert "Meryem" not in shown
    assert "Yıldız" not in shown
    assert "Yıldız" in admin.browser.get(page).text


def test_as_many_statements_for_many_as_for_few(
    coordinator: Person, working: Working, office: Office
) -> None:
    def statements(path: str) -> int:
        with counted(office) as sent:
            assert coordinator.browser.get(path).status_code == 200
        return len(sent)

    with working() as work:
        partner_id = school(work)
        for number in range(4):
            school(work, f"School {number}")
    paths = ("/netwerk", f"/netwerk/{partner_id}", "/netwerk/verwijzers", "/week")
    few = [statements(path) for path in paths]
    with working() as work:
        for number in range(20):
            other = school(work, f"Extra {number}")
            note_visit(work, partner_id, VisitNote(VisitKind.TALK, TODAY, "Joris"))
            note_visit(
                work,
                other,
                VisitNote(VisitKind.TALK, TODAY, next_on=TODAY + timedelta(2), with_whom="J"),
            )
        archive_partner(work, other)
    assert [statements(path) for path in paths] == few
