"""The commands as an operator types them."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import func, select

from core.accounts.models import Invitation, Membership, Role
from core.families.models import FamilyRole
from core.meldcode.services import open_file
from core.programme.models import Programme
from core.work import Office
from tenants.context import TenantContext
from tenants.directory import find_by_slug
from tests.accounts.people import mails
from tests.casework import make_family
from tests.commands.conftest import Command
from tests.fixtures_web import Person

COUNTED = ("--inhabitants", "20000", "--inhabitants-on", "2026-01-01", "--source", "CBS")


def slug() -> str:
    return f"t-{uuid4().hex[:12]}"


def found(office: Office, name: str) -> TenantContext:
    with office.database.registry() as session:
        tenant = find_by_slug(session, name)
    assert tenant is not None
    return tenant


@pytest.mark.parametrize(
    ("area", "name", "code"),
    [
        ("Rhenen", "Rhenen", "GM0340"),
        ("gm0340", "Rhenen", "GM0340"),
        ("amsterdam zuid", "Amsterdam-Zuid", "GM0363-ZUID"),
        ("Giessenlanden", "Giessenlanden", "GM0689"),
    ],
)
def test_a_tenant_is_made_of_an_area(
    command: Command, office: Office, area: str, name: str, code: str
) -> None:
    chosen = slug()
    done = command("tenant", "create", area, "--slug", chosen, *COUNTED)
    assert done.exit_code == 0, done.output
    assert f"http://{chosen}.localhost:8000/" in done.output
    tenant = found(office, chosen)
    assert (tenant.name, tenant.area_code, tenant.state) == (name, code, "active")
    with office.work(tenant) as work:
        assert work.session.scalar(select(Programme.reaction_days)) == 5


def test_a_part_that_we_do_not_know_lies_in_its_gemeente(command: Command, office: Office) -> None:
    chosen = slug()
    words = ("Rotterdam-Noord", "--part-of", "Rotterdam", "--slug", chosen, "--preparation")
    assert command("tenant", "create", *words, *COUNTED).exit_code == 0
    tenant = found(office, chosen)
    assert (tenant.name, tenant.area_code) == ("Rotterdam-Noord", "GM0599")
    assert tenant.state == "preparation"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Renen",), "Rhenen (GM0340, Utrecht)"),
        (("Qqqqq",), "Give the name of a gemeente"),
        (("Ergens", "--part-of", "Roterdam"), "Rotterdam"),
    ],
)
def test_an_unknown_name_gives_near_ones(
    command: Command, words: tuple[str, ...], told: str
) -> None:
    done = command("tenant", "create", *words, *COUNTED)
    assert done.exit_code == 1
    assert told in done.output


def test_a_slug_that_is_taken_is_refused(command: Command, tenant: TenantContext) -> None:
    done = command("tenant", "create", "Rhenen", "--slug", tenant.slug, *COUNTED)
    assert done.exit_code == 1
    assert "taken" in done.output


def test_the_first_admin_is_invited(command: Command, office: Office) -> None:
    chosen = slug()
    admin = ("--admin", "Ada@voorbeeld.example", "--admin-name", "Ada Beheer")
    assert command("tenant", "create", "Rhenen", "--slug", chosen, *COUNTED, *admin).exit_code == 0
    tenant = found(office, chosen)
    [(to, text)] = mails(office, tenant)
    assert to == "ada@voorbeeld.example"
    assert f"http://{chosen}.localhost:8000/uitnodiging/" in text
    with office.work(tenant) as work:
        assert work.session.scalar(select(Invitation.role)) == Role.ADMIN


def test_a_tenant_is_listed_suspended_resumed_and_closed(
    command: Command, tenant: TenantContext, office: Office
) -> None:
    assert tenant.slug in command("tenant", "list").output
    assert command("tenant", "suspend", tenant.slug).exit_code == 0
    assert found(office, tenant.slug).state == "suspended"
    assert command("tenant", "resume", tenant.slug).exit_code == 0
    assert command("tenant", "resume", tenant.slug).exit_code == 1
    assert command("tenant", "close", tenant.slug, typed="n\n").exit_code == 1
    assert found(office, tenant.slug).state == "active"
    assert command("tenant", "close", tenant.slug, "--yes").exit_code == 0
    assert found(office, tenant.slug).state == "closed"
    assert "there is no tenant" in command("tenant", "suspend", "nergens").output


# The logbook ----------------------------------------------------------------------------------


def tampered(superuser_url: str, tenant: TenantContext, statement: str) -> None:
    engine = sa.create_engine(superuser_url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement), {"tenant": tenant.id})
    engine.dispose()


def test_a_logbook_that_holds(command: Command, tenant: TenantContext) -> None:
    done = command("audit", "verify", "--tenant", tenant.slug)
    assert (done.exit_code, done.output) == (0, f"{tenant.slug}: all 1 entries hold\n")
    head = command("audit", "head", "--tenant", tenant.slug).output.split()[1]
    anchored = command("audit", "verify", "--tenant", tenant.slug, "--anchor", head)
    assert anchored.exit_code == 0


@pytest.mark.parametrize("anchor", ["x", "1", "1:zz"])
def test_an_anchor_that_makes_no_sense(
    command: Command, tenant: TenantContext, anchor: str
) -> None:
    done = command("audit", "verify", "--tenant", tenant.slug, "--anchor", anchor)
    assert done.exit_code == 2
    assert command("audit", "verify", "--anchor", "1:aa").exit_code == 2


def test_a_cut_tail_shows_by_its_anchor(
    command: Command, tenant: TenantContext, office: Office, superuser_url: str
) -> None:
    with office.work(tenant) as work:
        work.record("something.happened", "tenant")
    head = command("audit", "head", "--tenant", tenant.slug).output.split()[1]
    cut = "DELETE FROM tenant.audit_entry WHERE tenant_id = :tenant AND seq = 2"
    tampered(superuser_url, tenant, cut)
    assert command("audit", "verify", "--tenant", tenant.slug).exit_code == 0
    done = command("audit", "verify", "--tenant", tenant.slug, "--anchor", head)
    assert done.exit_code == 1
    assert "the anchored entry is gone" in done.output


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE tenant.audit_entry SET action = 'x' WHERE seq = 2", "entry 2 {}: its content"),
        ("DELETE FROM tenant.audit_entry WHERE seq = 2", "entry 2 {}: entry 2 is missing"),
        ("DELETE FROM tenant.audit_entry WHERE seq > 0", "entry 1 {}: the logbook is empty"),
    ],
)
def test_the_first_broken_entry_is_named(
    command: Command,
    tenant: TenantContext,
    other_tenant: TenantContext,
    office: Office,
    superuser_url: str,
    harm: str,
    told: str,
) -> None:
    for _time in range(2):
        with office.work(tenant) as work:
            work.record("something.happened", "tenant")
    tampered(superuser_url, tenant, f"{harm} AND tenant_id = :tenant")
    done = command("audit", "verify")
    assert done.exit_code == 1
    assert f"{tenant.slug}: {told.format('does not hold')}" in done.output
    assert f"{other_tenant.slug}: all 1 entries hold" in done.output


# The others -----------------------------------------------------------------------------------


def test_an_operator_gets_an_address(command: Command) -> None:
    done = command("operator", "link", "Olga@voorbeeld.example", "--name", "Olga Beheer")
    assert done.exit_code == 0
    assert "http://console.localhost:8000/console/wachtwoord/" in done.output


def test_the_worker_runs_what_is_due(command: Command) -> None:
    assert command("worker", "--once").exit_code == 0


def test_a_missing_setting_is_one_clear_line(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MASTER_KEY")
    for words in (("tenant", "list"), ("worker",), ("audit", "head")):
        done = command(*words)
        assert done.exit_code == 1
        assert "set MASTER_KEY" in done.output


def test_a_restricted_file_of_people_who_work_here_stays_shut(
    command: Command, office: Office, coordinator: Person, tenant: TenantContext
) -> None:
    with office.work(tenant, coordinator.actor) as work:
        family = make_family(work, FamilyRole.ASKING)
        file = str(open_file(work, family))
    assert file not in command("restricted", "list", "--tenant", tenant.slug).output
    asked = ("restricted", "appoint", tenant.slug)
    told = ("--keeper", coordinator.account.email, "--reason", "Ada vroeg het")
    refused = command(*asked, file, *told)
    assert refused.exit_code == 1
    assert "werkt hier nog" in refused.output
    assert "no such file" in command(*asked, str(uuid4()), *told).output
    with office.work(tenant) as work:
        work.find(Membership, coordinator.account.membership_id).ended_at = func.now()
    assert f"{file} open" in command("restricted", "list", "--tenant", tenant.slug).output
    assert "nobody who works" in command(*asked, file, *told).output
