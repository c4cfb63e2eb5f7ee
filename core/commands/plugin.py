"""`buurtgezinnen plugin`: what is installed, what is on where, and what was left behind."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from marshmallow import ValidationError
from sqlalchemy import select

from core import extension
from core.commands.office import commanded, equipped, tenants_of
from core.errors import NotFound, Refused
from core.extension.hookspecs import LISTS
from core.extension.host import Host, Loaded
from core.extension.options import secrets_of
from core.extension.plugin import Sees
from core.extension.writing import KINDS, CannotWrite, write_plugin
from core.installation import data_folder
from core.plugins.models import PluginActivation, PluginPermissionTenant, PluginState
from core.plugins.options import opened
from core.plugins.removing import CannotPurge, Standing, keys_with_tables, purge, standings
from core.plugins.running import active
from core.plugins.services import (
    installed,
    is_allowed,
    save_options,
    switch_off,
    switch_on,
    troubles_with,
)
from core.work import Office, Work
from tenants.console_log import ConsoleAct, note_act

LIST_WIDGETS = ("checkboxes", "dayparts")


@click.group()
def plugin() -> None:
    """Plugins: what is installed, what is on where, and how to write one."""


@plugin.command(name="list")
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
def list_plugins(slug: str | None) -> None:
    """List the plugins: installed, refused with what to do, and removed ones that left data."""
    with commanded() as office:
        tenants = tenants_of(office, slug)
        known = standings(office, tenants)
        for loaded in office.plugins:
            card = loaded.plugin
            click.echo(
                f"{card.key:<24} {card.version:<8} {card.kind:<10} "
                f"{_where(known.pop(card.key, []))}  {card.name}"
            )
        for refusal in office.plugins.refused:
            click.echo(f"{refusal.name:<24} refused at {refusal.place}: {refusal.remedy}")
        left = {*known, *keys_with_tables(office.settings.database_url)}
        for key in sorted(left - {loaded.key for loaded in office.plugins}):
            click.echo(
                f"{key:<24} removed, its data is kept ({_where(known.get(key, []))}): install it "
                f"again, or `buurtgezinnen plugin purge {key}`"
            )
        if not (len(office.plugins) or office.plugins.refused or left):
            click.echo("There are no plugins: see `buurtgezinnen plugin new --help`.")


def _where(found: Sequence[Standing]) -> str:
    """In how many tenants it stands how: "on in 2, off in 1"."""
    counted = {state: sum(one.state == state for one in found) for state in PluginState}
    return ", ".join(f"{state} in {count}" for state, count in counted.items() if count) or "unused"


@plugin.command()
@click.argument("key")
def show(key: str) -> None:
    """Show what plugin KEY is, sees, offers and asks, and in which tenants it is on."""
    with commanded() as office:
        loaded = office.plugins.get(key)
        if loaded is None:
            raise click.ClickException(_unknown(office.plugins, key))
        for line in _described(loaded):
            click.echo(line)
        for one in standings(office, tenants_of(office, None)).get(key, []):
            click.echo(f"  {one.state:<8} in {one.slug}")


def _unknown(host: Host, key: str) -> str:
    for refusal in host.refused:
        if refusal.name == key:
            return f"{key} is refused at {refusal.place}: {refusal.remedy}"
    return f"there is no plugin {key!r} installed: see `buurtgezinnen plugin list`"


def _described(loaded: Loaded) -> Iterator[str]:
    card = loaded.plugin
    yield f"{card.key} {card.version}: {card.name}. {card.summary}"
    sees = [str(one) for one in Sees if one in card.sees]
    words = f" ({card.sees_in_words})" if card.sees_in_words else ""
    yield f"  sees     {', '.join(sees) or 'no data'}{words}"
    for hook in LISTS:
        for one in loaded.listed.get(hook, ()):
            name = getattr(one, "key", "") or getattr(one, "name", "") or getattr(one, "page", "")
            yield f"  offers   {hook}: {name or one.__name__}"
    for page in loaded.pages.pages if loaded.pages else ():
        yield f"  page     /p/{card.key}{page.rule} for {page.who}"
    if loaded.tells:
        yield f"  hears    {', '.join(loaded.tells)}"
    secrets = secrets_of(card.options)
    for name, spec in card.options().specs.items():
        marks = ", ".join(
            mark
            for mark, is_so in (("required", spec.required), ("secret", name in secrets))
            if is_so
        )
        yield f"  option   {name}: {spec.label}{f' ({marks})' if marks else ''}"


@plugin.command()
@click.argument("key")
@click.option("--tenant", "slug", required=True, help="For which tenant.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE",
              help="An option; repeat it for more. NAME=- asks for the value, unseen.")  # fmt: skip
def enable(key: str, slug: str, options: tuple[str, ...]) -> None:
    """Switch plugin KEY on in a tenant, with these options beside those it has already.

    Who types this is the operator: a plugin that is not ours is allowed to the tenant with it.
    """
    with commanded() as office, _at_work(office, slug) as work:
        _allow(office, work, key)
        loaded = installed(work, key)
        state = _switch_on(work, loaded, _given(loaded, options))
        for line in troubles_with(work, key):
            click.echo(f"{key} says: {line}", err=True)
    click.echo(f"{key} is {state} in {slug} now.")


def _allow(office: Office, work: Work, key: str) -> None:
    """Let this tenant have an installed plugin, where it may not yet."""
    loaded = office.plugins.get(key)
    if loaded is None or is_allowed(work, loaded):
        return
    with office.database.registrar() as session:
        session.add(PluginPermissionTenant(plugin=key, tenant_id=work.tenant.id))
        note_act(session, ConsoleAct(None, "plugin.allowed", "plugin", key, None, work.tenant.slug))


def _switch_on(work: Work, loaded: Loaded, given: Mapping[str, Any]) -> PluginState:
    """Switch it on with these options, or change those of one that is on."""
    values = _loaded(work, loaded, given)
    if active(work, loaded.key) is None:
        return switch_on(work, loaded.key, values)
    save_options(work, loaded.key, values)
    return PluginState.ON


def _given(loaded: Loaded, options: Sequence[str]) -> dict[str, Any]:
    """What was typed, by name; raises UsageError."""
    specs = loaded.plugin.options().specs
    given: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or name not in specs:
            known = ", ".join(specs) or "none"
            raise click.UsageError(f"--option {option!r}: write NAME=VALUE; there are: {known}")
        if value == "-":
            value = click.prompt(str(specs[name].label), hide_input=True)
        if specs[name].widget in LIST_WIDGETS:
            given.setdefault(name, []).append(value)
        else:
            given[name] = value
    return given


def _loaded(work: Work, loaded: Loaded, given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as its schema gives them; raises ClickException with what is wrong."""
    row = work.session.scalar(select(PluginActivation).where(PluginActivation.plugin == loaded.key))
    kept = {**row.options, **opened(work, row.id, row.secrets)} if row else {}
    try:
        found: dict[str, Any] = loaded.plugin.options().load({**kept, **given})
    except ValidationError as wrong:
        lines = (f"{name}: {' '.join(map(str, said))}" for name, said in _messages(wrong))
        raise click.ClickException("\n".join(lines)) from wrong
    return found


