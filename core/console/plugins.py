"""Which plugins are installed, and which programmes may switch them on."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from core.console.desk import ConsoleDesk
from core.console.logbook import note
from core.extension.host import Loaded
from core.extension.plugin import Kind
from core.plugins.models import PluginPermission, PluginPermissionTenant
from core.plugins.queries import HEADINGS
from core.wording import Text
from tenants.models import Tenant


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """An installed plugin, and for whom it is; `programmes` counts those named one by one."""

    key: str
    name: Text
    summary: Text
    version: str
    kind: Text
    sees: Text
    everyone: bool
    programmes: int


def installed_plugins(desk: ConsoleDesk) -> list[InstalledPlugin]:
    """Every installed plugin with who may switch it on, by kind and name."""
    said = desk.session.execute(select(PluginPermission.plugin, PluginPermission.everyone))
    everyone = {row.plugin: row.everyone for row in said}
    by_plugin = select(PluginPermissionTenant.plugin, func.count().label("programmes"))
    counted = desk.session.execute(by_plugin.group_by(PluginPermissionTenant.plugin))
    named = {row.plugin: row.programmes for row in counted}
    order = list(Kind)
    host = sorted(
        desk.plugins,
        key=lambda one: (order.index(one.plugin.kind), str(one.plugin.name).casefold()),
    )
    return [
        _installed(one, everyone.get(one.key, one.ships), named.get(one.key, 0)) for one in host
    ]


def allowed_slugs(desk: ConsoleDesk, key: str) -> list[str]:
    """The programmes that are allowed one by one, by slug."""
    query = (
        select(Tenant.slug)
        .join(PluginPermissionTenant, PluginPermissionTenant.tenant_id == Tenant.id)
        .where(PluginPermissionTenant.plugin == key)
        .order_by(Tenant.slug)
    )
    return list(desk.session.scalars(query))


def programme_choices(desk: ConsoleDesk) -> list[tuple[str, str]]:
    """Every programme by name, to choose from."""
    query = select(Tenant.slug, Tenant.name).order_by(Tenant.name, Tenant.slug)
    return [(row.slug, row.name) for row in desk.session.execute(query)]


def allow(desk: ConsoleDesk, key: str, *, everyone: bool, slugs: Collection[str]) -> None:
    """Say who may switch a plugin on; where it is on and no longer allowed, it stops at once."""
    row = desk.session.get(PluginPermission, key)
    if row is None:
        row = PluginPermission(plugin=key)
        desk.session.add(row)
    row.everyone = everyone
    mine = PluginPermissionTenant.plugin == key
    desk.session.execute(delete(PluginPermissionTenant).where(mine))
    if not everyone:
        chosen = desk.session.scalars(select(Tenant.id).where(Tenant.slug.in_(slugs)))
        for tenant_id in chosen:
            desk.session.add(PluginPermissionTenant(plugin=key, tenant_id=tenant_id))
    desk.session.flush()
    action = "plugin.allowed" if everyone else "plugin.limited"
    detail = "" if everyone else ", ".join(sorted(slugs))
    note(desk, action, "plugin", key, detail=detail[:500] or key)


def _installed(loaded: Loaded, everyone: bool, programmes: int) -> InstalledPlugin:
    plugin = loaded.plugin
    return InstalledPlugin(
        plugin.key, plugin.name, plugin.summary, plugin.version, HEADINGS[plugin.kind][0],
        plugin.sees_in_words, everyone, programmes,
    )  # fmt: skip
