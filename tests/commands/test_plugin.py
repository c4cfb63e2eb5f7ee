"""`buurtgezinnen plugin`, as an operator types it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.extension import CONTRACT, Call, Options, Sees, secret
from core.extension.forms import choices, text
from core.plugins.models import PluginActivation
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.commands.conftest import Command
from tests.plugin_hosts import a_plugin


class Words(Options):
    word = text("Woord")
    days = choices("Dagen", (("mo", "ma"), ("tu", "di")), required=False)
    token = secret("Sleutel", required=False)


def says(call: Call) -> list[str]:
    return ["De andere kant is niet thuis."]


KERK = a_plugin(
    "kerk",
    card={"options": Words, "sees": frozenset({Sees.REFERRALS}), "sees_in_words": "aanmeldingen"},
    check_options=says,
)
OLD = a_plugin("oud", card={"contract": CONTRACT + 1})


class Point:
    """An entry point as `importlib.metadata` gives it."""

    def __init__(self, name: str, plugin: object) -> None:
        self.name, self.value, self.dist = name, f"{name}:plugin", None
        self._plugin = plugin

    def load(self) -> object:
        return self._plugin


@pytest.fixture(autouse=True)
def found_plugins(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    points = [Point("kerk", KERK), Point("oud", OLD)]
    monkeypatch.setattr("core.extension.host.entry_points", lambda group: points)
    return points


def recorded(office: Office, tenant: TenantContext) -> list[str]:
    with office.work(tenant) as work:
        return list(work.session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)))


def test_it_is_switched_on_shown_and_switched_off(
    command: Command, office: Office, tenant: TenantContext,
    migrator_url: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("MIGRATION_DATABASE_URL", migrator_url)
    words = ("--option", "word=fiets", "--option", "token=-", "--option", "days=mo")
    done = command("plugin", "enable", "kerk", "--tenant", tenant.slug, *words, typed="geheim\n")
    assert done.exit_code == 0, done.output
    assert f"kerk is on in {tenant.slug} now." in done.output
    assert "kerk says: De andere kant is niet thuis." in done.output
    assert "geheim" not in done.output
    with office.work(tenant) as work:
        row = work.session.scalars(select(PluginActivation)).one()
        assert (row.options["word"], row.options["days"]) == ("fiets", ["mo"])

    again = command("plugin", "enable", "kerk", "--tenant", tenant.slug, "--option", "word=step")
    assert again.exit_code == 0, again.output
    shown = command("plugin", "show", "kerk").output
    assert f"on       in {tenant.slug}" in shown
    assert "option   word: Woord (required)" in shown
    assert "sees     referrals (aanmeldingen)" in shown
    assert "on in 1" in command("plugin", "list", "--tenant", tenant.slug).output

    refused = command("plugin", "purge", "kerk", "--tenant", tenant.slug, "--yes")
    assert "disable" in refused.output
    assert command("plugin", "disable", "kerk", "--tenant", tenant.slug).exit_code == 0
    assert "off in 1" in command("plugin", "list", "--tenant", tenant.slug).output
    assert [said for said in recorded(office, tenant) if said.startswith("plugin.")] == [
        "plugin.switched_on", "plugin.options_saved", "plugin.switched_off",
    ]  # fmt: skip


def test_one_that_does_not_fit_is_listed_with_what_to_do(
    command: Command, tenant: TenantContext
) -> None:
    listed = command("plugin", "list", "--tenant", tenant.slug).output
    assert "oud" in listed
    assert f"refused at plugin(): it was written for contract {CONTRACT + 1}" in listed
    assert "install a version" in command("plugin", "show", "oud").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("enable", "niets", "--tenant", "{}"), "no such plugin"),
        (("enable", "kerk", "--tenant", "{}"), "word: "),
        (("enable", "kerk", "--tenant", "{}", "--option", "x=1"), "there are: word, days, token"),
        (("enable", "kerk", "--tenant", "nergens"), "there is no tenant"),
        (("disable", "kerk", "--tenant", "{}"), "never switched on"),
        (("show", "niets"), "there is no plugin 'niets'"),
        (("purge", "niets", "--yes"), "left nothing"),
        (("purge", "Niets'", "--yes"), "Error"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    command: Command, tenant: TenantContext, words: tuple[str, ...], told: str,
    migrator_url: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("MIGRATION_DATABASE_URL", migrator_url)
    done = command("plugin", *(word.format(tenant.slug) for word in words))
    assert done.exit_code != 0
    assert told in done.output


def test_what_a_removed_one_left_is_purged_for_one_tenant_and_for_all(
    command: Command, office: Office, tenant: TenantContext, other_tenant: TenantContext,
    found_plugins: list[Any], migrator_url: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("MIGRATION_DATABASE_URL", migrator_url)
    for one in (tenant, other_tenant):
        words = ("--tenant", one.slug, "--option", "word=fiets")
        assert command("plugin", "enable", "kerk", *words).exit_code == 0
    found_plugins.clear()
    assert "removed, its data is kept (on in 1)" in (
        command("plugin", "list", "--tenant", tenant.slug).output
    )
    done = command("plugin", "purge", "kerk", "--tenant", tenant.slug, "--yes")
    assert done.exit_code == 0, done.output
    assert recorded(office, tenant)[-1] == "plugin.purged"
    assert "plugin.purged" not in recorded(office, other_tenant)
    assert "nothing" in command("plugin", "purge", "kerk", "--tenant", tenant.slug, "--yes").output
    done = command("plugin", "purge", "kerk", typed="n\n")
    assert done.exit_code == 1
    assert command("plugin", "purge", "kerk", typed="y\n").exit_code == 0
    with office.work(other_tenant) as work:
        assert work.session.scalar(select(func.count()).select_from(PluginActivation)) == 0


def test_a_new_one_is_written_once(command: Command, tmp_path: Path) -> None:
    words = ("plugin", "new", "Kerk", "--kind", "referral-channel", "--into", str(tmp_path))
    done = command(*words)
    assert done.exit_code == 0, done.output
    assert "buurtgezinnen plugin check kerk" in done.output
    assert (tmp_path / "buurtgezinnen_kerk" / "tests" / "test_kerk.py").exists()
    assert "is there already" in command(*words).output
