"""The pages of matching as a coordinator meets them."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, select

from core.couplings.models import Coupling
from core.families.models import FamilyFile
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.work import Office
from tenants.context import TenantContext
from tenants.ids import new_id
from tests.casework import add_member, asking, make_family, offering
from tests.couplings.pairs import introduced
from tests.fixtures_web import Person, Working

REQUEST = {
    "title": "Mila, zaterdag",
    "subject": "child",
    "dayparts": ["15", "16"],
    "per_week": "1",
    "max_km": "5",
    "avoid": ["cats"],
    "urgency": "1",
}
OFFER = {
    "title": "Zaterdag, om de week",
    "subjects": ["child"],
    "dayparts": ["15", "16"],
    "per_week": "1",
    "max_km": "8",
    "age_from": "3",
    "age_to": "10",
    "capacity": "2",
    "pets": ["none"],
    "smokes": "nee",
    "languages": ["nl", "tr"],
    "foster_care": "wished_for",
}


def test_from_request_to_proposal_and_back(coordinator: Person, working: Working) -> None:
    with working() as work:
        family, _ = asking(work)
        supporter, _ = offering(work)
    browser = coordinator.browser
    made = browser.post(f"/gezinnen/{family}/hulpvraag/nieuw", {**REQUEST, "title": "Elif, koffie"})
    assert made.status_code == 303
    offered = browser.post(f"/gezinnen/{supporter}/aanbod/nieuw", OFFER)
    assert offered.status_code == 303, offered.text
    page = browser.get(made.location)
    assert "Even goed" in page.text
    assert "De Bruin-Kaya" in page.text
    choose = re.search(rf'href="({made.location}/[^"]+)"', page.text)
    assert choose
    chosen = browser.post(choose[1], {"reason": ""})
    assert chosen.status_code == 303
    page = browser.get(made.location)
    assert "U koos De Bruin-Kaya" in page.text
    proposal = re.search(r"/voorstellen/([^/]+)/intrekken", page.text)
    assert proposal
    assert f"/voorstellen/{proposal[1]}/kennismaking" in page.text
    empty = browser.post(proposal[0], {"reason": ""})
    assert empty.status_code == 422
    assert browser.post(proposal[0], {"reason": "Toch liever dichterbij"}).status_code == 303
    with working() as work:
        assert work.find(MatchProposal, UUID(proposal[1])).state == ProposalState.WITHDRAWN


def test_a_pair_that_does_not_fit_asks_why(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work, pets=("cats",))
    path = f"/matching/{request}/{offer}"
    page = coordinator.browser.get(f"/matching/{request}")
    assert "Eén drempel" in page.text
    assert "Dit kan niet samen: katten" in page.text
    refused = coordinator.browser.post(path, {"reason": ""})
    assert refused.status_code == 422
    assert "waarom u toch voor dit gezin kiest" in refused.text
    assert coordinator.browser.post(path, {"reason": "De kat gaat naar oma"}).status_code == 303


def test_kept_apart_and_together_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
    path = f"/matching/{request}/{offer}"
    away = coordinator.browser.post(f"{path}/niet-samen", {"kind": ""}, page=path)
    assert away.status_code == 422
    kept = coordinator.browser.post(
        f"{path}/niet-samen", {"kind": "acquaintance", "note": "buren"}, page=path
    )
    assert kept.status_code == 303
    page = coordinator.browser.get(path)
    assert "Bekende van het gezin" in page.text
    assert "Laat ze weer samen" in page.text
    lifted = coordinator.browser.post(f"{path}/niet-samen", {"weer": "ja"}, page=path)
    assert lifted.status_code == 303
    assert "Kies De Bruin-Kaya" in coordinator.browser.get(path).text


def test_choosing_twice_is_choosing_once(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, offer = offering(work)
        _, other = offering(work, "Hofstra")
    browser, path = coordinator.browser, f"/matching/{request}/{offer}"
    for _time in range(2):
        assert browser.post(path, {"reason": ""}).location == f"/matching/{request}"
    page = browser.get(f"/matching/{request}").text
    assert "U koos De Bruin-Kaya" in page and "U koos dit gezin al" in page
    assert browser.post(f"/matching/{request}/{other}", {"reason": ""}).status_code == 422
    with working() as work:
        [kept] = work.session.scalars(select(MatchProposal))
        assert kept.offer_id == offer


def test_nobody_is_looked_for_while_families_get_to_know_each_other(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        coupling = introduced(work)
        request = work.find(Coupling, coupling).request_id
        _, other = offering(work, "De Bruin-Kaya")
    browser = coordinator.browser
    listed = browser.get("/matching?wie=alle").text
    assert "Kennismaking loopt" in listed
    assert "past nu" not in listed
    page = browser.get(f"/matching/{request}").text
    assert "Samen met Verhoef" in page
    assert f"/koppelingen/{coupling}" in page
    assert "Wie ook past" in page
    assert "Kies dit gezin" not in page
    assert "Maak een zoekprofiel" not in page
    assert f"/matching/{request}/zoekprofiel" not in browser.get("/werving").text
    assert "Kies dit gezin" not in browser.get(f"/matching/{request}/{other}").text


def test_without_a_safety_check_nobody_is_chosen(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work, checked=False)
        _, offer = offering(work)
    page = coordinator.browser.get(f"/matching/{request}")
    assert "Eerst de veiligheidscheck" in page.text
    assert "Kies dit gezin" not in page.text
    refused = coordinator.browser.post(f"/matching/{request}/{offer}", {"reason": "toch"})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "De vraag in een paar woorden"),
        ({"avoid": ["none", "cats"]}, "Haal een van de twee weg"),
        ({"urgency": "3"}, "waarom dit haast heeft"),
        ({"max_km": "0"}, "kilometers"),
    ],
)
def test_a_request_says_what_is_wrong_and_keeps_the_rest(
    coordinator: Person, working: Working, wrong: dict[str, object], words: str
) -> None:
    with working() as work:
        family, _ = asking(work)
    page = coordinator.browser.post(
        f"/gezinnen/{family}/hulpvraag/nieuw", {**REQUEST, "wishes": "Rustig huis", **wrong}
    )
    assert page.status_code == 422
    assert words in page.text
    assert "Rustig huis" in page.text


def test_a_request_is_for_somebody_in_this_family(coordinator: Person, working: Working) -> None:
    with working() as work:
        family, _ = asking(work)
        elsewhere = add_member(work, make_family(work, "asking", "Bouzidi"), "Sami")  # type: ignore[arg-type]
    page = coordinator.browser.post(
        f"/gezinnen/{family}/hulpvraag/nieuw", {**REQUEST, "child": str(elsewhere)}
    )
    assert page.status_code == 422
    with working() as work:
        assert len(work.session.scalars(select(SupportRequest.id)).all()) == 1


def test_a_request_is_changed_closed_and_opened(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
    edit = f"/hulpvragen/{request}/wijzig"
    assert 'value="Mila, zaterdag"' in coordinator.browser.get(edit).text
    saved = coordinator.browser.post(edit, {**REQUEST, "title": "Mila, zondag"})
    assert saved.status_code == 303
    move = f"/hulpvragen/{request}/stand"
    assert coordinator.browser.post(move, {"naar": "dicht"}, page=edit).status_code == 303
    assert "Zoek weer een gezin" in coordinator.browser.get(edit).text
    assert coordinator.browser.post(move, {"naar": "open"}, page=edit).status_code == 303
    with working() as work:
        row = work.find(SupportRequest, request)
        assert (row.title, row.state, row.member_id) == ("Mila, zondag", RequestState.OPEN, None)


def test_an_offer_is_changed_paused_and_closed(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, offer = offering(work)
    edit, move = f"/aanbod/{offer}/wijzig", f"/aanbod/{offer}/stand"
    half = coordinator.browser.post(edit, {**OFFER, "own_experience": "scheiding"})
    assert half.status_code == 422
    given = {**OFFER, "own_experience": "scheiding", "experience_may_match": "ja"}
    assert coordinator.browser.post(edit, given).status_code == 303
    assert "scheiding" in coordinator.browser.get(edit).text
    for step, state in (("pauze", "paused"), ("open", "open"), ("dicht", "closed")):
        assert coordinator.browser.post(move, {"naar": step}, page=edit).status_code == 303
        with working() as work:
            assert work.find(SupportOffer, offer).state == OfferState(state)


def test_own_experience_is_told_only_with_consent(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        offering(work, "Ja", own_experience="Zelf gescheiden", experience_may_match=True)
        offering(work, "Nee", own_experience="Geheim verdriet")
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "Zelf gescheiden" in page
    assert "Geheim verdriet" not in page


def test_other_roles_and_visitors_stay_out(gemeente_officer: Person, working: Working) -> None:
    with working() as work:
        family, request = asking(work)
        supporter, offer = offering(work)
    for path in (
        "/matching",
        f"/matching/{request}",
        f"/matching/{request}/{offer}",
        f"/gezinnen/{family}/intake",
        f"/gezinnen/{family}/veiligheid",
        f"/gezinnen/{supporter}/vog",
        f"/aanbod/{offer}/wijzig",
    ):
        assert gemeente_officer.browser.get(path).status_code == 403


def test_ids_of_another_tenant_answer_as_missing_ones(
    coordinator: Person, office: Office, other_tenant: TenantContext, working: Working
) -> None:
    with office.work(other_tenant) as work:
        their_family, their_request = asking(work)
        their_supporter, their_offer = offering(work)
    with working() as work:
        _, request = asking(work)
    theirs = (their_family, their_request, their_supporter, their_offer)
    for path in (
        f"/matching/{their_request}",
        f"/matching/{their_request}/{their_offer}",
        f"/matching/{request}/{their_offer}",
        f"/hulpvragen/{their_request}/wijzig",
        f"/aanbod/{their_offer}/wijzig",
        f"/gezinnen/{their_family}/hulpvraag/nieuw",
        f"/gezinnen/{their_supporter}/aanbod/nieuw",
        f"/gezinnen/{their_family}/intake",
        f"/gezinnen/{their_family}/veiligheid",
        f"/gezinnen/{their_supporter}/vog",
    ):
        answer = coordinator.browser.get(path)
        for known in theirs:
            path = path.replace(str(known), str(new_id()))
        missing = coordinator.browser.get(path)
        assert (answer.status_code, answer.text) == (404, missing.text), path


def test_a_colleagues_request_opens_with_a_reason(
    coordinator: Person, admin: Person, working: Working
) -> None:
    with working() as work:
        family, request = asking(work)
        file = work.session.scalar(select(FamilyFile).where(FamilyFile.family_id == family))
        assert file
        file.coordinator_id = admin.actor.id
    answer = coordinator.browser.get(f"/matching/{request}")
    assert answer.status_code == 302
    assert f"/gezinnen/{family}/reden" in answer.location
    assert "Mila" not in coordinator.browser.get("/matching").text
    assert "Mila" in coordinator.browser.get("/matching?wie=alle").text
    assert admin.browser.get(f"/matching/{request}").status_code == 200


def test_the_number_of_statements_does_not_grow(
    app: Flask, coordinator: Person, working: Working
) -> None:
    counts: dict[str, list[int]] = {"/matching": [], "request": []}
    with working() as work:
        _, request = asking(work)
    for more in (5, 20):
        with working() as work:
            for number in range(more):
                asking(work, f"Vraag {number}")
                offering(work, f"Steun {number}")
        counts["/matching"].append(statements(app, coordinator, "/matching"))
        counts["request"].append(statements(app, coordinator, f"/matching/{request}"))
    assert counts["/matching"][0] == counts["/matching"][1]
    assert counts["request"][0] == counts["request"][1]


def statements(app: Flask, person: Person, path: str) -> int:
    seen: list[str] = []
    engine = app.extensions["office"].database._engine

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert person.browser.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def test_filters_and_paging(coordinator: Person, working: Working) -> None:
    with working() as work:
        for number in range(27):
            asking(work, f"Vraag {number}", title=f"Hulpvraag {number:02}")
        asking(work, "Haast", title="Spoed", urgency=3, urgency_reason="moeder uitgeput")
    first = coordinator.browser.get("/matching").text
    assert "Hulpvraag 00" in first
    assert "Bladzijde 1 van 2" in first
    assert "Spoed" in coordinator.browser.get("/matching?bladzijde=2").text
    urgent = coordinator.browser.get("/matching?urgentie=2&plaats=Rhenen").text
    assert "Spoed" in urgent
    assert "Hulpvraag 00" not in urgent
    assert coordinator.browser.get("/matching?bladzijde=99&urgentie=x").status_code == 200
