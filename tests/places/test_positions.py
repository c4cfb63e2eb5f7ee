"""Where a household lies: three sources, what is kept of them, and faults on the way."""

import contextlib
import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from core.families.models import Family, FamilyRole
from core.families.services import FamilyDetails, NewFamily, change_family, create_family
from core.jobs.tasks import TryAgain
from core.matching.profiles import Position
from core.matching.profiles_query import request_profiles
from core.outgoing.client import Client, NoAnswer
from core.places.importing import UnreadableTable, read_areas, replace_areas
from core.places.locating import find_positions, kept_positions
from core.places.models import PostcodeArea, PostcodePosition
from core.places.positions import Home, Locatieserver, PlaceNames, Point
from core.work import Office, Work
from tenants.context import TenantContext
from tests.casework import asking
from tests.commands.conftest import Command, command
from tests.fixtures_web import Working
from tests.outgoing.servers import Handle, listening, read_request, says, whole

__all__ = ["command"]
NEAR = Client(may_be_near=frozenset({"127.0.0.1"}), patience=5.0)
TABLE = "postcode4,lat,lon\n3911,51.96,5.57\n1506,52.44,4.83\n"
RHENEN = Point(51.96, 5.57)


@pytest.fixture
def table(office: Office) -> Iterator[None]:
    """A table of two areas, imported."""
    with office.database.console() as session:
        replace_areas(session, read_areas(TABLE.splitlines()))
    yield
    with office.database.console() as session:
        session.execute(delete(PostcodeArea))


def answer(*points: str, postcode: str = "3911AB") -> bytes:
    """What the Locatieserver says, with these positions."""
    docs = [{"postcode": postcode, "centroide_ll": point} for point in points]
    return whole(json.dumps({"response": {"numFound": len(docs), "docs": docs}}).encode())


def ask(handle: Handle, postcode4: str = "3911") -> Point | None:
    with listening(handle) as port:
        source = Locatieserver(NEAR, f"http://127.0.0.1:{port}/")
        return source.find(Home(postcode4, "Rhenen"))


def test_pdok_is_asked_for_four_digits_and_nothing_else() -> None:
    asked: list[bytes] = []

    def handle(connection: socket.socket) -> None:
        asked.append(read_request(connection))
        connection.sendall(answer("POINT(5.50 51.90)", "POINT(5.60 52.00)"))

    found = ask(handle)
    assert found is not None
    assert (round(found.lat, 6), round(found.lon, 6)) == (51.95, 5.55)
    [line] = [request.split(b"\r\n")[0].decode() for request in asked]
    assert line == (
        "GET /bzk/locatieserver/search/v3_1/free"
        "?q=postcode%3A3911%2A&fq=type:postcode&fl=postcode,centroide_ll&rows=100 HTTP/1.1"
    )
    assert b"Rhenen" not in asked[0]


@pytest.mark.parametrize(
    "said",
    [
        answer(),
        answer("POINT(5.5 51.9)", postcode="1506XY"),
        answer("somewhere", "POINT(1.2.3 4)"),
        whole(b"{}", "404 Not Found"),
    ],
)
def test_what_pdok_does_not_know_is_not_known(said: bytes) -> None:
    assert ask(says(said)) is None


