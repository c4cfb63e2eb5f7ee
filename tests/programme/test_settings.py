"""The settings of a programme and its pilots, as an admin changes them."""

import re
from datetime import date

import pytest

from core.errors import NotFound, Refused
from core.programme.queries import pilot, pilots, programme
from core.programme.services import set_pilot, set_programme
from core.programme.terms import Terms, terms_of
from tests.fixtures_web import Person, Working
from tests.plugin_hosts import shipped

SETTINGS = {
    "contact_name": "Marit Hendriks",
    "contact_phone": "06 12345678",
    "contact_hours": "maandag tot en met donderdag",
}
TERMS = {
    "reaction_days": "3",
    "silence_weeks": "8",
    "vog_months": "24",
    "partner_silence_days": "60",
    "reminder_hours": "48",
    "retention_months": "12",
}
PILOT = {
    "starts_on": "1-1-2026",
    "ends_on": "31-12-2026",
    "target": "5",
    "budget_cents": "25.000",
    "spent_cents": "18.600",
    "spent_until": "31-10-2026",
}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_settings_are_kept_and_can_be_emptied(admin: Person, working: Working) -> None:
    browser = admin.browser
    done = browser.post("/instellingen/programma", SETTINGS, page="/instellingen")
    assert done.status_code == 303
    assert "De instellingen zijn bewaard" in browser.get("/instellingen").text
    with working() as work:
        found = programme(work)
    assert found.contact_name == "Marit Hendriks"
    assert found.contact_phone.replace(" ", "") == "0612345678"
    page = browser.get("/instellingen").text
    assert 'value="Marit Hendriks"' in page
    browser.post("/instellingen/programma", {**SETTINGS, "contact_phone": ""}, page="/instellingen")
    with working() as work:
        assert programme(work).contact_phone == ""


def test_a_wrong_answer_keeps_what_was_typed(admin: Person, working: Working) -> None:
    wrong = {**SETTINGS, "contact_phone": "nul", "contact_name": "Iemand Anders"}
    page = admin.browser.post("/instellingen/programma", wrong, page="/instellingen")
    assert page.status_code == 422
    assert "Iemand Anders" in page.text
    assert "<title>Fout:" in page.text
    with working() as work:
        assert programme(work).contact_name == ""


def test_terms_are_kept_and_say_who_changed_them(admin: Person, working: Working) -> None:
    browser = admin.browser
    assert "Laatst gewijzigd" not in browser.get("/instellingen/termijnen").text
    assert browser.post("/instellingen/termijnen", TERMS).status_code == 303
    page = browser.get("/instellingen/termijnen").text
    assert "De termijnen zijn bewaard" in page
    assert "door Ada Beheer" in page
    with working() as work:
        terms = terms_of(work)
    assert terms.as_dict() == {name: int(value) for name, value in TERMS.items()}
    assert (terms.silence_days, terms.vog_years) == (56, 2)


def test_terms_are_read_once_in_a_unit_of_work(working: Working) -> None:
    with working() as work:
        assert terms_of(work) == Terms()
        assert terms_of(work) is terms_of(work)
        set_programme(work, silence_weeks=9)
        assert terms_of(work).silence_weeks == 9


def test_of_two_who_save_at_once_the_second_is_told(admin: Person, working: Working) -> None:
    browser, path = admin.browser, "/instellingen/termijnen"
    assert browser.post(path, {**TERMS, "versie": "0"}).status_code == 303
    page = browser.post(path, {**TERMS, "silence_weeks": "4", "versie": "0"})
    assert page.status_code == 422
    assert "Ada Beheer heeft dit intussen gewijzigd" in page.text
    assert 'name="versie" value="1"' in page.text
    assert 'value="4"' in page.text
    with working() as work:
        assert terms_of(work).silence_weeks == 8
    assert browser.post(path, {**TERMS, "silence_weeks": "4", "versie": "1"}).status_code == 303
    with working() as work:
        assert terms_of(work).silence_weeks == 4


