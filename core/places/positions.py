"""Where a household lies, from its postcode area or its place: never from its address.

A geocoder finds a position or None. There are three: a table that an operator imported, PDOK's
Locatieserver, and the names of places. The first two are asked by a job and kept for each
programme; a page uses what is kept, and goes by the name of the place where nothing is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Final, Protocol
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.outgoing.client import Client, NoAnswer
from core.places.models import PostcodeArea
from core.places.places import UnknownArea, places_of

POSTCODE4: Final = re.compile(r"[1-9][0-9]{3}", re.ASCII)
_POINT: Final = re.compile(r"POINT\((-?[0-9.]+) (-?[0-9.]+)\)", re.ASCII)
SOUTH, NORTH, WEST, EAST = 50.5, 54.0, 3.0, 7.5
"""Round the Netherlands, in degrees."""


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of where a household lies; both may be empty."""

    postcode4: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A position in WGS84 degrees."""

    lat: float
    lon: float

    @property
    def is_here(self) -> bool:
        """Whether it lies in the Netherlands, roughly."""
        return SOUTH < self.lat < NORTH and WEST < self.lon < EAST


class Geocoder(Protocol):
    """Finds where a household lies."""

    @property
    def name(self) -> str:
        """A short word for where positions come from."""

    def find(self, home: Home) -> Point | None:
        """The middle of where it lies, or None; raises NoAnswer when it cannot say now."""


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """The postcode areas that an operator imported."""

    session: Session
    name: str = "table"

    def find(self, home: Home) -> Point | None:
        """The position of the postcode area."""
        area = select(PostcodeArea.lat, PostcodeArea.lon).where(
            PostcodeArea.postcode4 == home.postcode4
        )
        found = self.session.execute(area).one_or_none()
        return Point(found.lat, found.lon) if found else None


@dataclass(frozen=True, slots=True)
class Locatieserver:
    """PDOK's public geocoder: it is asked for the four digits, and for nothing else."""

    client: Client
    address: str
    name: str = "pdok"

    def find(self, home: Home) -> Point | None:
        """The middle of the postcodes in this area that it names."""
        if not POSTCODE4.fullmatch(home.postcode4):
            return None
        answer = self.client.send("GET", self._question(home.postcode4))
        if answer.later:
            raise NoAnswer(f"status {answer.status}")
        if not answer.ok:
            return None
        points = [point for one in _named(answer.json(), home.postcode4) if (point := _read(one))]
        if not points:
            return None
        return Point(fmean(one.lat for one in points), fmean(one.lon for one in points))

    def _question(self, postcode4: str) -> str:
        wanted = quote(f"postcode:{postcode4}*", safe="")
        path = "/bzk/locatieserver/search/v3_1/free"
        asked = f"?q={wanted}&fq=type:postcode&fl=postcode,centroide_ll&rows=100"
        return f"{self.address.rstrip('/')}{path}{asked}"


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The middle of the place, by its name, in the area of a programme."""

    middles: Mapping[str, Point]
    name: str = "place"

    @classmethod
    def of(cls, area_code: str) -> "PlaceNames":
        """The places of an area; none for one that nobody knows."""
        try:
            found = places_of(area_code)
        except UnknownArea:
            found = ()
        return cls({place.name.casefold(): Point(place.lat, place.lon) for place in found})

    def find(self, home: Home) -> Point | None:
        """The position of the place."""
        return self.middles.get(home.place.casefold())


def first_found(sources: Iterable[Geocoder], home: Home) -> tuple[Point, str] | None:
    """The position by the first source that knows it, with that source's name."""
    for source in sources:
        if (found := source.find(home)) and found.is_here:
            return found, source.name
    return None


def _named(told: Any, postcode4: str) -> list[Mapping[str, Any]]:
    """The postcodes of this area in an answer; raises NoAnswer for one of another shape."""
    try:
        listed = told["response"]["docs"]
        return [one for one in listed if str(one["postcode"]).startswith(postcode4)]
    except (KeyError, TypeError) as other:
        raise NoAnswer("the answer has another shape") from other


def _read(one: Mapping[str, Any]) -> Point | None:
    found = _POINT.fullmatch(str(one.get("centroide_ll")))
    try:
        return Point(float(found[2]), float(found[1])) if found else None
    except ValueError:
        return None
