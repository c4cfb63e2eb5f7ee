"""Running what plugins bring, in the tenants that switched them on: a fault stays a plugin's own.

The host loops over what the tenant switched on (an allow-list), so that a plugin which is
installed later is nobody's until it is switched on.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import exists, select

from core.errors import NotFound, Refused
from core.extension.call import Call, NotDeclared, TenantSeen
from core.extension.child import Died, Limits, Target, call_apart
from core.extension.host import Loaded
from core.extension.options import frozen
from core.extension.patience import Patience, TooSlow
from core.extension.plain_json import CannotCross
from core.extension.plugin import Plugin
from core.plugins.doors import OpenDoors
from core.plugins.models import (
    PluginActivation,
    PluginPermission,
    PluginPermissionTenant,
    PluginState,
)
from core.plugins.options import checked_options
from core.plugins.troubles import PLACE, Trouble, note, recovered
from core.wording import _
from core.work import Work
from tenants.fence import WallBreach

PATIENCE = 5.0
"""Seconds that a plugin gets while somebody waits for a page."""
Result = TypeVar("Result")


class PluginFailed(Exception):
    """A plugin failed; it is noted already. `message` says it to whoever waits, in Dutch."""

    def __init__(self, plugin: Plugin) -> None:
        self.message = _(
            "De plugin “%(name)s” doet het nu niet. Wat u invulde is niet verloren. Probeer het "
            "straks opnieuw; uw beheerder kan zien wat er mis is.",
            name=plugin.name,
        )
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Active:
    """A plugin that is on in this tenant."""

    loaded: Loaded
    options: Mapping[str, Any]
    secrets: Any
    activation_id: UUID
    failures: int
    failing_at: str
    since: date

    @property
    def key(self) -> str:
        """The plugin's key."""
        return self.loaded.key

    @property
    def plugin(self) -> Plugin:
        """The plugin's card."""
        return self.loaded.plugin


def actives(work: Work) -> tuple[Active, ...]:
    """The plugins that are on here, by key: those that are installed and still allowed."""
    if not len(work.plugins):
        return ()
    if "plugins" not in work.kept:
        work.kept["plugins"] = tuple(_read(work))
    found: tuple[Active, ...] = work.kept["plugins"]
    return found


def forget(work: Work) -> None:
    """Read again what is on: something was switched."""
    work.kept.pop("plugins", None)
    work.kept.pop("plugin_calls", None)


def _read(work: Work) -> Iterator[Active]:
    row, permission = PluginActivation, PluginPermission
    of_tenant = exists().where(
        PluginPermissionTenant.plugin == row.plugin,
        PluginPermissionTenant.tenant_id == work.tenant.id,
    )
    query = (
        select(
            row.plugin, row.options, row.secrets, row.id, row.failures, row.failing_at,
            row.asked_on, row.agreed_on, permission.everyone, of_tenant.label("here"),
        )
        .outerjoin(permission, permission.plugin == row.plugin)
        .where(row.state == PluginState.ON)
        .order_by(row.plugin)
    )  # fmt: skip
    for found in work.session.execute(query):
        loaded = work.plugins.get(found.plugin)
        if loaded and (found.here or (loaded.ships if found.everyone is None else found.everyone)):
            yield Active(
                loaded, found.options, found.secrets, found.id, found.failures,
                found.failing_at, found.agreed_on or found.asked_on,
            )  # fmt: skip


def active(work: Work, key: str) -> Active | None:
    """The plugin with this key, when it is on here."""
    return next((one for one in actives(work) if one.key == key), None)


def listed(work: Work, hook: str) -> Iterator[tuple[Active, Any]]:
    """What the plugins that are on here list under a hook."""
    for one in actives(work):
        for thing in one.loaded.listed.get(hook, ()):
            yield one, thing


def find(work: Work, hook: str, key: str) -> tuple[Active, Any] | None:
    """The thing with this key that a plugin which is on here lists under a hook."""
    return next((found for found in listed(work, hook) if found[1].key == key), None)


def call_of(work: Work, one: Active) -> Call:
    """What a plugin gets, once in a unit of work; raises Refused when its options fit no longer."""
    calls: dict[UUID, Call] = work.kept.setdefault("plugin_calls", {})
    known = calls.get(one.activation_id)
    if known is None or known.role != (work.actor.role or work.actor.kind):
        known = calls[one.activation_id] = _call(work, one)
    return known