def _messages(wrong: ValidationError) -> Iterator[tuple[str, list[object]]]:
    for name, said in wrong.messages_dict.items():
        yield str(name), said if isinstance(said, list) else [said]


@plugin.command()
@click.argument("key")
@click.option("--tenant", "slug", required=True, help="For which tenant.")
def disable(key: str, slug: str) -> None:
    """Switch plugin KEY off in a tenant; its options and its data stay."""
    with commanded() as office, _at_work(office, slug) as work:
        switch_off(work, key)
    click.echo(f"{key} is off in {slug} now; what it kept is there still.")


@contextmanager
def _at_work(office: Office, slug: str) -> Iterator[Work]:
    """A unit of work in a tenant; what is unknown or refused becomes one line."""
    [tenant] = tenants_of(office, slug)
    try:
        with office.work(tenant) as work:
            yield work
    except NotFound as unknown:
        raise click.ClickException(
            f"no such plugin in {slug}: not installed, not allowed, or never switched on there; "
            "see `buurtgezinnen plugin list`"
        ) from unknown
    except Refused as refused:
        field = f"{refused.field}: " if refused.field else ""
        raise click.ClickException(f"{field}{refused.message}") from refused


@plugin.command(name="purge")
@click.argument("key")
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge_data(key: str, slug: str | None, yes: bool) -> None:
    """Take away what plugin KEY kept: its tables, its options. It has to be off or removed.

    This cannot be undone. Each tenant's logbook says that it was done.
    """
    if not yes:
        click.confirm(f"Take away all that {key} kept in {slug or 'every tenant'}", abort=True)
    with equipped() as (office, environment):
        url = environment.get("MIGRATION_DATABASE_URL")
        if not url:
            raise click.UsageError("set MIGRATION_DATABASE_URL: its tables belong to that role")
        try:
            done = purge(office, url, key, tenants_of(office, slug), everywhere=slug is None)
        except (CannotPurge, ValueError) as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(f"Purged {key} in {len(done.slugs)} tenants, with {len(done.tables)} tables.")


