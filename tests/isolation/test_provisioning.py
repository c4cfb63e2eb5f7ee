"""A tenant's life: a few inserts in one commit, a number never used twice, and its states."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError

from tenants import audit
from tenants.constraints import violates
from tenants.context import TenantContext, TenantState
from tenants.database import Database
from tenants.directory import find_by_host, find_by_id, find_by_slug
from tenants.keys import MasterKey
from tenants.models import Organisation, Tenant
from tenants.provisioning import CannotProvision, change_state, create_tenant, open_vault
from tests.fixtures_database import MakeTenant, a_programme
from tests.isolation.emitted import statements_of


def test_making_a_tenant_is_a_few_inserts_in_one_commit(
    database: Database, superuser: Engine, master_key: MasterKey
) -> None:
    before = _objects(superuser)
    with statements_of(database) as sent:
        made = create_tenant(database, master_key, a_programme())
    inserted = [statement.split()[2] for statement in sent if statement.startswith("INSERT")]
    assert inserted == [
        "platform.organisation",
        "platform.tenant",
        "tenant.tenant_key",
        "platform.tenant_letterbox",
        "tenant.audit_entry",
    ]
    assert len(sent) <= 10
    assert not [statement for statement in sent if statement.startswith(("CREATE", "ALTER"))]
    assert _objects(superuser) == before
    assert _transactions_of(superuser, made) == 1


def _objects(superuser: Engine) -> object:
    with superuser.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM pg_class"))


def _transactions_of(superuser: Engine, tenant: TenantContext) -> object:
    query = """
        SELECT count(DISTINCT x) FROM (
          SELECT xmin::text FROM platform.tenant WHERE id = :t
          UNION ALL SELECT xmin::text FROM tenant.tenant_key WHERE tenant_id = :t
          UNION ALL SELECT xmin::text FROM tenant.audit_entry WHERE tenant_id = :t) rows (x)
    """
    with superuser.connect() as connection:
        return connection.scalar(text(query), {"t": tenant.id})


def test_a_new_tenant_has_a_key_and_a_logbook(
    database: Database, tenant: TenantContext, master_key: MasterKey
) -> None:
    with database.transaction(tenant.id) as session:
        vault = open_vault(session, master_key)
        assert audit.verify(session, vault) is None
        head = audit.head(session)
    assert vault.version == 1
    assert head is not None
    assert head.seq == 1


def test_it_is_found_by_host_and_by_nothing_else(database: Database, tenant: TenantContext) -> None:
    with database.registry() as registry:
        assert find_by_host(registry, f"{tenant.slug}.localhost", "localhost") == tenant
        assert find_by_host(registry, f"{tenant.slug.upper()}.LOCALHOST", "localhost") == tenant
        assert find_by_id(registry, tenant.id) == tenant
        for host in ("localhost", f"x.{tenant.slug}.localhost", f"{tenant.slug}.example.org", ""):
            assert find_by_host(registry, host, "localhost") is None


BAD_SLUGS = ["", "-a", "a-", "A", "a b", "a.b", "a_b", "é", "a" * 41, "console", "www", "a\n"]


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_a_slug_that_is_no_host_name_is_refused(
    database: Database, master_key: MasterKey, slug: str
) -> None:
    with pytest.raises(CannotProvision, match="cannot be a host name"):
        create_tenant(database, master_key, a_programme(slug=slug))


def test_a_gemeente_without_inhabitants_is_refused(
    database: Database, master_key: MasterKey
) -> None:
    with pytest.raises(CannotProvision, match="inhabitants"):
        create_tenant(database, master_key, a_programme(inhabitants=0))


def test_the_same_slug_at_the_same_time_gives_one_and_a_clear_error(
    database: Database, master_key: MasterKey
) -> None:
    new = a_programme()
    start = Barrier(2)

    def create(_turn: int) -> TenantContext | str:
        start.wait()
        try:
            return create_tenant(database, master_key, new)
        except CannotProvision as refused:
            return str(refused)

    with ThreadPoolExecutor(2) as both:
        outcomes = sorted(both.map(create, range(2)), key=lambda one: isinstance(one, str))
    assert isinstance(outcomes[0], TenantContext)
    assert outcomes[1] == f"the slug {new.slug!r} is taken: choose another"
    with database.registry() as registry:
        found = registry.scalar(select(func.count()).where(Tenant.slug == new.slug))
    assert found == 1


def test_a_new_organisation_at_the_same_time_serves_both(
    database: Database, master_key: MasterKey
) -> None:
    name = f"Welzijn {a_programme().slug}"
    start = Barrier(4)

    def create(_turn: int) -> TenantContext:
        start.wait()
        return create_tenant(database, master_key, a_programme(organisation=name))

    with ThreadPoolExecutor(4) as all_four:
        made = list(all_four.map(create, range(4)))
    with database.registry() as registry:
        query = select(func.count(Tenant.id)).join(
            Organisation, Organisation.id == Tenant.organisation_id
        )
        assert registry.scalar(query.where(Organisation.name == name)) == len(made)


def test_numbers_are_never_used_again(
    database: Database, superuser: Engine, master_key: MasterKey, make_tenant: MakeTenant
) -> None:
    first = make_tenant()
    with pytest.raises(CannotProvision):
        create_tenant(database, master_key, a_programme(slug=first.slug))
    second = make_tenant()
    with superuser.begin() as connection:
        for table in ("platform.tenant_letterbox", "tenant.audit_entry", "tenant.tenant_key"):
            connection.execute(text(f"DELETE FROM {table} WHERE tenant_id = :t"), {"t": second.id})
        connection.execute(text("DELETE FROM platform.tenant WHERE id = :t"), {"t": second.id})
    third = make_tenant()
    assert first.id < second.id < third.id


STEPS = {
    ("preparation", "active"): True,
    ("preparation", "closed"): True,
    ("preparation", "suspended"): True,
    ("active", "suspended"): True,
    ("active", "closed"): True,
    ("active", "active"): False,
    ("suspended", "active"): True,
    ("suspended", "closed"): True,
    ("suspended", "suspended"): False,
    ("closed", "active"): False,
    ("closed", "suspended"): False,
    ("closed", "closed"): False,
}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step[0]} to {step[1]}")
def test_every_step_of_its_life(
    database: Database, master_key: MasterKey, make_tenant: MakeTenant, step: tuple[str, str]
) -> None:
    before, after = map(TenantState, step)
    slug = make_tenant(state=before).slug
    if STEPS[step]:
        assert change_state(database, master_key, slug, after).state == after
    else:
        with pytest.raises(CannotProvision, match=f"is {before}: it cannot become {after}"):
            change_state(database, master_key, slug, after)
    with database.registry() as registry:
        tenant = find_by_slug(registry, slug)
    assert tenant is not None
    assert tenant.state == (after if STEPS[step] else before)
    assert _entries(database, tenant) == 1 + STEPS[step]


def _entries(database: Database, tenant: TenantContext) -> int:
    with database.transaction(tenant.id) as session:
        head = audit.head(session)
    return head.seq if head else 0


def test_two_who_suspend_at_once_do_it_once(
    database: Database, master_key: MasterKey, tenant: TenantContext
) -> None:
    start = Barrier(2)

    def suspend(_turn: int) -> bool:
        start.wait()
        try:
            change_state(database, master_key, tenant.slug, TenantState.SUSPENDED)
        except CannotProvision:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(suspend, range(2))) == [False, True]
    assert _entries(database, tenant) == 2


def test_an_unknown_tenant_is_said_so(database: Database, master_key: MasterKey) -> None:
    with pytest.raises(CannotProvision, match="there is no tenant"):
        change_state(database, master_key, "nowhere", TenantState.CLOSED)


def test_a_constraint_is_known_by_its_name_and_on_a_shard() -> None:
    message = 'duplicate key value violates unique constraint "uq_tenant_slug_102008"'
    error = IntegrityError("INSERT", {}, Exception(message))
    assert violates(error, "uq_tenant_slug")
    assert not violates(error, "uq_tenant")
    assert not violates(error, "tenant_slug")
