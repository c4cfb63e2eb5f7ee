"""In Rhenen a visitor sees at once who could fit, what a choice costs, and whom to look for."""

import re

import pytest
from sqlalchemy import func, select

from core.accounts.models import Role
from core.families.models import Family
from core.matching.list_models import SolvedList
from core.places.models import PostcodePosition
from tenants.directory import find_by_slug
from tests.demo.conftest import Demo
from tests.fixtures_web import Browser


@pytest.fixture(scope="module")
def coordinator(demo: Demo) -> Browser:
    return demo.member("rhenen", Role.COORDINATOR)


def test_one_request_shows_every_group_and_what_it_costs(coordinator: Browser) -> None:
    listed = coordinator.get("/matching?wie=alle").text
    path = re.search(r'href="(/matching/[0-9a-f-]{36})"[^>]*>[^<]*woensdagmiddag', listed)
    assert path
    page = coordinator.get(path[1]).text
    for words in ("Even goed", "Kan ook", "Eén drempel", "passen nu niet", "is berekend om"):
        assert words in page, words
    assert page.count("van 1000 punten") >= 3
    assert "Kost de hele lijst" in page
    assert 'id="kaart-titel"' in page


def test_three_kinds_of_families_are_worth_looking_for(coordinator: Browser) -> None:
    page = coordinator.get("/werving/advies").text
    assert len(re.findall(r'id="advies-\d"', page)) == 3


def test_families_live_in_areas_of_their_programme(demo: Demo) -> None:
    for slug in ("rhenen", "zaanstad", "lopik"):
        with demo.office.database.registry() as session:
            tenant = find_by_slug(session, slug)
        assert tenant is not None
        with demo.office.work(tenant) as work:
            known = select(PostcodePosition.postcode4)
            elsewhere = select(Family.name).where(Family.postcode4.not_in(known))
            assert work.session.scalars(elsewhere).all() == []
            assert work.session.scalar(select(func.count(SolvedList.id))) == 1
