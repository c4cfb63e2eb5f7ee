"""The plugin loads, and lists its variant."""

from core.extension.host import Host
from plugins import methode_standaard


def test_it_loads_and_lists_its_variant() -> None:
    host = Host()
    assert host.add("methode_standaard", methode_standaard), host.refused
    [(loaded, variant)] = host.listed("method_variants")
    assert (loaded.key, variant.key, variant.version) == ("methode_standaard", "standard", 1)
    assert not loaded.plugin.needs_consent_of_admin
