"""The store of a plugin: what it does, and everything that it must not do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Engine,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    inspect,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlalchemy.types import String, TypeDecorator

from core.extension.store import NotKept, NotYours, PluginStore
from core.families.models import Family
from tenants.context import TenantContext
from tenants.database import Database
from tenants.fence import WallBreach
from tenants.ids import new_id
from tenants.keys import CannotOpen, MasterKey
from tenants.plugin_tables import PluginTable
from tenants.provisioning import open_vault
from tenants.session import TenantSession
from tests.isolation.emitted import statements_of, tables_without_tenant
from tests.plugins_for_tests.round_table.tables import Case, Meeting
from tests.plugins_for_tests.toy_library.tables import Toy

DAY = date(2016, 7, 1)
WhoAmI = Callable[[TenantSession], str]


class Shop:
    """Opens the store of a plugin for a tenant, each time in a transaction of its own."""

    def __init__(self, door: Database, master: MasterKey) -> None:
        self.door = door
        self.master = master

    @contextmanager
    def of(
        self, tenant: TenantContext, key: str = "round_table"
    ) -> Iterator[tuple[PluginStore, TenantSession]]:
        with self.door.transaction(tenant.id) as session:
            yield PluginStore(key, session, lambda: open_vault(session, self.master)), session


@pytest.fixture
def shop(plugged: Database, master_key: MasterKey) -> Shop:
    return Shop(plugged, master_key)


def role_of(session: TenantSession) -> str:
    """The role under which the session's next statement would run."""
    connection = super(TenantSession, session).connection()
    return str(connection.exec_driver_sql("SELECT current_user").scalar())


def a_meeting(**values: Any) -> Meeting:
    return Meeting(**{"held_on": DAY, "place": "Buurthuis", **values})


def test_rows_come_and_go(shop: Shop, plugged_tenant: TenantContext) -> None:
    with shop.of(plugged_tenant) as (store, _):
        meeting = store.add(a_meeting())
        later = store.add(a_meeting(held_on=date(2016, 8, 1), seats=4))
    with shop.of(plugged_tenant) as (store, _):
        found = store.find(Meeting, meeting.id)
        assert found is not None
        assert (found.place, found.tenant_id) == ("Buurthuis", plugged_tenant.id)
        rows = store.all(Meeting, Meeting.held_on >= DAY, order_by=Meeting.held_on.desc())
        assert [row.id for row in rows] == [later.id, meeting.id]
        assert [row.id for row in store.all(Meeting, order_by=Meeting.held_on, limit=1)] == [
            meeting.id
        ]
        assert store.count(Meeting) == 2
        assert store.count(Meeting, Meeting.seats.is_(None)) == 1
        assert store.change(found, place="School", seats=3).place == "School"
    with shop.of(plugged_tenant) as (store, _):
        changed = store.find(Meeting, meeting.id)
        assert changed is not None
        assert (changed.place, changed.seats) == ("School", 3)
        store.remove(changed)
        assert store.find(Meeting, meeting.id) is None
        for act in (lambda: store.remove(changed), lambda: store.change(changed, seats=1)):
            with pytest.raises(LookupError):
                act()


def test_rows_hold_no_session(shop: Shop, plugged_tenant: TenantContext) -> None:
    with shop.of(plugged_tenant) as (store, session):
        meeting = store.add(a_meeting())
        rows = [meeting, *store.all(Meeting), store.find(Meeting, meeting.id)]
        assert all(inspect(row).session is None for row in rows)
        meeting.place = "elsewhere"
        session.flush()
    with shop.of(plugged_tenant) as (store, _):
        assert [row.place for row in store.all(Meeting)] == ["Buurthuis"]


