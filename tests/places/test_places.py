"""Lookups of gemeenten, programme areas and places."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.places import places
from core.places.distance import distance_km
from core.places.places import Place, UnknownArea, area, find_area, find_gemeente, places_of

STUDY_2016 = (
    "Rhenen",
    "Giessenlanden",
    "Ouder-Amstel",
    "Overbetuwe",
    "IJsselstein",
    "Edam-Volendam",
    "Sittard-Geleen",
    "Dordrecht",
    "Amsterdam-Zuid",
    "Zaanstad",
)
positions = st.builds(
    Place,
    name=st.just("x"),
    gemeente_code=st.just("GM0000"),
    lat=st.floats(50.7, 53.6),
    lon=st.floats(3.3, 7.3),
)


def test_all_gemeenten_are_there() -> None:
    assert len(places.gemeenten()) == 342
    assert places.gemeente("GM0331").name == "Lopik"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownArea):
        places.gemeente("GM9999")
    with pytest.raises(UnknownArea):
        places_of("GM9999")


def test_names_are_found_whatever_their_case_and_accents() -> None:
    assert find_gemeente("súdwest-fryslân") == find_gemeente("Sudwest-Fryslan") is not None
    assert find_gemeente("’s-hertogenbosch") == places.gemeente("GM0796")
    assert find_gemeente("Nergenshuizen") is None


def test_an_ambiguous_name_needs_its_province() -> None:
    assert find_gemeente("Bergen") is None
    assert find_gemeente("Bergen", "Limburg") == places.gemeente("GM0893")


@pytest.mark.parametrize("name", [*STUDY_2016, "Lopik"])
def test_every_programme_of_the_study_is_an_area_with_places(name: str) -> None:
    found = find_area(name)
    assert found is not None
    assert places_of(found.code)
    assert all(p.gemeente_code in found.gemeente_codes for p in places_of(found.code))


def test_a_part_and_a_merged_gemeente_keep_their_own_code() -> None:
    zuid, old = area("GM0363-ZUID"), area("GM0689")
    assert (zuid.part_of, zuid.gemeente_codes) == ("GM0363", ("GM0363",))
    assert (old.part_of, old.gemeente_codes) == (None, ("GM1978",))
    assert not zuid.is_gemeente and not old.is_gemeente and area("GM0340").is_gemeente
    assert [p.name for p in places_of("GM0363-ZUID")] == ["Amsterdam-Zuid"]
    assert len(places_of("GM0689")) == 5


def test_named_places_of_programme_areas_exist() -> None:
    for code, names in places._place_names().items():
        assert {p.name for p in places_of(code)} == names


def test_areas_refer_to_gemeenten_of_today() -> None:
    codes = {g.code for g in places.gemeenten()}
    assert all(set(a.gemeente_codes) <= codes for a in places.areas())


def test_nothing_is_read_at_import() -> None:
    code = "import core.places.places as p; print(p._gemeenten.cache_info().currsize)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


def test_a_known_distance() -> None:
    rhenen, elst = places_of("GM0340")[0], next(p for p in places_of("GM1734") if p.name == "Elst")
    assert distance_km(rhenen, elst) == pytest.approx(19.4 * 1.25, abs=0.6)


@given(positions, positions)
def test_distance_is_symmetric_and_never_negative(a: Place, b: Place) -> None:
    assert distance_km(a, b) == distance_km(b, a) >= 0
    assert distance_km(a, a) == 0
