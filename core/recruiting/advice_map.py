"""Where the requests are that an advised family would serve: by area, on a map and in a table.

Few requests in one postcode area point at a family: then they are counted at their place, which
every coordinator sees in the list of requests already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from core.matching.drawing import Drawing, Mark, draw
from core.matching.engine.advised import Advice
from core.matching.profiles import Position
from core.places.distance import distance_km
from core.places.locating import KeptPositions, kept_positions
from core.places.places import Place, UnknownArea, places_of
from core.work import Work

FEW = 3
"""An area with fewer requests is not shown apart."""
LEAST_KM = 5.0


@dataclass(frozen=True, slots=True)
class AdvisedArea:
    """An area with how many of the requests are there; `letter` is its place on the map or ""."""

    letter: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class AdviceMap:
    """The areas, most requests first; `unknown` of the requests have no known place."""

    areas: tuple[AdvisedArea, ...]
    unknown: int
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class _Spot:
    name: str
    position: Position | None
    count: int


def map_of(work: Work, advice: Advice) -> AdviceMap:
    """Where the requests of one advice are; the middle is where the family would best live."""
    spots = _spots(work, advice.by_place)
    letters = iter(ascii_uppercase)
    areas = tuple(
        AdvisedArea(next(letters, "") if spot.position else "", spot.name, spot.count)
        for spot in spots
    )
    unknown = len(advice.serves) - sum(spot.count for spot in spots)
    return AdviceMap(areas, unknown, _drawing(work, advice, spots, areas))


def nearest_place(work: Work, position: Position | None) -> Place | None:
    """The known place of this programme that lies nearest; never a postcode."""
    if position is None:
        return None
    known = _places(work)
    return min(known, key=lambda place: distance_km(place, position), default=None)


def _spots(work: Work, by_place: Iterable[tuple[Position, int]]) -> tuple[_Spot, ...]:
    """Areas with enough requests apart, the others together at their place."""
    homes = kept_positions(work)
    together: dict[str, _Spot] = {}
    found: list[_Spot] = []
    for position, count in by_place:
        place = nearest_place(work, position)
        name = place.name if place else work.tenant.name
        if count >= FEW:
            found.append(_Spot(_apart(homes, name, position), position, count))
            continue
        before = together[name].count if name in together else 0
        at = Position(place.lat, place.lon) if place else None
        together[name] = _Spot(name, at, before + count)
    return tuple(sorted((*found, *together.values()), key=lambda one: (-one.count, one.name)))


def _apart(homes: KeptPositions, name: str, position: Position) -> str:
    postcode4 = homes.area_at(position.lat, position.lon)
    return f"{name} ({postcode4})" if postcode4 else name


def _drawing(
    work: Work, advice: Advice, spots: Iterable[_Spot], areas: Iterable[AdvisedArea]
) -> Drawing | None:
    here = _middle(work, advice)
    drawn = [
        (area.letter, spot.position)
        for area, spot in zip(areas, spots, strict=True)
        if area.letter and spot.position
    ]
    if here is None or not drawn:
        return None
    farthest = max(distance_km(here, position) for _letter, position in drawn)
    limit = max(advice.profile.radius_km or LEAST_KM, farthest)
    places = [(place.name, Position(place.lat, place.lon)) for place in _places(work)]
    return draw(here, limit, [Mark(letter, at, True) for letter, at in drawn], places)


def _middle(work: Work, advice: Advice) -> Position | None:
    """The middle of the requests; of few, the nearest place."""
    area = advice.profile.area
    if area is None or sum(count for _position, count in advice.by_place) >= FEW:
        return area
    place = nearest_place(work, area)
    return Position(place.lat, place.lon) if place else None


def _places(work: Work) -> tuple[Place, ...]:
    try:
        return places_of(work.tenant.area_code)
    except UnknownArea:
        return ()
