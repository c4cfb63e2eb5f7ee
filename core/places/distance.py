"""How far apart two places are by road, estimated."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_KM = 6371.0
ROAD_FACTOR = 1.25
"""Straight line to road: the factor of the matching model's distance limit."""


class Located(Protocol):
    """Anything with a position in WGS84 degrees."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""


def distance_km(a: Located, b: Located) -> float:
    """Return the estimated distance by road in kilometres, rounded to 0.1.

    The straight line over a sphere (haversine) times 1.25. Positions are centres of postcode
    areas or places, never addresses, so two families in one area are 0.0 km apart.
    """
    half_lat = radians(b.lat - a.lat) / 2
    half_lon = radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    straight = 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
    return round(straight * ROAD_FACTOR, 1)
