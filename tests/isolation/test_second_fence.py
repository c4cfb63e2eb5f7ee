"""The second fence alone, under a role that bypasses policies: one tenant, named everywhere."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    func,
    select,
    update,
)
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm.exc import StaleDataError

from core.families.models import Family, FamilyFile, FamilyRole
from tenants.context import TenantContext
from tenants.database import Database
from tenants.fence import WallBreach
from tenants.ids import new_id
from tenants.session import TenantSession
from tests.isolation.emitted import statements_of, tables_without_tenant
from tests.isolation.statements import READS, REFUSED, WRITES, Two

DAY = date(2016, 7, 1)


@pytest.fixture
def two(unwalled: Database, tenant: TenantContext, other_tenant: TenantContext) -> Two:
    families = []
    for one in (tenant, other_tenant):
        with unwalled.transaction(one.id) as session:
            families.append(_family(session))
    return Two(tenant.id, other_tenant.id, *families)


def _family(session: TenantSession) -> UUID:
    family = Family(name="Jansen", created_on=DAY)
    session.add(family)
    session.flush()
    session.add(FamilyFile(family_id=family.id, role=FamilyRole.ASKING, opened_on=DAY))
    session.flush()
    return family.id


@pytest.mark.parametrize("read", READS)
def test_every_shape_of_query_reads_one_tenant_and_names_it(
    unwalled: Database, two: Two, read: str
) -> None:
    statement, rows = READS[read]
    with statements_of(unwalled) as sent, unwalled.transaction(two.own) as session:
        found = session.execute(statement).all()
    assert len(found) == rows
    assert str(two.other_family) not in str(found)
    assert [tables_without_tenant(one) for one in sent] == [[]]


def test_a_statement_that_passed_lets_no_other_pass(unwalled: Database, two: Two) -> None:
    """The fence remembers what it saw: by what is sent, never by what merely looks alike."""
    bare, files = Family.__table__, FamilyFile.__table__
    alike = [
        (select(Family.id), select(bare.c.id)),
        (
            select(Family.id).where(Family.id.in_(select(FamilyFile.family_id))),
            select(Family.id).where(Family.id.in_(select(files.c.family_id))),
        ),
        (
            select(Family.id).join(FamilyFile, FamilyFile.family_id == Family.id),
            select(Family.id).join(files, files.c.family_id == Family.id),
        ),
        (
            update(Family).values(name="De Wit"),
            update(Family).values(tenant_id=two.other),
        ),
    ]
    for passes, refused in alike:
        for _again in range(2):
            with unwalled.transaction(two.own) as session:
                session.execute(passes)
            with unwalled.transaction(two.own) as session, pytest.raises(WallBreach):
                session.execute(refused)


def test_a_statement_that_is_remembered_serves_each_tenant_its_own(
    unwalled: Database, two: Two
) -> None:
    query = select(Family.id)
    for tenant_id, family in ((two.own, two.family), (two.other, two.other_family)) * 2:
        with unwalled.transaction(tenant_id) as session:
            assert session.scalars(query).all() == [family]


def test_counts_are_of_one_tenant(unwalled: Database, two: Two) -> None:
    with unwalled.transaction(two.own) as session:
        assert session.scalar(select(func.count()).select_from(Family)) == 1
        assert session.scalar(select(select(func.count(Family.id)).scalar_subquery())) == 1
        assert session.query(Family).count() == 1


def test_get_finds_nothing_of_the_other(unwalled: Database, two: Two) -> None:
    with unwalled.transaction(two.own) as session:
        assert session.get(Family, (two.other, two.other_family)) is None
        assert session.get(Family, (two.own, two.other_family)) is None
        assert session.get(Family, (two.own, two.family)) is not None


@pytest.mark.parametrize("write", WRITES)
def test_update_and_delete_touch_one_tenant(unwalled: Database, two: Two, write: str) -> None:
    before = _snapshot(unwalled, two.other)
    with statements_of(unwalled) as sent, unwalled.transaction(two.own) as session:
        assert session.execute(WRITES[write]).rowcount == 1  # type: ignore[attr-defined]
    assert [tables_without_tenant(one) for one in sent] == [[]]
    assert _snapshot(unwalled, two.other) == before


def test_flush_names_the_tenant(unwalled: Database, two: Two) -> None:
    with statements_of(unwalled) as sent, unwalled.transaction(two.own) as session:
        file = session.scalars(select(FamilyFile)).one()
        file.closed_on = DAY
        session.flush()
        session.delete(file)
        session.flush()
        session.add(FamilyFile(family_id=two.family, role=FamilyRole.OFFERING, opened_on=DAY))
        session.flush()
    assert [statement.split()[0] for statement in sent] == ["SELECT", "UPDATE", "DELETE", "INSERT"]
    assert [tables_without_tenant(one) for one in sent[:3]] == [[], [], []]
    assert _snapshot(unwalled, two.other) == [("Jansen", "asking", None)]


def _snapshot(door: Database, tenant_id: int) -> list[Any]:
    query = select(Family.name, FamilyFile.role, FamilyFile.closed_on)
    with door.transaction(tenant_id) as session:
        join = query.outerjoin(FamilyFile, FamilyFile.family_id == Family.id)
        return [tuple(row) for row in session.execute(join)]


@pytest.mark.parametrize("attempt", REFUSED)
def test_what_would_pass_the_fence_is_refused(unwalled: Database, two: Two, attempt: str) -> None:
    before = _snapshot(unwalled, two.other)
    with pytest.raises(WallBreach), unwalled.transaction(two.own) as session:
        REFUSED[attempt](session, two)
    assert _snapshot(unwalled, two.other) == before


def test_a_row_of_another_tenant_is_not_added(unwalled: Database, two: Two) -> None:
    with pytest.raises(WallBreach), unwalled.transaction(two.own) as session:
        session.add(Family(tenant_id=two.other, name="x", created_on=DAY))


def test_a_row_is_not_moved_by_hand(unwalled: Database, two: Two) -> None:
    with pytest.raises(WallBreach), unwalled.transaction(two.own) as session:
        session.scalars(select(FamilyFile)).one().tenant_id = two.other


def test_a_row_moved_before_it_was_added_is_refused(unwalled: Database, two: Two) -> None:
    with unwalled.transaction(two.own) as session:
        family = Family(name="x", created_on=DAY)
        session.add(family)
        family.tenant_id = two.other
        with pytest.raises(WallBreach):
            session.flush()
        session.expunge_all()


def test_two_models_without_a_join_do_not_go_unnoticed(unwalled: Database, two: Two) -> None:
    """SQLAlchemy gives no criterion to a model that stands only inside an expression."""
    query = select(func.concat(Family.name, FamilyFile.role))
    with pytest.raises(SAWarning, match="cartesian"), unwalled.transaction(two.own) as session:
        session.execute(query)


@pytest.mark.parametrize("verb", ["add", "delete", "merge"])
def test_a_row_of_another_session_is_not_taken_over(
    unwalled: Database, two: Two, verb: str
) -> None:
    with unwalled.transaction(two.other) as session:
        family = session.scalars(select(Family)).one()
    session.expunge_all()
    refused = pytest.raises((WallBreach, StaleDataError))
    with refused, unwalled.transaction(two.own) as session:
        getattr(session, verb)(family)
    assert _snapshot(unwalled, two.other) == [("Jansen", "asking", None)]


def test_a_new_row_gets_the_tenant_of_its_session(unwalled: Database, two: Two) -> None:
    with unwalled.transaction(two.own) as session:
        family = Family(id=new_id(), name="x", created_on=DAY)
        session.add(family)
    assert family.tenant_id == two.own
