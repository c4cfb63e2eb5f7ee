"""The pilot's method: every three months in the first year, then each half year."""

from datetime import date, timedelta

from sqlalchemy import select

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationState
from core.evaluations.services import plan_missing, record_evaluation_answer
from core.exporting.tables import evaluations as exported
from core.families.models import FamilyRole
from core.method.choice import make_default, pinned, switch_on
from core.work import Office, Work
from plugins.methode_proeftuin import method_variants
from tenants.context import TenantContext
from tests.couplings.pairs import definitive
from tests.evaluations.test_services import everything
from tests.fixtures_web import TODAY, Person, Working
from tests.method.variants import installed

FIRST_YEAR = [date(2027, 2, 23), date(2027, 5, 23), date(2027, 8, 23), date(2027, 11, 23)]
AFTER_IT = [date(2028, 5, 23), date(2028, 11, 23)]


def hold(work: Work, evaluation: Evaluation) -> None:
    """Both families answer everything, the pilot's own question too."""
    for side in FamilyRole:
        answers = everything(side) | {"can_be_better": "Niets."}
        record_evaluation_answer(work, evaluation.id, side=side, answers=answers)
    assert evaluation.state == EvaluationState.HELD


def test_evaluations_come_by_the_first_year_and_then_as_ever(
    coordinator: Person, working: Working, office: Office, tenant: TenantContext
) -> None:
    with installed(*method_variants()):
        with working() as work:
            switch_on(work, "proeftuin")
            make_default(work, "proeftuin")
            coupling_id = definitive(work)
            coupling = work.find(Coupling, coupling_id)
            assert pinned(work, coupling.variant, coupling.variant_version).key == "proeftuin"
        page = coordinator.browser.get(f"/koppelingen/{coupling_id}").text
        assert "Vaste evaluatie" in page and "23 februari 2027" in page
        assert "Halfjaar" not in page
        planned = []
        for _time in range(6):
            with office.work(tenant) as work:
                query = select(Evaluation).where(
                    Evaluation.coupling_id == coupling_id,
                    Evaluation.state == EvaluationState.PLANNED,
                )
                [waiting] = work.session.scalars(query)
                assert waiting.variant == "proeftuin"
                planned.append(waiting.due_on)
                work.today = waiting.due_on
                hold(work, waiting)
            with office.work(tenant) as work:
                work.today = planned[-1] + timedelta(days=1)
                plan_missing(work)
                assert plan_missing(work) == 0
        assert planned == FIRST_YEAR + AFTER_IT


def test_a_pilot_that_nobody_looked_at_for_long_misses_none(
    working: Working, office: Office, tenant: TenantContext
) -> None:
    with installed(*method_variants()):
        with working() as work:
            switch_on(work, "proeftuin")
            make_default(work, "proeftuin")
            definitive(work)
        with office.work(tenant) as work:
            work.today = date(2028, 6, 1)
            plan_missing(work)
            due = list(work.session.scalars(select(Evaluation.due_on).order_by(Evaluation.due_on)))
            assert [one for one in due if one > TODAY + timedelta(days=60)] == [
                *FIRST_YEAR, *AFTER_IT,
            ]  # fmt: skip


def test_an_export_calls_it_no_half_year(coordinator: Person, working: Working) -> None:
    with working() as work:
        definitive(work)
    with working(coordinator.actor) as work:
        kinds = {row[2] for row in exported(work).rows}
    assert "vaste evaluatie" in kinds
    assert not any("jaar" in str(kind) for kind in kinds)
