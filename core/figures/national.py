"""The national figures: published cells added up over tenants, then suppressed.

It runs under the console's role, which sees the registry and published cells only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.figures.suppression import share
from core.places.size_class import SizeClass, size_class
from tenants.context import TenantState
from tenants.models import Organisation, PublishedFigure, Tenant

TOTALS = ("requests", "offers", "couplings", "running", "ended", "ended_early", "target")
COUNTED_STATES = (TenantState.ACTIVE, TenantState.SUSPENDED, TenantState.CLOSED)

Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TenantFigures:
    """One programme as the console sees it: totals without attributes."""

    tenant_id: int
    slug: str
    name: str
    area_code: str
    state: TenantState
    inhabitants: int
    organisation: str
    numbers: Numbers

    @property
    def size(self) -> SizeClass:
        """The size class of the gemeente, by its number of inhabitants."""
        return size_class(self.inhabitants)

    @property
    def is_counted(self) -> bool:
        """Whether it adds to the national totals: not while in preparation."""
        return self.state in COUNTED_STATES


@dataclass(frozen=True, slots=True)
class NationalFigures:
    """What may be shown nationally. `itself` and `self_share` are None when too small to show."""

    tenants: tuple[TenantFigures, ...]
    totals: Numbers
    by_size: Mapping[SizeClass, Numbers]
    by_year: Mapping[str, int]
    itself: int | None
    self_share: float | None
    counted: int = field(default=0)


def national(session: Session, organisation_id: UUID | None = None) -> NationalFigures:
    """Add up what all programmes published: two queries, however many tenants there are.

    With an organisation, what its own programmes published: suppressed in the same way.
    """
    cells = _cells(session, organisation_id)
    tenants = _tenants(session, cells, organisation_id)
    counted = [tenant for tenant in tenants if tenant.is_counted]
    totals = _sum(tenant.numbers for tenant in counted)
    itself = sum(cells[tenant.tenant_id].get(("self", ""), 0) for tenant in counted)
    self_share = share(itself, totals["requests"])
    return NationalFigures(
        tenants=tuple(tenants),
        totals=totals,
        by_size={
            size: _sum(tenant.numbers for tenant in counted if tenant.size is size)
            for size in SizeClass
        },
        by_year=_by_year(cells[tenant.tenant_id] for tenant in counted),
        itself=itself if self_share is not None else None,
        self_share=self_share,
        counted=len(counted),
    )


Cells = Mapping[tuple[str, str], int]


def _cells(session: Session, organisation_id: UUID | None) -> dict[int, dict[tuple[str, str], int]]:
    query = select(
        PublishedFigure.tenant_id,
        PublishedFigure.measure,
        PublishedFigure.part,
        PublishedFigure.value,
    )
    if organisation_id is not None:
        query = query.join(Tenant, Tenant.id == PublishedFigure.tenant_id).where(
            Tenant.organisation_id == organisation_id
        )
    rows = session.execute(query)
    cells: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for tenant_id, measure, part, value in rows:
        cells[tenant_id][measure, part] = value
    return cells


def _tenants(
    session: Session, cells: Mapping[int, Cells], organisation_id: UUID | None
) -> list[TenantFigures]:
    query = (
        select(
            Tenant.id,
            Tenant.slug,
            Tenant.name,
            Tenant.area_code,
            Tenant.state,
            Tenant.inhabitants,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Tenant.organisation_id)
        .order_by(Tenant.name)
    )
    if organisation_id is not None:
        query = query.where(Tenant.organisation_id == organisation_id)
    rows = session.execute(query)
    return [
        TenantFigures(*row[:4], TenantState(row[4]), *row[5:], numbers=_numbers(cells[row[0]]))
        for row in rows
    ]


def _numbers(cells: Cells) -> Numbers:
    return {measure: cells.get((measure, ""), 0) for measure in TOTALS}


def _sum(several: Iterable[Numbers]) -> dict[str, int]:
    total = dict.fromkeys(TOTALS, 0)
    for numbers in several:
        for measure in TOTALS:
            total[measure] += numbers[measure]
    return total


def _by_year(several: Iterable[Cells]) -> dict[str, int]:
    years: dict[str, int] = defaultdict(int)
    for cells in several:
        for (measure, part), value in cells.items():
            if measure == "couplings_made_in":
                years[part] += value
    return dict(sorted(years.items()))
