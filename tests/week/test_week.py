"""The first page of a coordinator, by HTTP."""

import re
from datetime import date, time, timedelta
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, update

from core.accounts.models import Role
from core.couplings.models import CouplingPhase
from core.evaluations.models import EvaluationKind, EvaluationState
from core.families.models import AppointmentKind, FamilyFile, FamilyRole
from core.programme.models import Pilot
from core.work import Office, Work
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Browser, Person, Working, hire
from tests.week import neighbourhood as near
from tests.week.monday import monday
from tests.week.neighbourhood import days

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def words(text: str) -> str:
    """What a reader reads: without tags and doubled blanks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def read(person: Person, path: str = "/week") -> str:
    page = person.browser.get(path)
    assert page.status_code == 200
    return words(page.text)


def part(text: str, start: str, end: str) -> str:
    """What stands under one heading, before another."""
    return text[text.index(start) : text.index(end)]


def test_nothing_to_do(coordinator: Person) -> None:
    text = read(coordinator)
    assert "U bent bij" in text
    assert "Het is maandag 23 november. Er ligt niets te laat." in text
    assert "Geen nieuwe aanmeldingen" in text
    assert "Proeftuin" not in text


def test_who_may(visitor: Browser, gemeente_officer: Person, admin: Person) -> None:
    assert visitor.get("/week").status_code == 302
    assert gemeente_officer.browser.get("/week").status_code == 403
    assert admin.browser.get("/week").status_code == 200


def test_a_busy_monday(coordinator: Person, working: Working) -> None:
    with working() as work:
        monday(work, coordinator.account.membership_id)
    text = read(coordinator, "/week?ook=volgende-week")
    assert (
        "Er ligt 1 ding te laat , er zijn 4 nieuwe aanmeldingen en 2 koppelingen zijn stil" in text
    )
    late = part(text, "Te laat", "Vandaag, maandag 23 november")
    today = part(text, "Vandaag, maandag 23 november", "Later deze week")
    later = part(text, "Later deze week", "Volgende week")
    assert "Brandsma en Öztürk Had vóór 18 november gemoeten" in late
    assert today.index("Intake, 14.30 uur") < today.index("Terugkomen op het telefoontje")
    assert "2 kinderen · neem de veiligheidscheck mee" in today
    for what in (
        "Kennismaking, 15.00 uur · Haddad en Dekker Woensdag · bij Dekker thuis",
        "Beide gezinnen vragen: gaan we door? · De Wit en Verhoef Donderdag",
        "Bellen: is het te zwaar? · Hoekstra",
        "Intake plannen · Smit",
        "Kennismaking plannen · Bos en De Graaf",
        "Nieuwe VOG aanvragen · Veenstra",
        "VOG inzien · Jansma-Bakker",
    ):
        assert what in later
    after = part(text, "Volgende week", "Nieuwe aanmeldingen Alle")
    assert "Kok en Bakker-El Amrani Woensdag 2 december" in after


def test_next_week_on_request(coordinator: Person, working: Working) -> None:
    with working() as work:
        pair = near.coupling(work, name="Kok", other="Smeets")
        near.evaluation(work, pair, TODAY + days(9))
    text = read(coordinator)
    assert "Toon ook volgende week (1)" in text
    assert "Kok" not in text
    assert "Kok en Smeets" in read(coordinator, "/week?ook=volgende-week")


def test_every_link_leads_somewhere(coordinator: Person, working: Working) -> None:
    with working() as work:
        monday(work, coordinator.account.membership_id)
    page = coordinator.browser.get("/week?ook=volgende-week")
    paths = {unescape(path) for path in re.findall(r'href="(/[^"]*)"', page.text)}
    pages = {path for path in paths if not path.startswith("/assets/")}
    assert len(pages) > 30
    for path in sorted(pages):
        assert coordinator.browser.get(path).status_code == 200, path


def test_call_and_route(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, ASKING, "Van Dam", first_name="Joyce", message_safe=False)
        near.talk(work, home, AppointmentKind.INTAKE, on_date=TODAY, at_time=time(9, 5))
    page = coordinator.browser.get("/week").text
    assert 'href="tel:+31600000011"' in page
    assert "Bel Joyce : 06 00 00 00 11" in words(page)
    assert "niet inspreken" in page
    assert 'href="geo:0,0?q=3911%20Rhenen"' in page


def test_what_was_said_stays_in_the_file(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, ASKING, "Aydin")
        near.contact(work, home, again_on=TODAY, note="Vader drinkt")
    text = coordinator.browser.get("/week").text
    assert "Afgesproken met Elif op 23 november" in text
    assert "drinkt" not in text


def test_ticking_off(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, ASKING, "Aydin")
        contact_id = near.contact(work, home, again_on=TODAY - days(1))
        talk_id = near.talk(work, home, on_date=TODAY)
    browser = coordinator.browser
    assert "2 dingen" not in read(coordinator)
    assert browser.post(f"/contact/{contact_id}/klaar", page="/week").status_code == 303
    assert browser.post(f"/afspraken/{talk_id}/gehad", page="/week").status_code == 303
    assert "U bent bij" in read(coordinator)


def test_whose_families(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Sara Bakker")
    admin = hire(app, office, tenant, Role.ADMIN, "Ada Beheer")
    me, other = coordinator.account.membership_id, colleague.account.membership_id
    with working() as work:
        _one_of_each(work, "Mijn", me)
        _one_of_each(work, "Collega", other)
        _one_of_each(work, "Niemand", None)
    mine, everything = read(coordinator), read(admin)
    for number in range(8):
        assert f"Mijn{number}" in mine
        assert f"Niemand{number}" in mine
        assert f"Collega{number}" not in mine
        assert f"Collega{number}" in everything
    assert "Alle gezinnen" in everything


def _one_of_each(work: Work, name: str, mine: UUID | None) -> None:
    """Something of every source, each with a family of its own: the name and a number."""

    def home(role: FamilyRole, number: int, intake: bool = True) -> near.Household:
        return near.family(work, role, f"{name}{number}", coordinator_id=mine, intake=intake)

    near.talk(work, home(ASKING, 0), on_date=TODAY)
    near.contact(work, home(ASKING, 1), again_on=TODAY)
    near.vog(work, home(OFFERING, 2), issued_on=TODAY)
    near.vog(work, home(OFFERING, 3), seen_on=TODAY - days(1000), repeat_on=TODAY)
    near.proposal(work, home(ASKING, 4), home(OFFERING, 44), TODAY)
    home(ASKING, 5, intake=False)
    pair = near.coupling(work, name=f"{name}6", other="X", coordinator_id=mine)
    near.evaluation(work, pair, TODAY)
    near.coupling(
        work,
        CouplingPhase.TRIAL,
        name=f"{name}7",
        other="Y",
        coordinator_id=mine,
        until=TODAY,
        spoken=False,
    )


def test_another_tenant_is_not_there(
    coordinator: Person, office: Office, other_tenant: TenantContext
) -> None:
    with office.work(other_tenant) as work:
        monday(work)
    text = read(coordinator)
    assert "U bent bij" in text
    assert "Brandsma" not in text


def test_a_closed_file_asks_nothing(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, ASKING, "Aydin", intake=False)
        near.contact(work, home, again_on=TODAY)
        near.talk(work, home, on_date=TODAY)
        work.session.execute(update(FamilyFile).values(closed_on=TODAY, closed_reason="moved"))
    assert "U bent bij" in read(coordinator)


def test_a_talk_stands_for_its_evaluation(coordinator: Person, working: Working) -> None:
    with working() as work:
        pair = near.coupling(work)
        due = near.evaluation(work, pair, TODAY - days(3))
        near.talk(
            work,
            pair.asking,
            AppointmentKind.EVALUATION,
            coupling_id=pair.id,
            evaluation_id=due,
            on_date=TODAY + days(1),
        )
    text = read(coordinator)
    assert "Te laat" not in text
    assert "Evaluatie · Brandsma en Öztürk Dinsdag" in text
    assert "Evaluatie met beide gezinnen" not in text


def test_a_talk_that_was_overtaken(coordinator: Person, working: Working) -> None:
    """Its families went on without anybody saying that the talk was held."""
    with working() as work:
        for phase in (CouplingPhase.INTRODUCTION, CouplingPhase.ACTIVE):
            pair = near.coupling(work, phase, name=f"Vraag-{phase}")
            near.talk(
                work,
                pair.asking,
                AppointmentKind.INTRODUCTION,
                coupling_id=pair.id,
                on_date=TODAY - days(100),
            )
        near.talk(
            work,
            near.family(work, ASKING, "Van Dam"),
            AppointmentKind.INTAKE,
            on_date=TODAY - days(500),
        )
    late = read(coordinator)
    assert "Kennismaking · Vraag-introduction" in late
    assert "Vraag-active" not in late
    assert "Van Dam" not in late


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        ({"too_heavy": "too_heavy"}, "Bellen: is het te zwaar?"),
        ({"safety": "unsure"}, "Bellen: twijfel over de veiligheid"),
        ({"too_heavy": "fine"}, None),
    ],
)
def test_a_concern_until_somebody_called(
    coordinator: Person, working: Working, codes: dict[str, str], title: str | None
) -> None:
    with working() as work:
        pair = near.coupling(work)
        held = near.evaluation(work, pair, TODAY - days(9), state=EvaluationState.HELD)
        near.answer(work, held, OFFERING, TODAY, **codes)
    text = read(coordinator)
    assert ("Bellen:" in text) == (title is not None)
    if title is None:
        return
    assert title in text
    with working() as work:
        near.contact(work, pair.offering, OFFERING, on_date=TODAY)
    assert "Bellen:" not in read(coordinator)


def test_the_steps_of_a_coupling(coordinator: Person, working: Working) -> None:
    with working() as work:
        introduced = CouplingPhase.INTRODUCTION
        near.coupling(work, introduced, name="A", other="B", begun=TODAY - days(2))
        near.coupling(work, introduced, name="C", other="D", begun=TODAY + days(2))
        trial = near.coupling(work, CouplingPhase.TRIAL, name="E", other="F", until=TODAY + days(3))
        near.evaluation(
            work, trial, TODAY + days(2), EvaluationKind.TRIAL_END, EvaluationState.HELD
        )
        near.coupling(
            work, CouplingPhase.TRIAL, name="G", other="H", begun=TODAY - days(43), until=None
        )
    text = read(coordinator)
    assert "Beide gezinnen vragen: gaan we door? · A en B" in text
    assert "C en D" not in text
    assert "Beslissen: wordt het definitief? · E en F Donderdag" in text
    assert "G en H De proefperiode liep 22 november af" in text


def test_an_intake_that_was_not_written_down(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, OFFERING, "Veenstra", intake=False, opened_on=TODAY - days(30))
        near.talk(
            work,
            home,
            AppointmentKind.INTAKE,
            role=OFFERING,
            on_date=TODAY - days(2),
            state="held",
        )
    page = coordinator.browser.get("/week").text
    assert "Intake opschrijven" in page
    assert f'href="/gezinnen/{home.id}/intake-steungezin"' in page
    assert "Te laat" in page


def test_a_renewed_vog_is_seen_not_requested_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        near.vog(
            work,
            near.family(work, OFFERING, "Veenstra"),
            seen_on=TODAY - days(1080),
            repeat_on=TODAY + days(10),
            issued_on=TODAY - days(1090),
            requested_on=TODAY - days(25),
        )
        near.vog(
            work,
            near.family(work, OFFERING, "Mol"),
            seen_on=TODAY - days(1080),
            repeat_on=TODAY - days(1),
            issued_on=TODAY - days(1090),
        )
    text = read(coordinator)
    assert "VOG inzien · Veenstra Aangevraagd op 29 oktober" in text
    assert "Nieuwe VOG aanvragen · Mol De termijn liep 22 november 2026 af" in text
    assert text.count("Veenstra Aangevraagd") == 1
    assert "aanvragen · Veenstra" not in text


def test_new_referrals(coordinator: Person, working: Working) -> None:
    with working() as work:
        near.referral(work, "Pronk", TODAY)
        near.referral(work, "Okafor", TODAY + days(2), message_safe=False)
        near.referral(work, "Van Leeuwen", TODAY - days(3))
    table = part(read(coordinator), "Nieuwe aanmeldingen Alle", "Stille koppelingen")
    assert "Van Leeuwen : vraaggezin reactie te laat: 3 dagen geleden" in table
    assert "Pronk : vraaggezin reactie vandaag" in table
    assert "reactie vóór wo 25 nov" in table
    assert table.count("niet inspreken") == 1


def test_many_referrals(coordinator: Person, working: Working) -> None:
    with working() as work:
        for number in range(9):
            near.referral(work, f"Gezin{number}", TODAY)
    text = read(coordinator)
    assert "Alle aanmeldingen (nog 3 nieuw)" in text
    assert "er zijn 9 nieuwe aanmeldingen" in text.lower()


def test_silence(coordinator: Person, working: Working) -> None:
    with working() as work:
        near.coupling(work, name="Meijer", other="Kuipers", begun=TODAY - days(63), spoken=False)
        near.coupling(work, name="Net", other="Nog", begun=TODAY - days(42), spoken=False)
        heard = near.coupling(work, name="Wel", other="Gehoord", spoken=False)
        near.evaluation(work, heard, TODAY - days(30))
        near.contact(work, heard.offering, OFFERING, on_date=TODAY - days(40))
    text = read(coordinator)
    card = part(text, "Stille koppelingen", "Mijn gezinnen")
    assert "Meijer en Kuipers 9 weken geen contact genoteerd" in card
    assert "Net en Nog" not in card
    assert "Wel en Gehoord" not in card
    assert "1 koppeling is stil" in text


def _pilot(work: Work, starts_on: date, ends_on: date, target: int = 10) -> None:
    work.add(Pilot(starts_on=starts_on, ends_on=ends_on, target=target, budget_cents=4_000_000))


@pytest.mark.parametrize(
    ("target", "told"),
    [(10, "Loopt iets achter"), (3, "Op schema"), (2, "Doel gehaald"), (75, "Loopt iets achter")],
)
def test_the_pilot(coordinator: Person, working: Working, target: int, told: str) -> None:
    with working() as work:
        _pilot(work, TODAY - days(267), TODAY + days(98), target)
        near.coupling(work, name="A", other="B", begun=TODAY - days(100))
        near.coupling(
            work, CouplingPhase.TRIAL, name="C", other="D", begun=TODAY - days(10), until=TODAY
        )
        near.coupling(work, name="E", other="F", begun=TODAY - days(300))
    text = read(coordinator)
    assert f"Proeftuin Rhenen jaar 1 2 van de {target} koppelingen gemaakt" in text
    assert "1 definitief, 1 in de proefperiode" in text
    assert "nog 14 weken" in text
    assert told in text


def test_a_pilot_that_is_over(coordinator: Person, working: Working) -> None:
    with working() as work:
        _pilot(work, TODAY - days(800), TODAY - days(70))
    text = read(coordinator)
    assert "De proeftuin liep tot en met 14 september 2026" in text
    assert "Doel niet gehaald" in text


def test_my_families(coordinator: Person, working: Working) -> None:
    me = coordinator.account.membership_id
    with working() as work:
        near.asks(work, near.family(work, ASKING, "A", coordinator_id=me))
        near.family(work, ASKING, "B", coordinator_id=me)
        free = near.family(work, OFFERING, "C", coordinator_id=me)
        near.offers(work, free)
        near.vog(work, free, seen_on=TODAY, repeat_on=TODAY + days(1000))
        near.family(work, OFFERING, "D")
    text = read(coordinator)
    assert "Vraaggezinnen 2 , waarvan 1 wacht op een match" in text.replace("2,", "2 ,")
    assert "Steungezinnen 1 , waarvan 1 nu plek heeft" in text.replace("1,", "1 ,")
    assert "Zonder coördinator 1 dossier" in text


def test_no_question_to_the_database_per_row(
    app: Flask, coordinator: Person, working: Working
) -> None:
    with working() as work:
        monday(work, coordinator.account.membership_id)
    few = statements(app, coordinator)
    with working() as work:
        for number in range(60):
            _one_of_each(work, f"Gezin{number}-", coordinator.account.membership_id)
    assert statements(app, coordinator) == few
    assert few <= 40


def statements(app: Flask, person: Person) -> int:
    seen: list[str] = []
    engine = app.extensions["office"].database._engine

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert person.browser.get("/week?ook=volgende-week").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def test_a_source_that_has_more_says_so(
    coordinator: Person, working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.week.follow_ups.LIMIT", 3)
    monkeypatch.setattr("core.week.queries.LIMIT", 3)
    with working() as work:
        home = near.family(work, ASKING, "Aydin")
        for back in range(4):
            near.contact(work, home, on_date=TODAY - timedelta(days=9), again_on=TODAY - days(back))
    text = read(coordinator)
    assert "Er is meer te doen dan hier past" in text
    assert text.count("Terugkomen op het telefoontje · Aydin") == 3