@plugin.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What it brings first.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path(),
              help="In which folder; here when left out.")  # fmt: skip
def new(name: str, kind: str, into: Path) -> None:
    """Write a new plugin NAME: a whole package that passes its tests, to be changed by you."""
    try:
        folder = write_plugin(name, kind, into)
    except CannotWrite as problem:
        raise click.ClickException(str(problem)) from problem
    key = folder.name.removeprefix("buurtgezinnen_")
    click.echo(
        f"{folder} is a plugin now. Next:\n"
        f"  pip install -e {folder}\n"
        f"  buurtgezinnen plugin check {key}\n"
        f"  buurtgezinnen plugin enable {key} --tenant SLUG"
    )


@plugin.command()
@click.argument("key", required=False)
@click.pass_context
def check(context: click.Context, key: str | None) -> None:
    """Try plugin KEY against the contract, and its options where it is on; all when left out."""
    host = Host().discover()
    failed = [refusal.name for refusal in host.refused if key in (None, refusal.name)]
    for refusal in host.refused:
        if refusal.name in failed:
            click.echo(f"{refusal.name}: refused at {refusal.place}: {refusal.remedy}", err=True)
    keys = [loaded.key for loaded in host if key in (None, loaded.key)]
    if key and not (keys or failed):
        raise click.ClickException(_unknown(host, key))
    failed += [one for one in keys if not _passes(one)]
    for line in _told_by_options(keys):
        click.echo(line, err=True)
        failed.append(line)
    if failed:
        context.exit(1)


def _passes(key: str) -> bool:
    """Run the conformance kit on an installed plugin, in a process of its own."""
    if find_spec("pytest") is None:
        raise click.ClickException('pytest is not installed: pip install "buurtgezinnen[authors]"')
    with TemporaryDirectory() as folder:
        settings = Path(folder, "pytest.ini")
        settings.write_text("[pytest]\n")
        suite = [
            sys.executable, "-m", "pytest", "-q", "-p", "core.extension.testing.fixtures",
            "-p", "no:cacheprovider", "-c", str(settings), "--rootdir", folder,
            "--import-mode=importlib", installed_suite(),
        ]  # fmt: skip
        click.echo(f"{key}: the conformance kit")
        return subprocess.run(suite, env={**os.environ, "PLUGIN_TO_CHECK": key}).returncode == 0


def installed_suite() -> str:
    """The file that holds the suite of an installed plugin."""
    return str(Path(extension.__file__).parent / "testing" / "installed.py")


def _told_by_options(keys: Sequence[str]) -> Iterator[str]:
    """What the plugins say themselves of their options, where there is an installation."""
    if not (os.environ.get("DATABASE_URL") or data_folder().is_dir()):
        return
    with commanded() as office:
        for tenant in tenants_of(office, None):
            with office.work(tenant) as work:
                told = [(key, line) for key in keys for line in troubles_with(work, key)]
            yield from (f"{key} in {tenant.slug}: {line}" for key, line in told)
