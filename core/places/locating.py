"""The positions that a programme keeps: filled by a job after a family is saved, read by pages."""

from typing import Final

from sqlalchemy import delete, select

from core.families.models import Family
from core.jobs.tasks import TryAgain, tenant_task
from core.matching.changing import list_changed
from core.outgoing.client import Client, NoAnswer, NotAllowed
from core.places.models import PostcodePosition
from core.places.positions import (
    POSTCODE4,
    Geocoder,
    Home,
    ImportedTable,
    Locatieserver,
    PlaceNames,
    Point,
    first_found,
)
from core.work import Work
from tenants.ids import new_id

AT_ONCE: Final = 500
"""So many areas are looked up in one job; the rest comes the next night."""
_KEPT: Final = "core.places.locating"


class KeptPositions:
    """What this programme knows already: by postcode area, else by the name of the place."""

    name = "kept"

    def __init__(self, work: Work) -> None:
        row = PostcodePosition
        rows = work.session.execute(select(row.postcode4, row.lat, row.lon))
        self._areas = {one.postcode4: Point(one.lat, one.lon) for one in rows}
        self._places = PlaceNames.of(work.tenant.area_code)

    def find(self, home: Home) -> Point | None:
        """Where it lies; asks nobody."""
        return self._areas.get(home.postcode4) or self._places.find(home)

    def area_at(self, lat: float, lon: float) -> str | None:
        """The postcode area of which this is the middle; None when it is none that is kept."""
        there = Point(lat, lon)
        return next((code for code, point in self._areas.items() if point == there), None)


def kept_positions(work: Work) -> KeptPositions:
    """What is known of positions here: one query in a unit of work."""
    known: KeptPositions | None = work.kept.get(_KEPT)
    if known is None:
        known = work.kept[_KEPT] = KeptPositions(work)
    return known


def sources_of(work: Work) -> tuple[Geocoder, ...]:
    """Whom the job asks for a postcode area, in order. PDOK only where the settings name it."""
    settings = work.settings
    table = ImportedTable(work.session)
    if not settings.pdok_url:
        return (table,)
    return (table, Locatieserver(Client(settings.outgoing_near), settings.pdok_url))


@tenant_task("find_positions", waits=(60, 600, 3600), nightly=True)
def find_positions(work: Work) -> TryAgain | None:
    """Look up the areas in which families live and whose position is not known yet.

    What nobody lives in any more is forgotten. What was found stays when a source does not answer.
    """
    lived_in = select(Family.postcode4).where(Family.postcode4 != "")
    unused = PostcodePosition.postcode4.not_in(lived_in)
    work.session.execute(delete(PostcodePosition).where(unused))
    known = select(PostcodePosition.postcode4)
    missing = lived_in.where(Family.postcode4.not_in(known)).distinct().order_by(Family.postcode4)
    sources = sources_of(work)
    for postcode4 in work.session.scalars(missing.limit(AT_ONCE)).all():
        try:
            _look_up(work, postcode4, sources)
        except (NoAnswer, NotAllowed) as silent:
            return TryAgain(f"no position: {type(silent).__name__}")
    return None


def _look_up(work: Work, postcode4: str, sources: tuple[Geocoder, ...]) -> None:
    found = first_found(sources, Home(postcode4)) if POSTCODE4.fullmatch(postcode4) else None
    if found:
        point, source = found
        row = PostcodePosition(id=new_id(), postcode4=postcode4, source=source)
        row.lat, row.lon = point.lat, point.lon
        work.add(row)
        list_changed(work)
