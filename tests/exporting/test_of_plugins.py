"""What plugins keep goes along in a complete export, of whom one may open, by its data class."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.services import add_member
from core.exporting.listed import Listed
from core.exporting.models import ExportFile
from core.exporting.of_plugins import everything, tables_of_plugins
from core.exporting.queries import my_exports
from core.exporting.services import ask_export, make_export, take_export
from core.exporting.tables import EVERYTHING
from core.exporting.telling import RESTRICTED, families_told_of
from core.extension.store import PluginStore
from core.families.models import FamilyRole
from core.families.services import NewFamily, create_family
from core.models import METADATA
from core.plugins.models import PluginActivation, PluginState
from core.spreadsheets.reading import read_table
from core.work import Actor, Office, Work
from tenants.context import TenantContext
from tenants.database import Database
from tenants.ids import new_id
from tests.isolation.emitted import statements_of
from tests.plugin_hosts import a_plugin, host_with
from tests.plugins_for_tests import ROUND_TABLE, TOY_LIBRARY
from tests.plugins_for_tests.round_table.tables import Case, Meeting
from tests.plugins_for_tests.toy_library.tables import Toy
from tests.rows import fill_tenant

DAY = date(2016, 7, 1)
Working = Callable[..., AbstractContextManager[Work]]


@dataclass(frozen=True)
class Two:
    """Two members, each with a family; what was said of both stands in a plugin's table."""

    mine: Actor
    theirs: Actor
    admin: Actor


@pytest.fixture
def there(office: Office, plugged: Database) -> Office:
    tables: Any = ([Meeting, Case], ROUND_TABLE), ([Toy], TOY_LIBRARY)
    plugins = [a_plugin(of.key, tables=models, folder=of.scripts.parent) for models, of in tables]
    return Office(plugged, office.settings, office.clock, host_with(*plugins))


@pytest.fixture
def working(there: Office, plugged_tenant: TenantContext) -> Working:
    @contextmanager
    def working(actor: Actor | None = None) -> Iterator[Work]:
        with there.work(plugged_tenant, *([actor] if actor else ())) as work:
            yield work

    return working


@pytest.fixture
def two(working: Working) -> Two:
    with working() as work:
        ids = [
            add_member(work, email=f"{new_id()}@a.example", name="Joke", role=Role.COORDINATOR)
            for _ in range(3)
        ]
        know(work, PluginState.OFF)
        meeting = store_of(work).add(Meeting(held_on=DAY, place="=Buurthuis", seats=7))
        for name, owner in (("Mijn", ids[0]), ("Hun", ids[1])):
            made = NewFamily(name, "Rhenen", "3911", "nl", FamilyRole.ASKING, owner, ())
            discuss(work, meeting, create_family(work, made), f"Besproken: {name}")
    roles = (Role.COORDINATOR, Role.COORDINATOR, Role.ADMIN)
    return Two(*(Actor("member", one, "Joke", role) for one, role in zip(ids, roles, strict=True)))


def know(work: Work, state: PluginState) -> None:
    """The plugin was switched on here at some time."""
    row = PluginActivation(plugin="round_table", state=state, options={}, asked_on=work.today)
    work.add(row)


def store_of(work: Work) -> PluginStore:
    return PluginStore("round_table", work.session, lambda: work.vault)


def discuss(work: Work, meeting: Meeting, family_id: UUID, said: str) -> None:
    store, row_id = store_of(work), new_id()
    outcome = store.seal(Case.outcome, row_id, said)
    store.add(Case(id=row_id, meeting_id=meeting.id, family_id=family_id, outcome=outcome))


def tables_for(working: Working, actor: Actor) -> dict[str, Listed]:
    with working(actor) as work:
        made = [make(work) for make in tables_of_plugins(work)]
    return {listed.title: listed for listed in made}


def said(listed: Listed) -> set[tuple[object, object]]:
    """The family and the outcome of each row."""
    at = [listed.header.index(name) for name in ("Gezin", "outcome")]
    return {(row[at[0]], row[at[1]]) for row in listed.rows}


