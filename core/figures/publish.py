"""The one way in which figures leave a tenant: exact cells that no page reads.

National pages add these cells up first and suppress after, so nothing of a small programme can
be worked out from what is shown.
"""

from collections.abc import Iterator

from sqlalchemy import select

from core.calendar.half_years import closed_until
from core.figures.counts import by_source, made_by_day, signed_up_itself, totals
from core.figures.fidelity import fidelity
from core.jobs.tasks import tenant_task
from core.programme.queries import pilot
from core.work import Work
from tenants.context import TenantState
from tenants.models import PublishedFigure

Cell = tuple[str, str]


@tenant_task("publish_figures")
def publish_figures(work: Work) -> None:
    """Bring the published cells of this tenant up to date; nothing while it is in preparation."""
    fresh = {} if work.tenant.state is TenantState.PREPARATION else dict(_cells(work))
    known = {(row.measure, row.part): row for row in work.session.scalars(select(PublishedFigure))}
    for cell, row in known.items():
        if cell not in fresh:
            work.session.delete(row)
        elif row.value != fresh[cell] or row.as_of != work.today:
            row.value, row.as_of = fresh[cell], work.today
    for (measure, part), value in fresh.items():
        if (measure, part) not in known:
            work.session.add(
                PublishedFigure(measure=measure, part=part, value=value, as_of=work.today)
            )


def _cells(work: Work) -> Iterator[tuple[Cell, int]]:
    counted = totals(work)
    facts = pilot(work)
    yield ("requests", ""), counted.requests
    yield ("offers", ""), counted.offers
    yield ("couplings", ""), counted.made
    yield ("running", ""), counted.running
    yield ("ended", ""), counted.ended
    yield ("ended_early", ""), counted.ended_early
    yield ("children", ""), counted.children
    yield ("target", ""), facts.target if facts else 0
    yield ("self", ""), signed_up_itself(work, by_source(work))
    yield from _per_year(work)
    for measure, count in fidelity(work, closed_until(work.today)).cells():
        yield (measure, ""), count


def _per_year(work: Work) -> Iterator[tuple[Cell, int]]:
    years: dict[str, int] = {}
    for day in made_by_day(work):
        year = str(day.day.year)
        years[year] = years.get(year, 0) + day.made
    for year, made in years.items():
        yield ("couplings_made_in", year), made
