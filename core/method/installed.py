"""The variants that are installed: the standard method, and those of plugins."""

from core.extension.host import Host
from core.method.registry import METHODS, Methods


def methods_in(plugins: Host) -> Methods:
    """Core's own variants and those that plugins list; core's words hold where both have one."""
    known = Methods(METHODS.all())
    for _plugin, variant in plugins.listed("method_variants"):
        if known.find(variant.key, variant.version) is None:
            known.add(variant)
    return known