@pytest.mark.parametrize(
    "said",
    [
        whole(b"{}", "503 Service Unavailable"),
        whole(b"[]"),
        whole(b'{"response": {"docs": [{}]}}'),
        whole(b'{"response": {"docs": [{"postc'),
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{",
    ],
)
def test_a_fault_is_told_from_not_knowing(said: bytes) -> None:
    with pytest.raises(NoAnswer):
        ask(says(said))


@pytest.mark.parametrize("odd", ["", "391", "3911AB", "0391", "39 1", "٣٩١١", "391\n"])
def test_pdok_is_not_asked_for_anything_else(odd: str) -> None:
    assert Locatieserver(NEAR, "http://127.0.0.1:9").find(Home(odd, "Rhenen")) is None


def test_a_place_by_its_name() -> None:
    names = PlaceNames.of("GM0340")
    assert names.find(Home("", "rhenen")) == names.find(Home("9999", "Rhenen"))
    assert names.find(Home("3911", "Nergens")) is None
    assert PlaceNames.of("GM9999").find(Home("3911", "Rhenen")) is None


def test_a_family_that_is_saved_is_located_after_the_commit(working: Working) -> None:
    family = NewFamily("Aydin", "Rhenen", "3911", "nl", FamilyRole.ASKING, None, ())
    with working() as work:
        family_id = create_family(work, family)
        assert _jobs(work) == 1
    with working() as work:
        change_family(work, family_id, FamilyDetails("Aydin", "Rhenen", "3911", "nl"))
        assert _jobs(work) == 0
        change_family(work, family_id, FamilyDetails("Aydin", "Rhenen", "3912", "nl"))
        assert _jobs(work) == 1


def _jobs(work: Work) -> int:
    return sum(job[1] == "find_positions" for job in work._deferred)


@pytest.mark.usefixtures("table")
def test_the_imported_table_is_used_and_unused_areas_are_forgotten(working: Working) -> None:
    with working() as work:
        family_id, request_id = asking(work)
        work.find(Family, family_id).postcode4 = "3911"
        by_name = request_profiles(work)[request_id].position
    with working() as work:
        assert find_positions(work) is None
        assert find_positions(work) is None
    with working() as work:
        rows = work.session.scalars(select(PostcodePosition)).all()
        assert [(row.postcode4, row.source) for row in rows] == [("3911", "table")]
        located = request_profiles(work)[request_id].position
        assert located == Position(RHENEN.lat, RHENEN.lon)
        assert located != by_name
        work.find(Family, family_id).postcode4 = "9999"
    with working() as work:
        assert find_positions(work) is None
        assert work.session.scalars(select(PostcodePosition.id)).all() == []
        assert request_profiles(work)[request_id].position == by_name


def test_pdok_is_used_where_the_settings_name_it(office: Office, tenant: TenantContext) -> None:
    with office.work(tenant) as work:
        family_id, _ = asking(work)
        work.find(Family, family_id).postcode4 = "4001"
    with office.work(tenant) as work:
        assert find_positions(work) is None
        assert kept_positions(work).find(Home("4001")) is None
    said = [whole(b"", "503 Later"), answer("POINT(5.4 51.9)", postcode="4001AA")]

    def handle(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(said.pop(0))

    with listening(handle) as port:
        near, address = frozenset({"127.0.0.1"}), f"http://127.0.0.1:{port}"
        settings = replace(office.settings, pdok_url=address, outgoing_near=near)
        calling = Office(office.database, settings, office.clock)
        with calling.work(tenant) as work:
            assert isinstance(find_positions(work), TryAgain)
        with calling.work(tenant) as work:
            assert find_positions(work) is None
    with office.work(tenant) as work:
        assert kept_positions(work).find(Home("4001")) == Point(51.9, 5.4)


@pytest.mark.usefixtures("table")
def test_each_programme_keeps_its_own(
    office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    with office.work(tenant) as work:
        family_id, _ = asking(work)
        work.find(Family, family_id).postcode4 = "1506"
        work.session.flush()
        find_positions(work)
    with office.work(other_tenant) as work:
        assert work.session.scalars(select(PostcodePosition.id)).all() == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["postcode,lat,lon"], "the first line must name"),
        (["postcode4,lat,lon"], "no areas"),
        (["postcode4,lat,lon", "391,51.9,5.5"], "line 2: '391' is no postcode area"),
        (["postcode4,lat,lon", "3911,51.9,5.5", "3911,51.9,5.5"], "line 3"),
        (["postcode4,lat,lon", "3911,5.5,51.9"], "does not lie in the Netherlands"),
        (["postcode4,lat,lon", "3911,51,9,5,5"], "does not lie in the Netherlands"),
        (["postcode4,lat,lon", "3911,nan,5.5"], "does not lie in the Netherlands"),
        (["postcode4,lat,lon", "3911"], "does not lie in the Netherlands"),
    ],
)
def test_an_odd_table_is_refused_with_its_line(lines: list[str], words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        read_areas(lines)


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_file_is_read_or_refused(lines: Iterable[str]) -> None:
    with contextlib.suppress(UnreadableTable):
        assert all(point.is_here for point in read_areas(lines).values())


@pytest.mark.usefixtures("table")
def test_the_command_imports_a_table(command: Command, office: Office, tmp_path: Path) -> None:
    good, odd = tmp_path / "areas.csv", tmp_path / "odd.csv"
    good.write_text("\ufeff" + TABLE, encoding="utf-8")
    odd.write_text("postcode4,lat,lon\n3911,0,0\n", encoding="utf-8")
    done = command("places", "import", str(good))
    assert (done.exit_code, done.output) == (0, "2 postcode areas are known now\n")
    refused = command("places", "import", str(odd))
    assert refused.exit_code == 1
    assert "odd.csv: line 2" in refused.output
