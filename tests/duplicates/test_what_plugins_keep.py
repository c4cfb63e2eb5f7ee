"""What plugins keep about a family comes along when it goes into another, installed or not."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from core.duplicates.preview import MergePreview, preview_merge
from core.duplicates.strays import gather_strays
from core.extension.host import Host
from core.extension.store import PluginStore
from core.families.models import Family, FamilyMember
from core.importing.undoing import made_rows
from core.work import Actor, Office, Work
from tenants.context import TenantContext
from tenants.database import Database
from tenants.ids import new_id
from tests.duplicates.test_merging import household, merge
from tests.plugin_hosts import a_plugin, host_with
from tests.plugins_for_tests.round_table.tables import Case, Meeting

DAY = date(2016, 7, 1)


@pytest.fixture
def plugged_office(office: Office, plugged: Database) -> Office:
    """Tables of plugins are there, and no plugin is installed."""
    return Office(plugged, office.settings, office.clock, Host())


@pytest.fixture
def work(plugged_office: Office, plugged_tenant: TenantContext) -> Iterator[Work]:
    with plugged_office.work(plugged_tenant, Actor("member", new_id(), role="admin")) as work:
        yield work


def store_of(work: Work) -> PluginStore:
    return PluginStore("round_table", work.session, lambda: work.vault)


def told_of(preview: MergePreview) -> dict[str, int]:
    """What plugins keep, as the preview tells it."""
    return {str(words): count for words, count in preview.moves if "van" in str(words)}


def noah_of(work: Work, family_id: UUID) -> UUID:
    query = select(FamilyMember.id).where(
        FamilyMember.family_id == family_id, FamilyMember.first_name == "Noah"
    )
    return work.session.scalars(query).one()


def test_it_goes_along_with_the_family_and_its_people(work: Work) -> None:
    kept, gone = household(work, None), household(work, None)
    before = made_rows(work, [kept, gone])
    store = store_of(work)
    both, one = (store.add(Meeting(held_on=DAY, place=place)) for place in ("School", "CJG"))
    for family, meeting in ((kept, both), (gone, both), (gone, one)):
        member = noah_of(work, family)
        store.add(Case(meeting_id=meeting.id, family_id=family, member_id=member))
    after = made_rows(work, [kept, gone])
    assert (after[kept] - before[kept], after[gone] - before[gone]) == (1, 2)
    store.add(Case(meeting_id=one.id, family_id=kept, member_id=noah_of(work, gone)))
    assert told_of(preview_merge(work, kept, gone)) == {"Gegevens van round_table": 3}
    store.remove(store.all(Case, order_by=Case.id)[-1])
    noah = noah_of(work, kept)
    merge(work, kept, gone)
    cases = store.all(Case)
    assert {case.member_id for case in cases} == {noah}
    assert sorted((case.meeting_id == one.id, case.family_id == kept) for case in cases) == [
        # Of two at one meeting the second stays where it is: nothing is lost.
        (False, False),
        (False, True),
        (True, True),
    ]


def test_what_was_written_meanwhile_follows(work: Work) -> None:
    kept, gone = household(work, None), household(work, None)
    merge(work, kept, gone)
    store = store_of(work)
    meeting = store.add(Meeting(held_on=DAY, place="School"))
    case = store.add(Case(meeting_id=meeting.id, family_id=gone))
    gather_strays(work)
    found = store.find(Case, case.id)
    assert found is not None
    assert found.family_id == kept
    gathered = select(Family.id).where(Family.merged_into_id == kept)
    assert work.session.scalars(gathered).all() == [gone]


def test_an_installed_plugin_is_told_of_by_its_name(
    office: Office, plugged: Database, plugged_tenant: TenantContext
) -> None:
    host = host_with(a_plugin("round_table", card={"name": "Ronde tafel"}))
    there = Office(plugged, office.settings, office.clock, host)
    with there.work(plugged_tenant, Actor("member", new_id(), role="admin")) as work:
        kept, gone = household(work, None), household(work, None)
        before = preview_merge(work, kept, gone)
        assert told_of(before) == {}
        meeting = store_of(work).add(Meeting(held_on=DAY, place="School"))
        store_of(work).add(
            Case(meeting_id=meeting.id, family_id=gone, member_id=noah_of(work, gone))
        )
        now = preview_merge(work, kept, gone)
        assert now.moves == (("Gegevens van Ronde tafel", 1), *before.moves)
        assert now.stamp != before.stamp
