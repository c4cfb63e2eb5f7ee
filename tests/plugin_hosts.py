"""Plugins for tests: the shipped ones by our own entry points, and small ones made on the spot."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from core.extension import Kind, Plugin, hookimpl
from core.extension.host import GROUP, Host
from core.plugins.services import switch_on
from core.work import Work

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@cache
def entry_points_of_ours() -> tuple[EntryPoint, ...]:
    """The entry points of the shipped plugins, installed or not."""
    project = tomllib.loads(PYPROJECT.read_text())["project"]
    found: Mapping[str, str] = project.get("entry-points", {}).get(GROUP, {})
    return tuple(EntryPoint(name, value, GROUP) for name, value in sorted(found.items()))


def shipped() -> Host:
    """A host with every plugin that we ship; none may be refused."""
    host = Host()
    for point in entry_points_of_ours():
        host.add(point.name, point.load(), ships=True)
    assert host.refused == []
    return host


def a_plugin(key: str = "proef", /, **hooks: Any) -> object:
    """A plugin with a card and these hooks: functions, or what a listing hook returns.

    `card` holds fields of the card that differ.
    """
    told = {"kind": Kind.OTHER, "version": "1.0", **hooks.pop("card", {})}
    card = Plugin(key, told.pop("name", key.capitalize()), "Om te proberen.", **told)
    made: dict[str, Any] = {"plugin": hookimpl(_giving("plugin", card))}
    for name, hook in hooks.items():
        made[name] = hookimpl(hook if callable(hook) else _giving(name, hook))
    return type(key, (), {name: staticmethod(made[name]) for name in made})


def _giving(name: str, value: Any) -> Callable[[], Any]:
    def give() -> Any:
        return value

    give.__name__ = name
    return give


def host_with(*plugins: object) -> Host:
    """A host with these plugins, shipped ones; raises AssertionError when one is refused."""
    host = Host()
    for number, plugin in enumerate(plugins):
        assert host.add(f"plugin {number}", plugin, ships=True), host.refused
    return host


def switched_on(work: Work, key: str, **options: Any) -> None:
    """Switch a plugin on, as the system does."""
    loaded = work.plugins.get(key)
    assert loaded is not None, key
    switch_on(work, key, loaded.plugin.options().load(options))
