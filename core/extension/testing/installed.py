"""The suite for a plugin that is installed: what `buurtgezinnen plugin check KEY` runs."""

import os
from importlib.metadata import entry_points
from pkgutil import resolve_name

from core.extension.host import GROUP, Host
from core.extension.testing import PluginContract

ASKED = "PLUGIN_TO_CHECK"
"""The variable of the environment that holds the key."""


def _installed(key: str) -> object:
    """What the entry point of a plugin leads to, also when the host refuses it."""
    host = Host().discover()
    if loaded := host.get(key):
        return resolve_name(loaded.origin)
    return next((point.load() for point in entry_points(group=GROUP) if point.name == key), None)


class TestInstalled(PluginContract):
    """The plugin that the environment names."""

    plugin = _installed(os.environ.get(ASKED, ""))