def test_another_tenant_sees_and_changes_nothing(
    shop: Shop, plugged_tenant: TenantContext, plugged_other: TenantContext
) -> None:
    with shop.of(plugged_tenant) as (store, _):
        meeting = store.add(a_meeting())
    with shop.of(plugged_other) as (store, _):
        assert store.find(Meeting, meeting.id) is None
        assert store.all(Meeting) == []
        assert store.count(Meeting, Meeting.tenant_id == plugged_tenant.id) == 0
        for act in (lambda: store.remove(meeting), lambda: store.change(meeting, seats=1)):
            with pytest.raises(LookupError):
                act()
        with pytest.raises(WallBreach):
            store.add(a_meeting(tenant_id=plugged_tenant.id))
        with pytest.raises(NotKept, match="fk_case_tenant_id_"):
            store.add(Case(meeting_id=meeting.id, family_id=new_id()))
        # A unique rule tells nothing of what another has.
        store.add(a_meeting())
    with shop.of(plugged_tenant) as (store, _):
        assert [row.seats for row in store.all(Meeting)] == [None]


def test_sealed_texts(shop: Shop, plugged_tenant: TenantContext) -> None:
    family = _family(shop, plugged_tenant)
    with shop.of(plugged_tenant) as (store, _):
        meeting = store.add(a_meeting())
        case = Case(id=new_id(), meeting_id=meeting.id, family_id=family)
        case.outcome = store.seal(Case.outcome, case.id, "Zij krijgen een steungezin.")
        store.add(case)
        assert store.open(Case.outcome, case.id, case.outcome) == "Zij krijgen een steungezin."
        assert store.open(Case.outcome, case.id, None) == ""
        with pytest.raises(CannotOpen):
            store.open(Case.outcome, new_id(), case.outcome)
        plain: Any = "in the clear"
        with pytest.raises(Exception, match="seal it with the vault"):
            store.change(case, outcome=plain)
        assert role_of(shop_session(store)) == "buurt_app"
        for column in (Family.name, Toy.name, "outcome"):
            with pytest.raises(NotYours):
                store.open(column, case.id, case.outcome)
            with pytest.raises(NotYours):
                store.seal(column, case.id, "x")


def shop_session(store: PluginStore) -> TenantSession:
    return store._session


def _family(shop: Shop, tenant: TenantContext) -> UUID:
    with shop.door.transaction(tenant.id) as session:
        family = Family(name="Jansen", created_on=DAY)
        session.add(family)
    return family.id


FOREIGN: dict[str, Callable[[PluginStore], Any]] = {
    "a family": lambda store: store.all(Family),
    "how many families": lambda store: store.count(Family),  # type: ignore[arg-type]
    "one family": lambda store: store.find(Family, new_id()),
    "a new family": lambda store: store.add(Family(name="x", created_on=DAY)),  # type: ignore[type-var]
    "another plugin's rows": lambda store: store.all(Toy),
    "another plugin's new row": lambda store: store.add(Toy(name="x")),
    "another plugin's row": lambda store: store.remove(Toy(name="x")),
    "change of another's": lambda store: store.change(Toy(name="x"), name="y"),
    "an alias": lambda store: store.all(aliased(Meeting)),
    "a bare table": lambda store: store.all(Meeting.__table__),  # type: ignore[arg-type]
    "the base": lambda store: store.all(PluginTable),
    "a select": lambda store: store.all(select(Family)),  # type: ignore[arg-type]
    "change of the tenant": lambda store: store.change(a_meeting(), tenant_id=1),
    "change of the id": lambda store: store.change(a_meeting(), id=new_id()),
    "change of what is no column": lambda store: store.change(a_meeting(), metadata=1),
    "a value from a query": lambda store: store.change(
        a_meeting(), place=select(Family.name).scalar_subquery()
    ),
    "a new value from a query": lambda store: store.add(
        a_meeting(place=select(Family.name).scalar_subquery())
    ),
    "a new value in SQL": lambda store: store.add(a_meeting(place=text("current_user"))),
    "an id in SQL": lambda store: store.find(Meeting, select(Family.id).scalar_subquery()),  # type: ignore[arg-type]
    "a row whose id is SQL": lambda store: store.remove(a_meeting(id=text("id"))),
}


@pytest.mark.parametrize("attempt", FOREIGN)
def test_what_is_not_yours_is_refused(
    shop: Shop, plugged_tenant: TenantContext, attempt: str
) -> None:
    _family(shop, plugged_tenant)
    with shop.of(plugged_tenant) as (store, session):
        with pytest.raises(NotYours):
            FOREIGN[attempt](store)
        assert not session.new
        assert role_of(session) == "buurt_app"


