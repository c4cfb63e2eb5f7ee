"""Counting from rows, as the ordinary queries do; publishing; the national sum."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from core.couplings.models import Coupling, CouplingPhase
from core.figures.counts import by_end_reason, by_source, made_by_day, signed_up_itself, totals
from core.figures.evaluated import evaluated
from core.figures.lead_times import lead_times
from core.figures.publish import publish_figures
from core.figures.queries import national
from core.jobs.tasks import TASKS
from core.programme.services import set_pilot
from core.work import Office, Work
from tenants.context import TenantContext, TenantState
from tenants.models import PublishedFigure
from tests.figures.programmes import ask, couple, evaluate, offer, plan_evaluation
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Working

SPRING = date(2026, 3, 2)


def fill(work: Work) -> None:
    """Four made of which one ended early, one introduction; six ask (two themselves)."""
    couple(work, SPRING)
    couple(work, SPRING, source="self", definitive=False)
    couple(work, date(2025, 11, 1), source="cjg", ended_on=SPRING, reason="moved")
    twins = ask(work, "jgz", SPRING)
    couple(work, date(2026, 9, 1), family=twins)
    introduced = couple(work, date(2026, 11, 1), source="self")
    row = work.find(Coupling, introduced)
    row.phase, row.trial_from, row.active_from = CouplingPhase.INTRODUCTION, None, None
    ask(work, "social_team")
    offer(work)
    work.session.flush()


def test_totals_and_splits(working: Working) -> None:
    with working() as work:
        fill(work)
        found = totals(work)
        assert (found.requests, found.offers) == (6, 6)
        assert (found.made, found.running, found.ended, found.ended_early) == (4, 3, 1, 1)
        assert found.made == found.running + found.ended == found.couplings
        assert (found.families_supported, found.families_supporting, found.children) == (4, 4, 4)
        sources = by_source(work)
        assert sum(part.count for part in sources) == found.requests
        assert signed_up_itself(work, sources) == 2
        assert [(part.key, part.count) for part in by_end_reason(work)] == [("moved", 1)]
        assert sum(day.made for day in made_by_day(work)) == found.made


def test_families_and_children_count_once(working: Working) -> None:
    with working() as work:
        family = ask(work)
        couple(work, SPRING, family=family)
        # A second coupling of the same family and child.
        offering_family, offer_id = offer(work)
        first = work.session.scalars(select(Coupling)).one()
        work.add(
            Coupling(
                request_id=family.request_id, offer_id=offer_id,
                asking_family_id=family.family_id, offering_family_id=offering_family,
                variant="standard", variant_version=1, phase=CouplingPhase.TRIAL,
                introduction_on=SPRING, trial_from=first.trial_from,
            )
        )  # fmt: skip
        found = totals(work)
        assert (found.made, found.families_supported, found.families_supporting) == (2, 1, 2)
        assert found.children == 1


def test_a_split_until_a_day_leaves_out_what_came_later(working: Working) -> None:
    with working() as work:
        ask(work, "school", SPRING)
        ask(work, "cjg", SPRING + timedelta(days=1))
        assert [part.key for part in by_source(work, SPRING)] == ["school"]
        couple(work, date(2025, 11, 1), ended_on=SPRING, reason="moved")
        assert by_end_reason(work, SPRING - timedelta(days=1)) == ()
        assert len(by_end_reason(work, SPRING)) == 1


def test_lead_times_follow_the_course(working: Working) -> None:
    with working() as work:
        couple(work, SPRING)
        couple(work, SPRING, definitive=False)
        found = lead_times(work, TODAY, 1)
        assert found is not None
        assert (found.couplings, found.days) == (1, (10, 20, 5, 40))
        assert lead_times(work, TODAY, 2) is None
        assert lead_times(work, SPRING, 1) is None


def test_evaluations_held_due_and_content(working: Working) -> None:
    with working() as work:
        one, other = couple(work, SPRING), couple(work, SPRING)
        evaluate(work, one, date(2026, 5, 1), content=False)
        evaluate(work, one, date(2026, 10, 1))
        evaluate(work, other, date(2026, 5, 1), content=False)
        plan_evaluation(work, other, date(2026, 11, 1))
        plan_evaluation(work, other, TODAY + timedelta(days=30))
        work.session.flush()
        found = evaluated(work, TODAY, TODAY)
        assert (found.due, found.held, found.asked, found.content) == (4, 3, 2, 1)
        assert evaluated(work, TODAY, date(2026, 6, 30)).content == 0


def cells(office: Office, tenant: TenantContext) -> dict[tuple[str, str], int]:
    with office.work(tenant) as work:
        rows = work.session.scalars(select(PublishedFigure)).all()
    return {(row.measure, row.part): row.value for row in rows}


def test_published_cells_are_the_exact_counts(
    office: Office, tenant: TenantContext, working: Working
) -> None:
    with working() as work:
        fill(work)
        set_pilot(
            work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), target=7, budget_cents=0
        )
        publish_figures(work)
    found = cells(office, tenant)
    assert found["requests", ""] == 6
    assert found["couplings", ""] == found["running", ""] + found["ended", ""] == 4
    assert found["target", ""] == 7
    assert found["self", ""] == 2
    assert found["couplings_made_in", "2025"] == 1
    assert found["couplings_made_in", "2026"] == 3
    with working() as work:
        couple(work, SPRING)
        publish_figures(work)
    assert cells(office, tenant)["couplings", ""] == 5
    assert len(cells(office, tenant)) == len(found)


def test_publishing_is_a_job_of_the_worker() -> None:
    assert "publish_figures" in {task.name for task in TASKS.all()}


def test_a_tenant_in_preparation_publishes_and_adds_nothing(
    office: Office, make_tenant: MakeTenant
) -> None:
    ahead = make_tenant(state=TenantState.PREPARATION)
    with office.database.console() as session:
        before = national(session).totals
    with office.work(ahead) as work:
        fill(work)
        publish_figures(work)
    assert cells(office, ahead) == {}
    with office.database.console() as session:
        found = national(session)
    assert found.totals == before
    assert not next(row for row in found.tenants if row.slug == ahead.slug).is_counted


def test_national_figures_are_the_sum_of_their_parts(
    office: Office, make_tenant: MakeTenant
) -> None:
    for inhabitants in (12_000, 40_000, 90_000):
        with office.work(make_tenant(inhabitants=inhabitants)) as work:
            fill(work)
            publish_figures(work)
    with office.database.console() as session:
        found = national(session)
    for measure, total in found.totals.items():
        assert total == sum(numbers[measure] for numbers in found.by_size.values())
        counted = [row for row in found.tenants if row.is_counted]
        assert total == sum(row.numbers[measure] for row in counted)
    assert sum(found.by_year.values()) == found.totals["couplings"]


def test_the_console_reads_no_row_of_a_tenant(office: Office) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, office.database.console() as session:
        session.execute(select(Coupling.id)).all()
