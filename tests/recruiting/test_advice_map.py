"""Where the requests of an advice are: by area, and few of them only by their place."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from core.families.models import Family
from core.places.models import PostcodePosition
from core.work import Work
from tenants.ids import new_id
from tests.casework import asking
from tests.fixtures_web import Person, Working

ROWS = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
AREAS = {"3911": (51.97, 5.57), "3912": (51.94, 5.6)}


def living_in(work: Work, postcode4: str, number: int) -> None:
    family_id, _request = asking(work, f"Gezin {number}")
    work.find(Family, family_id).postcode4 = postcode4


def area_rows(page: str) -> list[str]:
    """The rows of the table beside the first map, in words."""
    table = page[page.index("Waar de hulpvragen van advies 1 zijn") :].partition("</table>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in ROWS.findall(table)][1:]


@pytest.fixture
def areas(working: Working) -> None:
    with working() as work:
        for postcode4, (lat, lon) in AREAS.items():
            row: Any = PostcodePosition(id=new_id(), postcode4=postcode4, source="table")
            row.lat, row.lon = lat, lon
            work.session.add(row)


@pytest.mark.usefixtures("areas")
def test_an_area_with_enough_requests_stands_apart(coordinator: Person, working: Working) -> None:
    with working() as work:
        for number in range(3):
            living_in(work, "3911", number)
        living_in(work, "3912", 3)
    page = coordinator.browser.get("/werving/advies").text
    assert area_rows(page) == ["A Rhenen (3911) 3", "B Rhenen 1"]
    assert '<title id="kaart-1-titel">' in page
    assert "(3912)" not in page


@pytest.mark.usefixtures("areas")
def test_the_map_of_few_does_not_tell_in_which_area_they_live(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        living_in(work, "3911", 0)
    in_one = coordinator.browser.get("/werving/advies").text
    with working() as work:
        work.session.scalars(select(Family)).one().postcode4 = "3912"
    in_the_other = coordinator.browser.get("/werving/advies").text
    assert area_rows(in_one) == ["A Rhenen 1"]
    assert drawn(in_one) == drawn(in_the_other)


def drawn(page: str) -> str:
    """The first map of a page."""
    return page[page.index('<figure class="buurt-figure') :].partition("</figure>")[0]


def test_a_place_that_is_not_known_is_counted_apart(coordinator: Person, working: Working) -> None:
    with working() as work:
        asking(work)
        family, _request = asking(work, "Smit")
        work.find(Family, family).place = "Ergens"
    page = coordinator.browser.get("/werving/advies").text
    assert area_rows(page) == ["A Rhenen 1", "Plaats niet bekend 1"]
