"""Gemeenten, programme areas and places, read once from the data files when first asked for."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Row = dict[str, str]


class UnknownArea(LookupError):
    """No gemeente or programme area has this code."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where people live; position in WGS84 degrees."""

    name: str
    gemeente_code: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente of today; `code` is the CBS code ("GM0331"); two have no known centre."""

    code: str
    name: str
    province: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Area:
    """Where a programme works: a gemeente, a part of one, or one that has merged since.

    `part_of` is the code of the gemeente that it is a part of, else None. `gemeente_codes` are the
    gemeenten of today that it lies in: for Giessenlanden (GM0689) that is Molenlanden (GM1978).
    """

    code: str
    name: str
    part_of: str | None
    gemeente_codes: tuple[str, ...]
    province: str
    lat: float | None
    lon: float | None

    @property
    def is_gemeente(self) -> bool:
        """Whether it is a gemeente of today, whole."""
        return self.gemeente_codes == (self.code,)


def gemeenten() -> tuple[Gemeente, ...]:
    """Return the 342 gemeenten, in the order of their code."""
    return tuple(_gemeenten().values())


def gemeente(code: str) -> Gemeente:
    """Return the gemeente with a CBS code; raises UnknownArea."""
    try:
        return _gemeenten()[code]
    except KeyError:
        raise UnknownArea(code) from None


def find_gemeente(name: str, province: str | None = None) -> Gemeente | None:
    """Return the one gemeente with this name, whatever its case, accents and hyphens, else None.

    Two gemeenten are named Bergen: without the province the answer is None.
    """
    found = [g for g in gemeenten() if _same_name(g.name, name)]
    if province is not None:
        found = [g for g in found if _same_name(g.province, province)]
    return found[0] if len(found) == 1 else None


def areas() -> tuple[Area, ...]:
    """Return everything that a programme can be made for: gemeenten, then parts and old ones."""
    return tuple(_areas().values())


def area(code: str) -> Area:
    """Return the area with a code ("GM0340", "GM0363-ZUID", "GM0689"); raises UnknownArea."""
    try:
        return _areas()[code]
    except KeyError:
        raise UnknownArea(code) from None


def find_area(name: str) -> Area | None:
    """Return the one area with this name, whatever its case, accents and hyphens, else None."""
    found = [a for a in areas() if _same_name(a.name, name)]
    return found[0] if len(found) == 1 else None


def places_of(code: str) -> tuple[Place, ...]:
    """Return the known places of a gemeente or programme area, by name.

    A gemeente without places of its own in the data gives its centre under its own name, or
    nothing when that is unknown too. Raises UnknownArea.
    """
    found = area(code)
    names = _place_names().get(code)
    places = tuple(
        place
        for gemeente_code in found.gemeente_codes
        for place in _places().get(gemeente_code, ())
        if names is None or place.name in names
    )
    if places or found.lat is None or found.lon is None:
        return places
    return (Place(found.name, found.gemeente_codes[0], found.lat, found.lon),)


def _same_name(a: str, b: str) -> bool:
    return plain_name(a) == plain_name(b)


def plain_name(name: str) -> str:
    """Return a name without case, accents and hyphens, to compare it by."""
    spaced = " ".join(name.replace("’", "'").replace("-", " ").split())
    letters = unicodedata.normalize("NFKD", spaced)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _rows(file_name: str) -> Iterator[Row]:
    source = files("core.places").joinpath("data", file_name)
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines())


def _degrees(text: str) -> float | None:
    return float(text) if text else None


@cache
def _gemeenten() -> dict[str, Gemeente]:
    return {
        row["code"]: Gemeente(
            row["code"],
            row["name"],
            row["province"],
            _degrees(row["latitude"]),
            _degrees(row["longitude"]),
        )
        for row in _rows("gemeenten.csv")
    }


@cache
def _areas() -> dict[str, Area]:
    whole = {
        g.code: Area(g.code, g.name, None, (g.code,), g.province, g.lat, g.lon) for g in gemeenten()
    }
    return whole | {row["code"]: _programme_area(row) for row in _rows("programme_areas.csv")}


def _programme_area(row: Row) -> Area:
    return Area(
        row["code"],
        row["name"],
        row["part_of"] or None,
        tuple(row["gemeente_codes"].split(";")),
        row["province"],
        _degrees(row["latitude"]),
        _degrees(row["longitude"]),
    )


@cache
def _place_names() -> dict[str, frozenset[str]]:
    rows = _rows("programme_areas.csv")
    return {row["code"]: frozenset(row["places"].split(";")) for row in rows}


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    by_gemeente: dict[str, list[Place]] = {}
    for row in _rows("woonplaatsen.csv"):
        place = Place(
            row["name"], row["gemeente_code"], float(row["latitude"]), float(row["longitude"])
        )
        by_gemeente.setdefault(place.gemeente_code, []).append(place)
    return {code: tuple(sorted(ps, key=lambda p: p.name)) for code, ps in by_gemeente.items()}