def test_of_whom_one_may_open_also_when_it_is_off(working: Working, two: Two) -> None:
    mine, theirs = ("Mijn", "Besproken: Mijn"), ("Hun", "Besproken: Hun")
    for actor, expected in (
        (two.mine, {mine}),
        (two.theirs, {theirs}),
        (two.admin, {mine, theirs}),
    ):
        found = tables_for(working, actor)
        assert set(found) == {"Round_table: meeting", "Round_table: case"}
        assert said(found["Round_table: case"]) == expected
        assert len(found["Round_table: case"].families) == len(expected)
        assert found["Round_table: meeting"].rows[0][1:] == [DAY, "=Buurthuis", 7]


def test_another_tenant_has_none_of_it(
    there: Office, plugged_other: TenantContext, two: Two
) -> None:
    with there.work(plugged_other) as work:
        know(work, PluginState.ON)
    with there.work(plugged_other, two.admin) as work:
        assert [make(work).rows for make in tables_of_plugins(work)] == [[], []]


def test_it_stands_in_the_file(working: Working, two: Two) -> None:
    with working(two.mine) as work:
        export_id = ask_export(work, "csv")
    for _step in range(len(EVERYTHING) + 3):
        with working() as work:
            make_export(work, str(export_id))
    with working(two.mine) as work:
        [line] = my_exports(work)
        assert line.all_steps == len(everything(work)) + 1 == len(EVERYTHING) + 3
        assert line.rows == work.find(ExportFile, export_id).row_count
        content = take_export(work, export_id).content
    read = str(_texts(content, "round-table-case.csv"))
    assert "Besproken: Mijn" in read
    assert "Besproken: Hun" not in read


def _texts(content: bytes, name: str) -> list[tuple[str, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [row.texts for row in read_table(archive.read(name), name).rows]


def test_statements_do_not_grow_with_rows(working: Working, two: Two, there: Office) -> None:
    counts = []
    for number in range(2):
        with working(two.admin) as work, statements_of(there.database) as seen:
            assert sum(len(make(work).rows) for make in tables_of_plugins(work)) == 3 + 5 * number
        counts.append(len(seen))
        with working() as work:
            [meeting] = store_of(work).all(Meeting)
            for name in "abcde":
                made = NewFamily(name, "Rhenen", "3911", "nl", FamilyRole.ASKING, None, ())
                discuss(work, meeting, create_family(work, made), name)
    assert counts[0] == counts[1]


def test_tables_that_were_never_made_stop_nothing(
    there: Office, office: Office, tenant: TenantContext
) -> None:
    unplugged = Office(office.database, office.settings, office.clock, there.plugins)
    with unplugged.work(tenant) as work:
        know(work, PluginState.ON)
        found = [make(work).rows for make in tables_of_plugins(work)]
        assert found == [[["Deze tabel kon niet worden gelezen. Vraag de Stichting om hulp."]]] * 2
        assert work.session.scalar(select(PluginActivation.plugin)) == "round_table"


def test_what_refers_to_a_restricted_file_goes_into_no_file(working: Working) -> None:
    with working() as work:
        for table in RESTRICTED:
            assert table in {one.name for one in METADATA.tables.values()}
            assert families_told_of(work, table, [new_id()]) == {}


def test_by_way_of_a_coupling_or_a_sign_up(working: Working, two: Two) -> None:
    """Whatever a plugin may refer to leads to its families, or to none."""
    with working() as work:
        ids = fill_tenant(work.session, work.vault, "Oud", {"safety_check.variant": "standard"})
        [family_id] = ids["family"][:1]
        for table, known in ids.items():
            told = families_told_of(work, table, known)
            if table in RESTRICTED:
                assert told == {}
            elif table in ("coupling", "referral", "family_member", "evaluation"):
                assert any(family_id in families for families in told.values()), table
            elif table in ("partner", "membership"):
                assert set(told.values()) == {frozenset()}, table
