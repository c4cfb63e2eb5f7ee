"""Where programmes are: dots on a map, and totals per province."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.figures.queries import TenantFigures
from core.places.places import Area, UnknownArea, area, gemeenten
from core.web.charts import Dot
from core.wording import _


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """The programmes that count in one province."""

    name: str
    programmes: int
    made: int
    running: int


def dots(tenants: Sequence[TenantFigures]) -> tuple[Dot, ...]:
    """Every gemeente as a small dot; programmes that count are bigger by running couplings."""
    known = [(tenant, _area(tenant)) for tenant in tenants if tenant.is_counted]
    here = {code for _tenant, place in known if place for code in place.gemeente_codes}
    others = tuple(
        Dot(other.lat, other.lon)
        for other in gemeenten()
        if other.code not in here and other.lat is not None and other.lon is not None
    )
    lit = tuple(
        Dot(place.lat, place.lon, max(1, tenant.numbers["running"]))
        for tenant, place in known
        if place and place.lat is not None and place.lon is not None
    )
    return others + lit


def by_province(tenants: Sequence[TenantFigures]) -> tuple[ProvinceRow, ...]:
    """Sums of the totals of programmes that count, by name of the province."""
    found: dict[str, list[TenantFigures]] = {}
    for tenant in tenants:
        if tenant.is_counted:
            place = _area(tenant)
            found.setdefault(place.province if place else _("Onbekend"), []).append(tenant)
    return tuple(
        ProvinceRow(
            name,
            len(rows),
            sum(row.numbers["couplings"] for row in rows),
            sum(row.numbers["running"] for row in rows),
        )
        for name, rows in sorted(found.items())
    )


def _area(tenant: TenantFigures) -> Area | None:
    try:
        return area(tenant.area_code)
    except UnknownArea:
        return None
