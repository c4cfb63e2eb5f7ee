"""The pages of couplings, over HTTP."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import event, select

from core.couplings.models import Coupling, CouplingPhase
from core.couplings.services import (
    make_definitive,
    note_agreements,
    record_answer,
    step_back,
)
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import ContactMoment, ContactWay, FamilyFile, FamilyRole
from core.families.services import ContactNote, note_contact
from core.work import Office
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.models import AuditEntry
from tests.couplings.pairs import both_say, definitive, introduced, on_trial, proposed
from tests.fixtures_web import TODAY, Person, Working

PATHS = ("", "/proefperiode", "/definitief", "/afronden", "/terug", "/afspraken", "/contact")
WHERE = ("asking-says", "offering-says")


def phase_of(working: Working, coupling_id: UUID) -> str:
    with working() as work:
        return str(work.find(Coupling, coupling_id).phase)


def test_the_whole_road(coordinator: Person, working: Working) -> None:
    browser = coordinator.browser
    with working() as work:
        proposal_id = proposed(work)
    start = f"/voorstellen/{proposal_id}/kennismaking"
    assert "Plan de kennismaking" in browser.get(start).text
    made = browser.post(
        start,
        {
            "asking_says": "ja",
            "offering_says": "nog",
            "on_date": "23-11-2026",
            "where": "bij Verhoef thuis",
        },
    )
    assert made.status_code == 303
    page = made.headers["Location"]
    shown = browser.get(page).text
    assert "Wat zeggen beide gezinnen?" in shown
    assert "bij Verhoef thuis" in shown

    yes = {
        "asking-says": "ja",
        "asking-children": "kinderen",
        "asking-quote": "Fijn gezin.",
        "offering-says": "ja",
        "offering-children": "kinderen",
    }
    assert browser.post(f"{page}/antwoorden", yes, page=page).status_code == 303
    assert "Fijn gezin." in browser.get(page).text

    agreed = {"when": "Elke woensdag", "if_it_fails": "Bel elkaar"}
    assert browser.post(f"{page}/afspraken", agreed).status_code == 303

    trial = {"from_date": "23-11-2026", "until": "4-1-2027"}
    warned = browser.post(f"{page}/proefperiode", trial)
    assert warned.status_code == 422
    assert "toestemming" in warned.text
    assert 'value="4-1-2027"' in warned.text
    trial["reason"] = "Zij tekenen woensdag."
    assert browser.post(f"{page}/proefperiode", trial).status_code == 303
    assert "week 1 van 6" in browser.get(page).text

    assert browser.post(f"{page}/antwoorden", yes, page=page).status_code == 303
    signed = {**agreed, "contract_on": "23-11-2026"}
    assert browser.post(f"{page}/afspraken", signed).status_code == 303
    lasting = {"on_date": "23-11-2026", "reason": "Beide willen niet wachten."}
    assert browser.post(f"{page}/definitief", lasting).status_code == 303
    assert "Alles loopt" in browser.get(page).text

    ended = {"reason_key": "moved", "on_date": "23-11-2026", "reopen": "ja"}
    assert browser.post(f"{page}/afronden", ended).status_code == 303
    assert "Verhuizing" in browser.get(page).text
    assert browser.post(f"{page}/terug", {"reason": "Toch niet."}).status_code == 303
    assert "Alles loopt" in browser.get(page).text


def test_every_page_of_every_phase_opens(coordinator: Person, working: Working) -> None:
    with working() as work:
        made = [introduced(work, "A", "B"), on_trial(work, "C", "D"), definitive(work, "E", "F")]
    for coupling_id in made:
        for path in PATHS:
            page = coordinator.browser.get(f"/koppelingen/{coupling_id}{path}")
            assert page.status_code == 200, path
            assert len(re.findall("<h1", page.text)) == 1


def test_a_closed_gate_says_what_to_do(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work, vog=False)
        both_say(work, coupling_id, "after_introduction")
    page = f"/koppelingen/{coupling_id}"
    assert "VOG gezien. Bekijk en noteer die eerst" in coordinator.browser.get(page).text
    asked = coordinator.browser.get(f"{page}/proefperiode").text
    assert "Dit kan nog niet" in asked
    trial = {"from_date": "23-11-2026", "until": "4-1-2027", "reason": "Toch."}
    tried = coordinator.browser.post(f"{page}/proefperiode", trial, page=page)
    assert tried.status_code == 422
    assert phase_of(working, coupling_id) == CouplingPhase.INTRODUCTION


def test_a_slip_in_one_answer_keeps_none(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
    page = f"/koppelingen/{coupling_id}"
    sent = {"asking-says": "ja", "asking-quote": "Graag!", "offering-says": "misschien"}
    answered = coordinator.browser.post(f"{page}/antwoorden", sent, page=page)
    assert answered.status_code == 422
    assert "Graag!" in answered.text
    assert "gevraagd op" not in coordinator.browser.get(page).text


def test_words_without_a_yes_or_a_no_are_not_lost(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
    page = f"/koppelingen/{coupling_id}"
    sent = {"asking-says": "nog", "asking-quote": "Graag!", "offering-says": "nog"}
    answered = coordinator.browser.post(f"{page}/antwoorden", sent, page=page)
    assert answered.status_code == 422
    assert "Graag!" in answered.text
    assert "Kies ja of nee." in answered.text
    nothing = {"asking-says": "nog", "offering-says": "nog"}
    coordinator.browser.post(f"{page}/antwoorden", nothing, page=page)
    shown = coordinator.browser.get(page).text
    assert "Er is niets bewaard" in shown
    assert "De antwoorden zijn bewaard" not in shown


def test_an_answer_that_did_not_change_keeps_its_day(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
        record_answer(
            work,
            coupling_id,
            moment="after_introduction",
            side="asking",
            says_yes=True,
            answered_on=TODAY - timedelta(days=3),
        )
    page = f"/koppelingen/{coupling_id}"
    sent = {"asking-says": "ja", "offering-says": "nee"}
    assert coordinator.browser.post(f"{page}/antwoorden", sent, page=page).status_code == 303
    shown = coordinator.browser.get(page).text
    assert "gevraagd op 20 nov" in shown
    assert "Verhoef zei nee" in shown


def test_ending_asks_for_a_reason(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
    page = f"/koppelingen/{coupling_id}/afronden"
    sent = coordinator.browser.post(page, {"on_date": "23-11-2026", "note": "Zij verhuizen."})
    assert sent.status_code == 422
    assert "Zij verhuizen." in sent.text
    assert phase_of(working, coupling_id) == CouplingPhase.TRIAL


def test_the_contract_is_read_by_an_independent_reader(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        coupling_id = definitive(work)
        items = {"when": "Elke woensdag van 12.30 tot 17.30 uur", "if_it_fails": "Bel elkaar"}
        note_agreements(work, coupling_id, items, contract_on=TODAY)
    answer = coordinator.browser.get(f"/koppelingen/{coupling_id}/contract.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    named = answer.headers["Content-Disposition"]
    assert named == 'attachment; filename="contract-koppeling.pdf"'
    pdf = PdfReader(BytesIO(answer.data))
    text = " ".join(page.extract_text() for page in pdf.pages)
    for words in ("Aydin-de Wit", "Verhoef", "Mila", "Elke woensdag van 12.30", "23 mei 2027"):
        assert words in text
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Afspraken tussen Aydin-de Wit en Verhoef"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    with working() as work:
        actions = set(work.session.scalars(select(AuditEntry.action)))
    assert "contract.made" in actions


def test_no_contract_without_agreements(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = introduced(work)
    answer = coordinator.browser.get(f"/koppelingen/{coupling_id}/contract.pdf")
    assert answer.status_code == 302


def test_a_contact_is_noted_with_the_coupling(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
    sent = {"side": "offering", "way": "phone", "text": "Het gaat goed.", "on_date": "20-11-2026"}
    page = f"/koppelingen/{coupling_id}"
    assert coordinator.browser.post(f"{page}/contact", sent).status_code == 303
    with working() as work:
        moment = work.session.scalars(select(ContactMoment)).one()
        assert (moment.coupling_id, moment.role) == (coupling_id, FamilyRole.OFFERING)
    assert "Laatste contact: 20 november 2026." in coordinator.browser.get(page).text


def test_the_other_role_of_a_family_never_shows(coordinator: Person, working: Working) -> None:
    with working() as work:
        coupling_id = on_trial(work)
        coupling = work.find(Coupling, coupling_id)
        old = FamilyFile(
            family_id=coupling.offering_family_id,
            role=FamilyRole.ASKING,
            opened_on=TODAY - timedelta(days=900),
        )
        work.add(old)
        note = ContactNote(
            role=FamilyRole.ASKING,
            way=ContactWay.PHONE,
            with_whom="GEHEIMWIE",
            text="Oude zorgen.",
            on_date=TODAY,
        )
        note_contact(work, coupling.offering_family_id, note)
    page = coordinator.browser.get(f"/koppelingen/{coupling_id}").text
    assert "GEHEIMWIE" not in page
    assert "Nog geen contact genoteerd" in page


def test_the_list_counts_and_finds(coordinator: Person, working: Working) -> None:
    with working() as work:
        introduced(work, "Jansen", "Bakker")
        on_trial(work, "Yilmaz", "De Groot")
        definitive(work, "Smit", "Visser")
    browser = coordinator.browser
    page = browser.get("/koppelingen").text
    assert "2 koppelingen gemaakt: 2 lopend en 0 afgerond." in page
    assert all(name in page for name in ("Jansen", "Yilmaz", "Smit"))
    assert "Smit" not in browser.get("/koppelingen?fase=trial").text
    found = browser.get("/koppelingen?naam=visser").text
    assert "Smit" in found
    assert "Yilmaz" not in found
    assert "Niemand is stil" in browser.get("/koppelingen?stil=ja").text
    assert "Geen koppeling gevonden" in browser.get("/koppelingen?naam=xx").text


def test_an_empty_list_says_what_to_do(coordinator: Person) -> None:
    page = coordinator.browser.get("/koppelingen")
    assert page.status_code == 200
    assert "Nog geen koppelingen" in page.text


@pytest.mark.parametrize("path", ["/koppelingen", "/koppelingen/{id}", "/evaluaties/{id}"])
def test_the_gemeente_sees_no_coupling(gemeente_officer: Person, path: str) -> None:
    assert gemeente_officer.browser.get(path.format(id=new_id())).status_code == 403


def test_an_id_of_another_tenant_answers_as_a_missing_one(
    coordinator: Person, office: Office, other_tenant: TenantContext
) -> None:
    with office.work(other_tenant) as work:
        theirs = on_trial(work)
        proposal = proposed(work, "Nog een", "Ander")
        evaluation = work.session.scalars(select(Evaluation.id)).one()
    missing = new_id()
    browser = coordinator.browser
    paths = [*(f"/koppelingen/{{}}{path}" for path in PATHS), "/koppelingen/{}/contract.pdf"]
    for path in paths:
        _same(browser.get(path.format(theirs)), browser.get(path.format(missing)))
    start = "/voorstellen/{}/kennismaking"
    _same(browser.get(start.format(proposal)), browser.get(start.format(missing)))
    for path in ("/evaluaties/{}", "/evaluaties/{}/plan"):
        _same(browser.get(path.format(evaluation)), browser.get(path.format(missing)))


def _same(theirs: object, missing: object) -> None:
    assert theirs.status_code == missing.status_code == 404  # type: ignore[attr-defined]
    assert theirs.data == missing.data  # type: ignore[attr-defined]


def test_the_list_asks_as_often_for_five_as_for_twenty_five(
    coordinator: Person, working: Working, office: Office
) -> None:
    counts = []
    for number in (5, 20):
        with working() as work:
            for _ in range(number):
                introduced(work)
        counts.append(_statements(office, coordinator, "/koppelingen"))
    assert counts[0] == counts[1]


def test_the_page_asks_as_often_for_one_note_as_for_ten(
    coordinator: Person, working: Working, office: Office
) -> None:
    with working() as work:
        coupling_id = definitive(work)
    page = f"/koppelingen/{coupling_id}"
    few = _statements(office, coordinator, page)
    with working() as work:
        for _ in range(5):
            step_back(work, coupling_id, reason="Terug.")
            both_say(work, coupling_id, "after_trial")
            note_agreements(work, coupling_id, {"when": "Woensdag"}, contract_on=TODAY)
            make_definitive(work, coupling_id, on_date=TODAY, reason="Verder.")
    assert _statements(office, coordinator, page) == few


def _statements(office: Office, person: Person, path: str) -> int:
    sent: list[str] = []

    def count(_c: object, _u: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = office.database._engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert person.browser.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(sent)


def test_a_talk_is_planned_and_each_side_answers_apart(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        coupling_id = definitive(work)
        evaluation_id = work.session.scalars(
            select(Evaluation.id).where(Evaluation.state == EvaluationState.PLANNED)
        ).one()
    page = f"/evaluaties/{evaluation_id}"
    browser = coordinator.browser
    assert browser.post(f"{page}/plan", {"on_date": "24-5-2027"}).status_code == 303
    assert "maandag 24 mei" in browser.get(page).text
    asking = {
        "side": "asking",
        "asking-answered_on": "23-11-2026",
        "asking-home": "better",
        "asking-asking_satisfied": "satisfied",
        "asking-asking_go_on": "yes",
        "asking-child_opinion": "nice",
        "asking-child_words": "Ik vind de hond lief.",
        "asking-formal_help": "less",
        "asking-safety_changed": "no",
        "asking-agreements_changed": "no",
    }
    assert browser.post(page, asking).status_code == 303
    shown = browser.get(page).text
    assert "Ik vind de hond lief." in shown
    offering = {
        "side": "offering",
        "offering-answered_on": "23-11-2026",
        "offering-too_heavy": "sometimes",
        "offering-offering_satisfied": "satisfied",
        "offering-offering_go_on": "yes",
        "offering-safety_changed": "no",
        "offering-agreements_changed": "yes",
    }
    kept = browser.post(page, offering)
    assert kept.headers["Location"].endswith(f"/koppelingen/{coupling_id}/afspraken")
    assert "Bel Verhoef deze week" in browser.get(f"/koppelingen/{coupling_id}").text
    with working() as work:
        states = list(work.session.scalars(select(Evaluation.state)))
        assert states.count(EvaluationState.HELD) == 1
        assert states.count(EvaluationState.PLANNED) == 1