def _call(work: Work, one: Active) -> Call:
    options = checked_options(work, one.plugin, one.activation_id, one.options, one.secrets)
    tenant = TenantSeen(work.tenant.slug, work.tenant.name, work.tenant.area_code)
    doors = OpenDoors(work, one.loaded)
    role = work.actor.role or work.actor.kind
    return Call(one.key, tenant, frozen(options), work.today, role, doors)


def run(
    work: Work,
    one: Active,
    place: str,
    function: Callable[..., Any],
    *arguments: Any,
    expects: type[Result] | tuple[type, ...] | None = None,
    writes: bool = False,
    patience: float = PATIENCE,
) -> Any:
    """Call `function(call, *arguments)` of a plugin and return its result, of a type in `expects`.

    With `writes` it stands in a savepoint of its own. Whatever goes wrong is noted, counts for
    the breaker and raises PluginFailed; a Refused or NotFound that it raises is an answer.
    """
    try:
        result = _within(work, one, function, arguments, writes, patience)
        if expects is not None and not isinstance(result, expects):
            raise Nonsense(f"{place} returned {type(result).__name__}")
    except (Refused, NotFound):
        raise
    except BaseException as broken:
        if _asked_to_stop(broken):
            raise
        note(work, one.key, _trouble(place, broken))
        raise PluginFailed(one.plugin) from broken
    if one.failures and one.failing_at in ("", place[:PLACE]):
        recovered(work, one.key)
    return result


def run_apart(
    work: Work, one: Active, target: Target, *arguments: Any,
    expects: type[Result] | tuple[type, ...] | None = None, limits: Limits | None = None,
    place: str = "",
) -> Any:  # fmt: skip
    """As `run`, of a function of a component, in a process of its own where the plugin asks so.

    For what renders and sends, in the worker. Arguments and result are plain values there.
    """
    limits = limits or Limits()
    function = function_of(work, one, target, limits)
    # The child is killed when its time is over; ours is for when that fails.
    patience = limits.seconds + (10 if one.plugin.in_child else 0)
    place = place or f"{target.key} {target.name}"
    return run(work, one, place, function, *arguments, expects=expects, patience=patience)


def function_of(
    work: Work, one: Active, target: Target, limits: Limits | None = None
) -> Callable[..., Any]:
    """A function of a component, which works in a process of its own where the plugin asks so."""
    if one.plugin.in_child:
        near = work.settings.outgoing_near

        def apart(call: Call, *arguments: Any) -> Any:
            return call_apart(one.loaded, target, call, arguments, near, limits)

        return apart
    component = next(
        found for found in one.loaded.listed.get(target.hook, ()) if found.key == target.key
    )
    function: Callable[..., Any] = getattr(component, target.name)
    return function


def _asked_to_stop(broken: BaseException) -> bool:
    """Somebody pressed Ctrl-C: that comes in the main thread only, in others a plugin raised it."""
    main = threading.current_thread() is threading.main_thread()
    return main and isinstance(broken, KeyboardInterrupt)


class Nonsense(Exception):
    """A plugin returned something of another type than its contract says."""


def _within(
    work: Work,
    one: Active,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    writes: bool,
    patience: float,
) -> Any:
    call = call_of(work, one)
    if not writes:
        return _in_time(patience, function, call, arguments)
    with work.attempt():
        return _in_time(patience, function, call, arguments)


def _in_time(
    patience: float, function: Callable[..., Any], call: Call, arguments: tuple[Any, ...]
) -> Any:
    limit = Patience(patience)
    with limit:
        result = function(call, *arguments)
    if limit.over:
        raise TooSlow
    return result


def _trouble(place: str, broken: BaseException) -> Trouble:
    kinds: tuple[tuple[type[BaseException], str], ...] = (
        (TooSlow, "slow"),
        (Nonsense, "nonsense"),
        (NotDeclared, "undeclared"),
        (WallBreach, "wall"),
        (Died, "died"),
        (MemoryError, "died"),
        (CannotCross, "nonsense"),
    )
    kind = next((name for known, name in kinds if isinstance(broken, known)), "raised")
    return Trouble(kind, place, broken)
