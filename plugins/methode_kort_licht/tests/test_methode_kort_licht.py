"""The plugin loads, and lists its variant."""

from core.extension.host import Host
from plugins import methode_kort_licht


def test_it_loads_and_lists_its_variant() -> None:
    host = Host()
    assert host.add("methode_kort_licht", methode_kort_licht), host.refused
    [(loaded, variant)] = host.listed("method_variants")
    assert (loaded.key, variant.key, variant.version) == ("methode_kort_licht", "kort_licht", 1)
    assert not loaded.plugin.needs_consent_of_admin
    assert (variant.trial_days, variant.longest_months) == (28, 6)
    assert not variant.two_talks
