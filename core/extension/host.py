"""The host: which plugins are installed, and which were refused and why.

Everything about a plugin is checked when it is loaded, so that what runs later can trust it. One
bad plugin never stops the start: it is refused, listed with what is wrong and what to do, and as
good as not there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from core.extension.checking import CannotLoad, check_hooks, check_listed
from core.extension.hookspecs import LISTS, PROJECT, TELLS, Lists, Tells
from core.extension.pages import PluginPages
from core.extension.plugin import CONTRACT, Plugin

GROUP = f"{PROJECT}.plugins"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A plugin that was not loaded: its entry point, where it is wrong, and what to do."""

    name: str
    place: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name}: {self.place}: {self.remedy}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """An installed plugin: its card, what it lists, and the functions that it wants to be told by.

    `listed` has a tuple for each hook of `Lists` that gives several things.
    """

    plugin: Plugin
    listed: Mapping[str, tuple[Any, ...]]
    pages: PluginPages | None
    folder: Path | None
    tells: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    ships: bool = False
    """Whether it comes with the product, so that it is allowed until the operator says no."""
    origin: str = ""
    """Where another process finds it: "module" or "module:object"; "" for one made on the spot."""

    @property
    def key(self) -> str:
        """The plugin's key."""
        return self.plugin.key


class Host:
    """The plugins of an installation. Tests make fresh ones: `Host().add("mine", module)`."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Lists)
        self._manager.add_hookspecs(Tells)
        self._loaded: dict[str, Loaded] = {}
        self.refused: list[Refusal] = []

    def __iter__(self) -> Iterator[Loaded]:
        return iter(self._loaded.values())

    def __len__(self) -> int:
        return len(self._loaded)

    def get(self, key: str) -> Loaded | None:
        """The installed plugin with this key."""
        return self._loaded.get(key)

    def add(self, name: str, plugin: object, *, ships: bool = False) -> bool:
        """Load a plugin; False when it is refused, which `refused` explains."""
        try:
            loaded = replace(self._load(plugin, ships), origin=_origin_of(plugin))
        except CannotLoad as wrong:
            self.refused.append(Refusal(name, wrong.place, wrong.remedy))
            return False
        self._loaded[loaded.key] = loaded
        return True

    def discover(self) -> "Host":
        """Load every installed plugin, in the order of their names; returns itself."""
        for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
            self.add_entry_point(point)
        return self

    def add_entry_point(self, point: EntryPoint) -> bool:
        """Import and load the plugin of an entry point; False when it is refused."""
        try:
            plugin = point.load()
        except BaseException as broken:
            if isinstance(broken, KeyboardInterrupt):
                raise
            self.refused.append(
                Refusal(point.name, f"import {point.value}", f"it does not import: {broken!r}")
            )
            return False
        ships = point.dist is not None and point.dist.name == PROJECT
        return self.add(point.name, plugin, ships=ships)

    def listed(self, hook: str) -> Iterator[tuple[Loaded, Any]]:
        """Everything that the installed plugins list under a hook, with the plugin itself."""
        for loaded in self:
            for one in loaded.listed.get(hook, ()):
                yield loaded, one

    def find(self, hook: str, key: str) -> tuple[Loaded, Any] | None:
        """The thing with this key that a plugin lists under a hook."""
        return next((found for found in self.listed(hook) if found[1].key == key), None)

    def _load(self, plugin: object, ships: bool) -> Loaded:
        functions = check_hooks(self._manager, plugin)
        card = _ask(functions, "plugin")
        if not isinstance(card, Plugin):
            raise CannotLoad("plugin()", "return a core.extension.Plugin")
        if card.contract != CONTRACT:
            raise CannotLoad(
                "plugin()",
                f"it was written for contract {card.contract}, this is {CONTRACT}: "
                "install a version of the plugin that fits",
            )
        if card.key in self._loaded:
            raise CannotLoad("plugin()", f"the key {card.key!r} is taken: give it another")
        listed = {hook: _ask(functions, hook) for hook in LISTS if hook in functions}
        known = {
            hook: frozenset(one.key for _, one in self.listed(hook) if hasattr(one, "key"))
            for hook in listed
        }
        checked = check_listed(card, listed, known)
        return Loaded(
            plugin=card,
            listed=checked,
            pages=listed.get("pages"),
            folder=listed.get("folder"),
            tells={hook: functions[hook] for hook in TELLS if hook in functions},
            ships=ships,
        )


def _origin_of(plugin: object) -> str:
    if isinstance(plugin, ModuleType):
        return plugin.__name__
    named = plugin if isinstance(plugin, type) else type(plugin)
    place = f"{named.__module__}:{named.__qualname__}"
    return "" if "<locals>" in place or plugin is not named else place


def _ask(functions: Mapping[str, Callable[..., Any]], hook: str) -> Any:
    if hook not in functions:
        raise CannotLoad(f"{hook}()", f"every plugin has a hook {hook}(): add it with @hookimpl")
    try:
        return functions[hook]()
    except BaseException as broken:
        if isinstance(broken, KeyboardInterrupt):
            raise
        raise CannotLoad(f"{hook}()", f"it fails: {broken!r}") from broken
