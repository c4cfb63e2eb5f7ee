"""The logbook: gapless, chained, append-only, and honest about every kind of tampering."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from tenants import audit
from tenants.audit import AuditEvent, AuditFault, AuditHead
from tenants.context import TenantContext
from tenants.database import Database
from tenants.ids import new_id
from tenants.keys import Vault
from tenants.models import AuditDetail
from tests.fixtures_database import OpenVault

SUBJECT = new_id()


@pytest.fixture
def vault(tenant: TenantContext, vault_of: OpenVault) -> Vault:
    return vault_of(tenant)


@pytest.fixture
def log(database: Database, tenant: TenantContext, vault: Vault) -> AuditHead:
    """A logbook of six entries (the first came with the tenant), each with a detail but one."""
    for number in range(5):
        _write(database, tenant.id, vault, f"word {number}")
    return _head(database, tenant.id)


def _write(database: Database, tenant_id: int, vault: Vault, *details: str) -> None:
    events = [
        AuditEvent("member", SUBJECT, "file.opened", "family", SUBJECT, detail)
        for detail in details
    ]
    with database.transaction(tenant_id) as session:
        audit.append(session, vault, events)


def _head(database: Database, tenant_id: int) -> AuditHead:
    with database.transaction(tenant_id) as session:
        head = audit.head(session)
    assert head is not None
    return head


def _verify(
    database: Database, tenant: TenantContext, vault: Vault, anchor: AuditHead | None = None
) -> AuditFault | None:
    with database.transaction(tenant.id) as session:
        return audit.verify(session, vault, anchor)


def _tamper(superuser: Engine, tenant: TenantContext, *statements: str) -> None:
    with superuser.begin() as connection:
        for statement in statements:
            changed = connection.execute(text(statement), {"t": tenant.id})
            assert changed.rowcount > 0


def test_an_untouched_chain_holds(
    database: Database, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    assert log.seq == 6
    assert _verify(database, tenant, vault) is None
    assert _verify(database, tenant, vault, log) is None


def test_a_chain_longer_than_a_page_holds(
    database: Database, tenant: TenantContext, vault: Vault
) -> None:
    _write(database, tenant.id, vault, *[""] * 1200)
    anchor = _head(database, tenant.id)
    _write(database, tenant.id, vault, "after the anchor")
    assert _verify(database, tenant, vault, anchor) is None


_ENTRY = "tenant.audit_entry SET {} WHERE tenant_id = :t AND seq = {}"
_DELETE = "DELETE FROM tenant.audit_entry WHERE tenant_id = :t AND seq {}"
_DETAIL = (
    "tenant.audit_detail SET {} WHERE tenant_id = :t AND id ="
    " (SELECT id FROM tenant.audit_entry WHERE tenant_id = :t AND seq = 4)"
)
CHANGED = "its content was changed"
FIELDS = {
    "at": "at = at + interval '1 second'",
    "actor_kind": "actor_kind = 'system'",
    "actor_id": "actor_id = NULL",
    "action": "action = 'nothing'",
    "subject_kind": "subject_kind = 'x'",
    "subject_id": "subject_id = id",
    "detail_digest": "detail_digest = NULL",
    "mac": "mac = previous",
    "id": "id = gen_random_uuid()",
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_is_named(
    database: Database,
    superuser: Engine,
    tenant: TenantContext,
    vault: Vault,
    log: AuditHead,
    field: str,
) -> None:
    _tamper(superuser, tenant, f"UPDATE {_ENTRY.format(FIELDS[field], 4)}")
    assert _verify(database, tenant, vault) == AuditFault(4, CHANGED)


SWAP = (
    f"UPDATE {_ENTRY.format('seq = 99', 3)}",
    f"UPDATE {_ENTRY.format('seq = 3', 4)}",
    f"UPDATE {_ENTRY.format('seq = 4', 99)}",
)
TAMPERING: dict[str, tuple[tuple[str, ...], AuditFault]] = {
    "removed middle": (
        (_DELETE.format("= 3"),),
        AuditFault(3, "entry 3 is missing: the next is 4"),
    ),
    "removed start": (
        (_DELETE.format("<= 2"),),
        AuditFault(1, "entry 1 is missing: the next is 3"),
    ),
    "removed and renumbered": (
        (
            _DELETE.format("= 3"),
            *(f"UPDATE {_ENTRY.format(f'seq = {n - 1}', n)}" for n in (4, 5, 6)),
        ),
        AuditFault(3, "it does not follow from the entry before it"),
    ),
    "swapped": (SWAP, AuditFault(3, "it does not follow from the entry before it")),
    "unknown key version": (
        (f"UPDATE {_ENTRY.format('key_version = 9', 4)}",),
        AuditFault(4, "its key version 9 is unknown"),
    ),
    "replaced detail": (
        (f"UPDATE {_DETAIL.format('text = text || text')}",),
        AuditFault(4, "its detail does not open"),
    ),
    "other salt": (
        (f"UPDATE {_DETAIL.format('salt = text')}",),
        AuditFault(4, "its detail was changed"),
    ),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_the_first_broken_entry_is_named(
    database: Database,
    superuser: Engine,
    tenant: TenantContext,
    vault: Vault,
    log: AuditHead,
    kind: str,
) -> None:
    statements, fault = TAMPERING[kind]
    _tamper(superuser, tenant, *statements)
    assert _verify(database, tenant, vault) == fault


def test_a_detail_that_was_sealed_again_is_named(
    database: Database, superuser: Engine, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    """Who holds the key but not the grants still cannot change the words unseen."""
    with superuser.begin() as connection:
        query = "SELECT id FROM tenant.audit_entry WHERE tenant_id = :t AND seq = 4"
        entry: UUID = connection.execute(text(query), {"t": tenant.id}).scalar_one()
        value = vault.seal(AuditDetail.text, entry, "other words").data
        change = "UPDATE tenant.audit_detail SET text = :x WHERE tenant_id = :t AND id = :e"
        connection.execute(text(change), {"x": value, "t": tenant.id, "e": entry})
    assert _verify(database, tenant, vault) == AuditFault(4, "its detail was changed")


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_cut_tail_shows_by_its_anchor(
    database: Database,
    superuser: Engine,
    tenant: TenantContext,
    vault: Vault,
    log: AuditHead,
    rewritten: bool,
) -> None:
    _tamper(superuser, tenant, _DELETE.format(">= 5"))
    if rewritten:
        _write(database, tenant.id, vault, "another fifth", "another sixth")
    assert _verify(database, tenant, vault) is None
    fault = _verify(database, tenant, vault, log)
    assert fault == AuditFault(6, "the anchored entry is gone or was replaced")


def test_an_emptied_logbook_shows_by_its_anchor(
    database: Database, superuser: Engine, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    _tamper(superuser, tenant, _DELETE.format("> 0"))
    fault = _verify(database, tenant, vault, log)
    assert fault == AuditFault(6, "the anchored entry is gone or was replaced")


def test_an_entry_of_another_tenant_does_not_fit(
    database: Database,
    superuser: Engine,
    tenant: TenantContext,
    other_tenant: TenantContext,
    vault: Vault,
    log: AuditHead,
) -> None:
    with superuser.begin() as connection:
        move = "UPDATE tenant.audit_entry SET tenant_id = :t, seq = 7 WHERE tenant_id = :o"
        connection.execute(text(move), {"t": tenant.id, "o": other_tenant.id})
    fault = _verify(database, tenant, vault)
    assert fault == AuditFault(7, "it does not follow from the entry before it")


def test_concurrent_writers_make_one_gapless_chain(
    database: Database, tenant: TenantContext, vault: Vault
) -> None:
    start = Barrier(2)

    def write(writer: int) -> None:
        start.wait()
        for turn in range(20):
            _write(database, tenant.id, vault, f"{writer} {turn}")

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, range(2)))
    assert _head(database, tenant.id).seq == 41
    assert _verify(database, tenant, vault) is None


@pytest.mark.parametrize(
    "verb", ["UPDATE tenant.audit_entry SET seq = 1", "DELETE FROM tenant.audit_entry"]
)
def test_the_application_only_appends(
    application_url: str, tenant: TenantContext, verb: str
) -> None:
    door = Database(application_url)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, door.registry() as session:
        session.execute(text(verb))
    door.close()


def test_erasing_a_detail_keeps_the_chain_whole(
    database: Database, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    with database.transaction(tenant.id) as session:
        for detail in session.query(AuditDetail):
            session.delete(detail)
    assert _verify(database, tenant, vault, log) is None


def test_undone_work_leaves_no_entry_and_no_gap(
    database: Database, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    event = AuditEvent("member", SUBJECT, "file.opened", "family", SUBJECT, "x")
    with database.transaction(tenant.id) as session:
        audit.append(session, vault, [event])
        session.rollback()
    assert _head(database, tenant.id) == log
    _write(database, tenant.id, vault, "after it")
    assert _head(database, tenant.id).seq == 7
    assert _verify(database, tenant, vault) is None


def test_nothing_to_say_writes_nothing(
    database: Database, tenant: TenantContext, vault: Vault
) -> None:
    _write(database, tenant.id, vault)
    assert _head(database, tenant.id).seq == 1


def test_an_entry_holds_no_words(
    superuser: Engine, tenant: TenantContext, vault: Vault, log: AuditHead
) -> None:
    query = "SELECT to_jsonb(e)::text FROM tenant.audit_entry e WHERE tenant_id = :t"
    with superuser.connect() as connection:
        entries = connection.scalars(text(query), {"t": tenant.id}).all()
    assert len(entries) == 6
    assert not any("word" in entry for entry in entries)
