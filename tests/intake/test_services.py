"""What an intake leaves behind outside its own page."""

from core.families.models import Family, FamilyRole
from core.intake.services import IntakeRecord, record_intake
from core.work import Work
from tests.casework import make_family
from tests.fixtures_web import Person, Working


def told(work: Work, reciprocity: str) -> IntakeRecord:
    answers = {"reciprocity": reciprocity}
    return IntakeRecord(FamilyRole.ASKING, work.today, answers, "", "", (), None, "")


def test_what_a_family_can_do_in_return_is_typed_once(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family_id = make_family(work, FamilyRole.ASKING)
        record_intake(work, family_id, told(work, "Elif kookt graag."))
    page = coordinator.browser.get(f"/gezinnen/{family_id}").text
    assert "Elif kookt graag." in page


def test_an_empty_answer_leaves_the_file_as_it_is(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        family_id = make_family(work, FamilyRole.ASKING)
        record_intake(work, family_id, told(work, "Elif kookt graag."))
        record_intake(work, family_id, told(work, ""))
        family = work.find(Family, family_id)
        kept = work.vault.open(Family.reciprocity, family_id, family.reciprocity)
    assert kept == "Elif kookt graag."
