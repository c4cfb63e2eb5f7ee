"""Who of a list stands on the map: a letter for each, and the drawing."""

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_uppercase

from core.matching.candidate import Candidate
from core.matching.drawing import Drawing, Mark, draw
from core.matching.limits import Limit
from core.matching.profiles import Position, RequestProfile
from core.places.places import UnknownArea, places_of


def lettered(groups: Sequence[Sequence[Candidate]]) -> tuple[list[Candidate], ...]:
    """The groups with a letter for each of whom the place is known, in the order of the page."""
    letters = iter(ascii_uppercase)
    return tuple(
        [replace(one, letter=next(letters, "") if one.position else "") for one in group]
        for group in groups
    )


def drawing_of(
    request: RequestProfile, shown: Sequence[Candidate], area_code: str
) -> Drawing | None:
    """The map around a request; None without its place or its limit."""
    if request.position is None or request.max_km is None:
        return None
    marks = [
        Mark(one.letter, one.position, Limit.DISTANCE not in one.limits)
        for one in shown
        if one.letter and one.position
    ]
    return draw(request.position, request.max_km, marks, _places(area_code))


def _places(area_code: str) -> list[tuple[str, Position]]:
    try:
        return [(place.name, Position(place.lat, place.lon)) for place in places_of(area_code)]
    except UnknownArea:
        return []
