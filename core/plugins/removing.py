"""What plugins leave behind: found, and taken away for good when the operator says so.

Switching off keeps everything, and so does taking the package away; only a purge removes data. It
needs nothing of the plugin itself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select, text

from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.work import Office
from tenants import migrating
from tenants.context import TenantContext
from tenants.plugin_migrating import purge_plugin, purge_plugin_rows
from tenants.roles import plugin_schema

_WORKS = (PluginState.ON, PluginState.TRIPPED, PluginState.ASKED)


class CannotPurge(Exception):
    """A purge that would take away what is in use, or that finds nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plugin stands in a tenant: the tenant's slug, and the state."""

    slug: str
    state: PluginState


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken away: in which tenants, and the tables that went for all."""

    slugs: tuple[str, ...]
    tables: tuple[str, ...]


def standings(office: Office, tenants: Iterable[TenantContext]) -> dict[str, list[Standing]]:
    """By plugin, how it stands in each of these tenants that ever switched it on or asked for it.

    Plugins that are no longer installed are among them.
    """
    found: dict[str, list[Standing]] = {}
    query = select(PluginActivation.plugin, PluginActivation.state)
    for tenant in tenants:
        with office.work(tenant) as work:
            for key, state in work.session.execute(query.order_by(PluginActivation.plugin)):
                found.setdefault(key, []).append(Standing(tenant.slug, PluginState(state)))
    return found


def keys_with_tables(url: str) -> list[str]:
    """The plugins that have a schema in this database, installed or not."""
    query = text(
        "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :start) ORDER BY nspname"
    )
    start = plugin_schema("aa").removesuffix("aa")
    with migrating.inspecting(url) as connection:
        return [name.removeprefix(start) for name in connection.scalars(query, {"start": start})]


def purge(
    office: Office, url: str, key: str, tenants: Collection[TenantContext], *, everywhere: bool
) -> Purged:
    """Take away all data of a plugin in these tenants; its schema too when it is `everywhere`.

    `url` is that of the migrator. Each tenant's logbook says so. Raises CannotPurge while it is
    installed and on, or when there is nothing.
    """
    known = standings(office, tenants).get(key, [])
    if office.plugins.get(key) and (busy := [one.slug for one in known if one.state in _WORKS]):
        raise CannotPurge(f"{key} is on in {', '.join(busy)}: `plugin disable` it there first")
    has_tables = key in keys_with_tables(url)
    if not known and not has_tables:
        raise CannotPurge(f"{key} has left nothing here")
    tables: list[str] = []
    if has_tables and everywhere:
        tables = purge_plugin(url, key, confirmed=True)
    reached = [
        tenant.slug
        for tenant in tenants
        if _purge_in(office, url, key, tenant, has_tables=has_tables and not everywhere)
    ]
    return Purged(tuple(reached), tuple(tables))


def _purge_in(
    office: Office, url: str, key: str, tenant: TenantContext, *, has_tables: bool
) -> bool:
    """Whether there was anything in this tenant. The rows go first: a purge can be repeated."""
    rows = purge_plugin_rows(url, key, tenant.id) if has_tables else 0
    with office.work(tenant) as work:
        query = select(PluginActivation.id).where(PluginActivation.plugin == key)
        activation_id = work.session.scalar(query)
        if activation_id is None and not rows:
            return False
        for table in (PluginTrouble, PluginActivation):
            work.session.execute(delete(table).where(table.plugin == key))
        work.record("plugin.purged", "plugin", activation_id, key)
        return True