class Speaking(TypeDecorator[str]):
    """A type with SQL of its own."""

    impl = String
    cache_ok = True

    def bind_expression(self, _value: Any) -> Any:
        return func.current_user()


CRITERIA: dict[str, Any] = {
    "raw": text("true"),
    "raw value": Meeting.place == text("current_user"),
    "raw column": literal_column("place") == "x",
    "words": "true",
    "a subquery": Meeting.id.in_(select(Family.id)),
    "a subquery of its own": Meeting.id.in_(select(Meeting.id)),
    "a value from a query": Meeting.place == select(Family.name).scalar_subquery(),
    "exists": exists(select(Family.id)),
    "a column of core": Meeting.id == Family.id,
    "only core": Family.name == "Jansen",
    "another plugin's column": Toy.name == "x",
    "its other table": Case.meeting_id == Meeting.id,
    "an alias": aliased(Meeting).place == "x",
    "a table": table("family"),
    "who is asking": Meeting.place == func.current_user(),
    "says the tenant": func.set_config("app.tenant_id", "1", True) == "1",
    "says the role": func.set_config("role", "none", True) == "none",
    "sleeps": func.pg_sleep(10).is_(None),
    "hidden in a function": func.lower(select(Family.name).scalar_subquery()) == "x",
    "a function of a schema": func.tenant.lower(Meeting.place) == "x",
    "an operator of its own": Meeting.place.op("= current_user OR ''=")("x"),
    "hidden in an or": or_(Meeting.place == "x", and_(Meeting.seats == 1, text("true"))),
    "a cast": cast(Meeting.place, String) == "x",
    "a speaking type": Meeting.place == bindparam("x", "x", type_=Speaking()),
}


@pytest.mark.parametrize("attempt", CRITERIA)
def test_a_criterion_reaches_no_further(
    shop: Shop, plugged_tenant: TenantContext, attempt: str
) -> None:
    with shop.of(plugged_tenant) as (store, _):
        for ask in (
            lambda: store.all(Meeting, CRITERIA[attempt]),
            lambda: store.count(Meeting, CRITERIA[attempt]),
            lambda: store.all(Meeting, order_by=[Meeting.place, CRITERIA[attempt]]),
        ):
            with pytest.raises(NotYours):
                ask()


def test_usual_criteria_are_taken(shop: Shop, plugged_tenant: TenantContext) -> None:
    usual = (
        Meeting.held_on.between(DAY, DAY),
        Meeting.id.in_([new_id()]),
        Meeting.id.notin_([]),
        Meeting.seats.is_(None),
        ~Meeting.place.ilike("%huis"),
        Meeting.place.startswith("Buurt", autoescape=True),
        or_(Meeting.seats > 3, Meeting.seats.is_(None)),
        func.lower(Meeting.place) == "buurthuis",
        Meeting.place.is_distinct_from("x"),
    )
    with shop.of(plugged_tenant) as (store, _):
        for criterion in usual:
            store.count(Meeting, criterion)
        store.all(Meeting, *usual, order_by=(Meeting.held_on.desc(), Meeting.seats.nulls_last()))


def test_a_failure_undoes_itself_alone_and_the_role_goes(
    shop: Shop, plugged_tenant: TenantContext
) -> None:
    with shop.of(plugged_tenant) as (store, session):
        session.add(Family(name="Jansen", created_on=DAY))
        store.add(a_meeting())
        for clash in (a_meeting(), a_meeting(place="x" * 41)):
            with pytest.raises(NotKept) as refused:
                store.add(clash)
            assert "Buurthuis" not in str(refused.value)
            assert role_of(session) == "buurt_app"
        with pytest.raises(RuntimeError), session.as_plugin("round_table"):
            raise RuntimeError("in the middle")
        assert role_of(session) == "buurt_app"
        session.add(Family(name="De Wit", created_on=DAY))
    with shop.of(plugged_tenant) as (store, session):
        assert len(session.scalars(select(Family.id)).all()) == 2
        assert store.count(Meeting) == 1


