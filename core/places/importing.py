"""Reading a table of postcode areas that an operator brings: CSV with postcode4, lat and lon."""

import csv
from collections.abc import Iterable, Iterator

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core.places.models import PostcodeArea
from core.places.positions import POSTCODE4, Point

COLUMNS = ("postcode4", "lat", "lon")


class UnreadableTable(ValueError):
    """The table has a line that makes no sense; the message names it."""


def read_areas(lines: Iterable[str]) -> dict[str, Point]:
    """The areas by their four digits; raises UnreadableTable."""
    try:
        return _areas(csv.DictReader(lines))
    except csv.Error as odd:
        raise UnreadableTable(str(odd)) from odd


def _areas(reader: "csv.DictReader[str]") -> dict[str, Point]:
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise UnreadableTable(f"the first line must name {', '.join(COLUMNS)}")
    areas: dict[str, Point] = {}
    for number, (postcode4, point) in enumerate(_rows(reader), start=2):
        if not POSTCODE4.fullmatch(postcode4) or postcode4 in areas:
            raise UnreadableTable(f"line {number}: {postcode4!r} is no postcode area, or is twice")
        if point is None or not point.is_here:
            raise UnreadableTable(f"line {number}: this does not lie in the Netherlands")
        areas[postcode4] = point
    if not areas:
        raise UnreadableTable("there are no areas in it")
    return areas


def _rows(reader: Iterable[dict[str, str]]) -> Iterator[tuple[str, Point | None]]:
    for row in reader:
        try:
            point = Point(float(row["lat"]), float(row["lon"]))
        except (TypeError, ValueError):
            point = None
        yield (row["postcode4"] or "").strip(), point


def replace_areas(session: Session, areas: dict[str, Point]) -> None:
    """Put these areas in the place of those that were imported before; the console's session."""
    session.execute(delete(PostcodeArea))
    rows = [{"postcode4": key, "lat": one.lat, "lon": one.lon} for key, one in areas.items()]
    session.execute(insert(PostcodeArea), rows)
