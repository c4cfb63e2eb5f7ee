"""Whom to look for: worked out from the own list, and made into a profile with one button."""

import re

from sqlalchemy import select

from core.matching.engine.weights import FACTORS, Weights
from core.recruiting.advising import advice_of
from core.recruiting.models import SearchProfile
from core.work import Office
from tenants.context import TenantContext
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working
from tests.referrals.drafts import counted


def test_without_requests_there_is_none(coordinator: Person) -> None:
    assert "Nu geen advies" in coordinator.browser.get("/werving/advies").text


def test_several_requests_become_one_profile(coordinator: Person, working: Working) -> None:
    with working() as work:
        for number in range(3):
            asking(work, f"Gezin {number}")
    page = coordinator.browser.get("/werving/advies").text
    assert "past bij 3 hulpvragen" in page
    assert "Voor 3 daarvan is er nu niemand." in page
    key = re.search(r'name="advies" value="(\w+)"', page)
    assert key
    made = coordinator.browser.post("/werving/advies", {"advies": key[1]}, page="/werving/advies")
    assert made.status_code == 303
    text = coordinator.browser.get(made.location.partition("#")[0]).text
    assert "Dit profiel gaat niet over één gezin" in text
    with working() as work:
        [profile] = work.session.scalars(select(SearchProfile))
        assert profile.request_id is None
        assert profile.from_advice
        assert profile.from_advice["serves"] == 3


def test_one_request_becomes_the_profile_of_that_family(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        _family, request = asking(work)
    key = re.search(r'name="advies" value="(\w+)"', coordinator.browser.get("/werving/advies").text)
    assert key
    led = coordinator.browser.post("/werving/advies", {"advies": key[1]}, page="/werving/advies")
    assert led.location.endswith(f"/matching/{request}/zoekprofiel")


def test_an_advice_that_is_over_starts_nothing(coordinator: Person, working: Working) -> None:
    with working() as work:
        asking(work)
    coordinator.browser.post("/werving/advies", {"advies": "0" * 12}, page="/werving/advies")
    with working() as work:
        assert work.session.scalars(select(SearchProfile.id)).all() == []


def test_another_tenants_list_is_no_part_of_it(
    working: Working, office: Office, other_tenant: TenantContext
) -> None:
    with office.work(other_tenant) as work:
        asking(work)
        offering(work)
    with working() as work:
        advised = advice_of(work)
        assert (advised.found, advised.requests, advised.offers) == ((), 0, 0)


def test_what_changes_is_seen_at_once(working: Working, office: Office) -> None:
    with working() as work:
        asking(work)
        asking(work, "Smit")
    with working() as work, counted(office) as first:
        assert advice_of(work).requests == 2
    with working() as work:
        asking(work, "De Vries")
    with working() as work, counted(office) as second:
        advised = advice_of(work)
        assert advised.requests == 3
        assert advised.found[0].serves == 3
    assert len(first) == len(second)


def test_the_newest_weights_count(coordinator: Person, admin: Person, working: Working) -> None:
    with working() as work:
        asking(work)
    before = gained(coordinator)
    standard = {factor.value: Weights().of(factor) for factor in FACTORS}
    moved = {**standard, "experience": 0, "ages": 300}
    saved = {**moved, "reason": "eigen ervaring is nog van niemand bekend", "doe": "bewaar"}
    assert admin.browser.post("/instellingen/weging", saved).status_code == 303
    assert gained(coordinator) == before + 75  # what was half of what nobody knew is now certain


def gained(person: Person) -> int:
    """The points in the first advice on the page."""
    page = person.browser.get("/werving/advies").text
    found = re.search(r"wint er ([\d.]+) punten mee", page)
    assert found
    return int(found[1].replace(".", ""))
