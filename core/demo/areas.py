"""In which postcode areas invented families live, and where those lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from core.places.models import PostcodePosition
from core.places.places import Place
from core.work import Work
from tenants.ids import new_id

KM_PER_DEGREE = 111.19
FIRST_KM, STEP_KM = 0.4, 0.9
TURN = pi * (3 - 5**0.5)
"""So that areas round one place lie in different directions, however many there are."""
SOURCE = "demo"
POSTCODES: Mapping[str, tuple[str, ...]] = {
    "GM0340": ("3911", "3912", "3921"),
    "GM0689": ("4241", "3381", "4221", "4225", "4209"),
    "GM0437": ("1114", "1191", "1115"),
    "GM1734": ("6673", "6665", "6661", "6666", "6678", "6671", "6662"),
    "GM0353": ("3401", "3402", "3403", "3404"),
    "GM0385": ("1135", "1474", "1131", "1132"),
    "GM1883": ("6121", "6132", "6122", "6142", "6161", "6127", "6131", "6164"),
    "GM0505": ("3311", "3312", "3313", "3314", "3317", "3328"),
    "GM0363-ZUID": ("1071", "1073", "1076", "1078", "1081"),
    "GM0479": ("1566", "1541", "1561", "1562", "1551", "1501", "1567", "1504", "1508"),
    "GM0331": ("3411", "3412"),
    "GM0352": ("3945", "3961", "3962"),
}
"""By the code of the gemeente or programme area."""


@dataclass(frozen=True, slots=True)
class DemoArea:
    """A postcode area of a programme; where its middle lies is invented, near its place."""

    postcode4: str
    place: str
    lat: float
    lon: float


def areas_of(code: str, places: Sequence[Place]) -> tuple[DemoArea, ...]:
    """Share a programme's postcodes out over its places, each round its place further away."""
    postcodes = POSTCODES[code]
    return tuple(_area(postcodes, places, number) for number in range(len(postcodes)))


def keep_areas(work: Work, areas: Sequence[DemoArea]) -> None:
    """Keep where the areas lie, as the job would that asks a geocoder."""
    for area in areas:
        row = PostcodePosition(id=new_id(), postcode4=area.postcode4, source=SOURCE)
        row.lat, row.lon = area.lat, area.lon
        work.session.add(row)


def _area(postcodes: Sequence[str], places: Sequence[Place], number: int) -> DemoArea:
    place, turn = places[number % len(places)], number // len(places)
    km, angle = FIRST_KM + STEP_KM * turn, TURN * turn
    north = km * cos(angle) / KM_PER_DEGREE
    east = km * sin(angle) / (KM_PER_DEGREE * cos(radians(place.lat)))
    return DemoArea(
        postcodes[number], place.name, round(place.lat + north, 5), round(place.lon + east, 5)
    )
