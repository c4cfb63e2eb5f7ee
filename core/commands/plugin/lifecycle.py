"""On, off and gone: what the operator does with a plugin in a tenant."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from core.commands.office import commanded, equipped, tenants_of
from core.commands.plugin.typed_options import given, loaded_options
from core.errors import NotFound, Refused
from core.extension.host import Loaded
from core.plugins.models import PluginPermissionTenant, PluginState
from core.plugins.removing import CannotPurge, purge
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


@click.command()
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
        state = _switch_on(work, loaded, given(loaded, options))
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


def _switch_on(work: Work, loaded: Loaded, typed: Mapping[str, Any]) -> PluginState:
    """Switch it on with these options, or change those of one that is on."""
    values = loaded_options(work, loaded, typed)
    if active(work, loaded.key) is None:
        return switch_on(work, loaded.key, values)
    save_options(work, loaded.key, values)
    return PluginState.ON


@click.command()
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


@click.command(name="purge")
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
