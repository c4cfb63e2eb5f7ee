"""Programmes next door: by the registry alone, of which nothing but the place is known here."""

from core.matching.profiles import Position, RequestProfile
from core.places.distance import distance_km
from core.places.places import Place, UnknownArea, places_of
from core.work import Work
from tenants.context import TenantState
from tenants.directory import all_tenants


def programmes_near(work: Work, request: RequestProfile) -> tuple[str, ...]:
    """The names of other programmes with a place within the request's own limit, nearest first.

    Nothing of their families or offers is read: that would pass the wall.
    """
    if request.position is None or request.max_km is None:
        return ()
    here, limit = request.position, request.max_km
    own = set(_places(work.tenant.area_code))
    near = []
    for tenant in all_tenants(work.session):
        if tenant.id == work.tenant.id or tenant.state != TenantState.ACTIVE:
            continue
        away = _away(here, [place for place in _places(tenant.area_code) if place not in own])
        if away is not None and away <= limit:
            near.append((away, tenant.name))
    return tuple(name for _km, name in sorted(near))


def _away(here: Position, places: list[Place]) -> float | None:
    return min((distance_km(here, place) for place in places), default=None)


def _places(area_code: str) -> tuple[Place, ...]:
    try:
        return places_of(area_code)
    except UnknownArea:
        return ()