def test_the_role_itself_sees_nothing_else(shop: Shop, plugged_tenant: TenantContext) -> None:
    """What the store refuses, the database refuses as well."""
    _family(shop, plugged_tenant)
    for model in (Family, Toy):
        with shop.of(plugged_tenant) as (_, session):
            refused = pytest.raises(DBAPIError, match="permission denied")
            with refused, session.as_plugin("round_table"):
                session.scalars(select(model)).all()
            assert role_of(session) == "buurt_app"


def test_every_statement_names_its_tenant(shop: Shop, plugged_tenant: TenantContext) -> None:
    with statements_of(shop.door) as sent, shop.of(plugged_tenant) as (store, _):
        meeting = store.add(a_meeting())
        store.find(Meeting, meeting.id)
        store.all(Meeting, order_by=Meeting.place)
        store.count(Meeting)
        store.change(meeting, seats=2)
        store.remove(meeting)
    words = [statement.split()[0] for statement in sent]
    assert {"INSERT", "SELECT", "UPDATE", "DELETE"} < set(words)
    assert [tables_without_tenant(one) for one in sent if not one.startswith("INSERT")] == [
        [] for word in words if word != "INSERT"
    ]


def test_the_second_fence_stands_around_them_alone(
    shop: Shop,
    plugged_superuser: Engine,
    plugged_tenant: TenantContext,
    plugged_other: TenantContext,
) -> None:
    """Under a role that passes every policy: the criterion alone keeps the tenants apart."""
    with shop.of(plugged_tenant) as (store, _):
        meeting = store.add(a_meeting())
    past_policies = Database(plugged_superuser.url.render_as_string(hide_password=False))
    try:
        with past_policies.transaction(plugged_other.id) as session:
            assert session.scalars(select(Meeting)).all() == []
            assert session.get(Meeting, (plugged_tenant.id, meeting.id)) is None
            gone: Any = session.execute(delete(Meeting))
            assert gone.rowcount == 0
            with pytest.raises(WallBreach):
                session.execute(select(Meeting.__table__))
        with past_policies.transaction(plugged_tenant.id) as session:
            assert session.scalars(select(Meeting.id)).all() == [meeting.id]
    finally:
        past_policies.close()


def test_the_application_reaches_no_plugin_without_its_role(
    shop: Shop, plugged_tenant: TenantContext
) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), shop.of(plugged_tenant) as (_, it):
        it.scalars(select(Meeting)).all()


def test_what_core_left_open_is_written_as_core(shop: Shop, plugged_tenant: TenantContext) -> None:
    with shop.of(plugged_tenant) as (store, session):
        family = Family(id=new_id(), name="Jansen", created_on=DAY)
        session.add(family)
        meeting = store.add(a_meeting())
        store.add(Case(meeting_id=meeting.id, family_id=family.id))
        family.name = "De Wit"
        assert store.count(Case) == 1
    with shop.of(plugged_tenant) as (_, session):
        assert session.scalars(select(Family.name)).all() == ["De Wit"]


def test_rows_go_with_the_family(shop: Shop, plugged_tenant: TenantContext) -> None:
    family = _family(shop, plugged_tenant)
    with shop.of(plugged_tenant) as (store, session):
        meeting = store.add(a_meeting())
        store.add(Case(meeting_id=meeting.id, family_id=family))
        session.delete(session.get(Family, (plugged_tenant.id, family)))
    with shop.of(plugged_tenant) as (store, _):
        assert (store.count(Case), store.count(Meeting)) == (0, 1)


@pytest.mark.parametrize("key", ["", "Round", "x y", "a; RESET ROLE", "a" * 41, "buurt-app"])
def test_a_key_is_only_a_name(shop: Shop, plugged_tenant: TenantContext, key: str) -> None:
    with shop.of(plugged_tenant) as (_, session):
        with pytest.raises(ValueError, match="cannot be the key"):
            PluginStore(key, session, lambda: open_vault(session, shop.master))
        with pytest.raises(ValueError, match="cannot be the key"), session.as_plugin(key):
            pass