def test_a_pilot_is_added_and_changed(admin: Person, working: Working) -> None:
    browser = admin.browser
    assert "Nog geen proeftuin" in browser.get("/instellingen").text
    assert browser.post("/instellingen/proeftuin", PILOT).status_code == 303
    with working() as work:
        found = pilot(work)
    assert found is not None
    assert (found.target, found.budget_cents, found.spent_cents) == (5, 2_500_000, 1_860_000)
    address = "/instellingen/proeftuin/2026-01-01"
    assert 'value="25000"' in browser.get(address).text
    later = {**PILOT, "starts_on": "1-2-2026", "target": "6", "spent_until": ""}
    assert browser.post(address, later).status_code == 303
    with working() as work:
        assert [(p.starts_on, p.target, p.spent_until) for p in pilots(work)] == [
            (date(2026, 2, 1), 6, None)
        ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ends_on": "31-12-2025"}, "ligt vóór het begin"),
        ({"spent_until": "31-12-2025"}, "ligt vóór het begin van de proeftuin"),
        ({"target": "0"}, "Vul 1 of meer in"),
        ({"budget_cents": "veel"}, "Vul een bedrag in"),
    ],
)
def test_a_pilot_that_cannot_be_is_refused(
    admin: Person, working: Working, change: dict[str, str], says: str
) -> None:
    page = admin.browser.post("/instellingen/proeftuin", {**PILOT, **change})
    assert page.status_code == 422
    assert says in page.text
    with working() as work:
        assert pilots(work) == ()


def test_pilots_do_not_overlap(working: Working) -> None:
    with working() as work:
        set_pilot(work, starts_on=FIRST, ends_on=LAST, target=5, budget_cents=0)
        set_pilot(work, starts_on=FIRST, ends_on=LAST, target=7, budget_cents=0)
        with pytest.raises(Refused, match="Er is al een proeftuin van 1-1-2026"):
            set_pilot(
                work, starts_on=date(2026, 12, 31), ends_on=date(2027, 6, 1), target=5,
                budget_cents=0,
            )  # fmt: skip
        set_pilot(
            work, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 1), target=9, budget_cents=0
        )
        assert [found.target for found in pilots(work)] == [9, 7]
        running = pilot(work)
        assert running is not None
        assert running.target == 7
        with pytest.raises(NotFound):
            set_pilot(
                work,
                starts_on=FIRST,
                ends_on=LAST,
                target=5,
                budget_cents=0,
                began_on=date(2020, 1, 1),
            )


def test_settings_not_named_stay(working: Working) -> None:
    with working() as work:
        set_programme(work, reaction_days=2)
        set_programme(work, silence_weeks=9)
        found = terms_of(work)
    assert (found.reaction_days, found.silence_weeks) == (2, 9)


def test_a_pilot_that_is_not_there(admin: Person) -> None:
    assert admin.browser.get("/instellingen/proeftuin/2020-01-01").status_code == 404
    assert admin.browser.get("/instellingen/proeftuin/gisteren").status_code == 404


def test_only_an_admin_may(coordinator: Person, gemeente_officer: Person, admin: Person) -> None:
    for person in (coordinator, gemeente_officer):
        for address in ("/instellingen", "/instellingen/proeftuin", "/instellingen/termijnen"):
            assert person.browser.get(address).status_code == 403
    assert "/instellingen" not in coordinator.browser.get("/cijfers").text
    assert 'href="/instellingen"' in admin.browser.get("/cijfers").text
    # The gemeente chooses its plugins, and nothing else.
    page = gemeente_officer.browser.get("/instellingen/plugins").text
    assert set(re.findall(r'href="(/instellingen[^"?]*)', page)) <= PLUGINS


PLUGINS = {"/instellingen/plugins", *(f"/instellingen/plugins/{one.key}" for one in shipped())}


def test_a_pilot_that_two_change_at_once(admin: Person) -> None:
    browser, path = admin.browser, "/instellingen/proeftuin/2026-01-01"
    browser.post("/instellingen/proeftuin", PILOT)
    assert browser.post(path, {**PILOT, "target": "6", "versie": "1"}).status_code == 303
    page = browser.post(path, {**PILOT, "target": "7", "versie": "1"})
    assert page.status_code == 422
    assert "heeft dit intussen gewijzigd" in page.text
    assert "Dit is nu bewaard" in page.text
    assert 'value="7"' in page.text
