"""The intake by HTTP: kept in parts, judged with a reason, changed, and closed with its file."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    FamilyFile,
    FamilyRole,
)
from core.intake.models import Intake
from core.intake.queries import intake_of
from core.intake.services import IntakeRecord, record_intake
from core.work import Work
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working

ANSWERS = {
    "held_on": "20-11-2026",
    "support_wanted": "Een vaste zaterdag voor Mila",
    "goals": "Weer slapen",
    "formal_help_now": ["youth_help"],
    "prevention_kind": "signals",
    "protection": "no",
    "heavy_concerns": ["none"],
    "suitability": "suitable",
}
SUPPORT = {
    "held_on": "20-11-2026",
    "motivation": "Wij hebben plek aan tafel",
    "time": "Om de week",
    "stability": "Rustig huis",
    "parenting_experience": "own_children_home",
    "foster_care": "no",
    "no_payment": "ja",
    "vog_explained": "ja",
    "suitability": "suitable",
}


def record(role: FamilyRole = FamilyRole.ASKING, **changed: object) -> IntakeRecord:
    told = {
        "role": role,
        "held_on": TODAY,
        "answers": {},
        "suitability": "suitable",
        "suitability_reason": "",
        "formal_help": (),
        "prevention_kind": None,
        "goals": "",
    }
    return IntakeRecord(**{**told, **changed})  # type: ignore[arg-type]


@pytest.fixture
def family(working: Working) -> UUID:
    with working() as work:
        return make_family(work, FamilyRole.ASKING)


def plan(work: Work, family_id: UUID, on: date) -> None:
    work.add(
        Appointment(
            family_id=family_id,
            role=FamilyRole.ASKING,
            kind=AppointmentKind.INTAKE,
            on_date=on,
            state=AppointmentState.PLANNED,
        )
    )


def test_the_road_from_part_to_judgement(
    coordinator: Person, working: Working, family: UUID
) -> None:
    path = f"/gezinnen/{family}/intake"
    with working() as work:
        plan(work, family, TODAY - timedelta(days=3))
        plan(work, family, TODAY + timedelta(days=3))
    part = {"held_on": "20-11-2026", "goals": "Weer slapen", "later": "ja"}
    assert coordinator.browser.post(path, part).status_code == 303
    page = coordinator.browser.get(path).text
    assert "Nog niet klaar" in page
    assert "Weer slapen" in page
    assert coordinator.browser.post(path, ANSWERS).status_code == 303
    page = coordinator.browser.get(path).text
    assert "Past bij Buurtgezinnen" in page
    assert "Een vaste zaterdag voor Mila" in page
    assert "Opgeschreven door Marit Hendriks" in page
    changed = coordinator.browser.get(f"{path}?wijzig=ja").text
    assert "Een vaste zaterdag voor Mila</textarea>" in changed
    with working() as work:
        kept = work.session.scalars(select(Intake)).one()
        assert (kept.formal_help, kept.prevention_kind) == (["youth_help"], "signals")
        assert work.vault.open(Intake.goals, kept.id, kept.goals) == "Weer slapen"
        states = work.session.scalars(select(Appointment.state).order_by(Appointment.on_date))
        assert list(states) == [AppointmentState.HELD, AppointmentState.PLANNED]


def test_a_steungezin_has_an_intake_of_its_own(coordinator: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.OFFERING, "Verhoef")
    path = f"/gezinnen/{family}/intake-steungezin"
    assert coordinator.browser.post(path, SUPPORT).status_code == 303
    assert "Wij hebben plek aan tafel" in coordinator.browser.get(path).text
    assert coordinator.browser.get(f"/gezinnen/{family}/intake").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"held_on": "1-1-2027"}, "Kies vandaag of eerder"),
        ({"suitability": "not_suitable"}, "Schrijf op waarom u dit besluit"),
        ({"heavy_concerns": ["violence"]}, "Schrijf op waarom het gezin past"),
        ({"protection": "during_ots"}, "Schrijf op waarom het gezin past"),
        ({"formal_help_now": ["none", "youth_help"]}, "Haal een van de twee weg"),
        ({"support_wanted": ""}, "Welke steun zoekt het gezin?"),
        ({"suitability": ""}, "Past dit gezin bij Buurtgezinnen?"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    coordinator: Person, working: Working, family: UUID, wrong: dict[str, object], words: str
) -> None:
    page = coordinator.browser.post(f"/gezinnen/{family}/intake", {**ANSWERS, **wrong})
    assert page.status_code == 422
    assert words in page.text
    assert "Weer slapen" in page.text
    with working() as work:
        assert work.session.scalars(select(Intake.id)).all() == []


def test_a_change_keeps_the_id(working: Working, family: UUID) -> None:
    with working() as work:
        first = record_intake(work, family, record(goals="een"))
        assert record_intake(work, family, record(goals="twee")) == first
        kept = intake_of(work, family, FamilyRole.ASKING)
        assert kept
        assert kept.record.goals == "twee"


def test_unknown_keys_and_other_roles_are_refused(working: Working, family: UUID) -> None:
    with working() as work:
        for wrong in ({"suitability": "x"}, {"formal_help": ("x",)}, {"prevention_kind": "x"}):
            with pytest.raises(Refused):
                record_intake(work, family, record(**wrong))
        with pytest.raises(NotFound):
            record_intake(work, family, record(FamilyRole.OFFERING))


def test_the_file_of_the_former_role_stays_closed(
    coordinator: Person, working: Working, family: UUID
) -> None:
    with working() as work:
        record_intake(work, family, record(goals="Geheim doel"))
        asking = work.session.scalars(select(FamilyFile)).one()
        asking.closed_on, asking.closed_reason = work.today, "became_offering"
        work.add(FamilyFile(family_id=family, role=FamilyRole.OFFERING, opened_on=work.today))
    for path in ("intake", "veiligheid", "hulpvraag/nieuw"):
        answer = coordinator.browser.get(f"/gezinnen/{family}/{path}")
        assert answer.status_code == 302
        assert "/reden" in answer.location
    page = coordinator.browser.get(f"/gezinnen/{family}/intake-steungezin")
    assert page.status_code == 200
    assert "Geheim doel" not in page.text
    with working() as work, pytest.raises(Refused, match="gesloten"):
        record_intake(work, family, record())
