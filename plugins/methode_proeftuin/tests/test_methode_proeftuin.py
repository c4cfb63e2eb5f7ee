"""The plugin loads, and lists its variant."""

from core.extension.host import Host
from plugins import methode_proeftuin


def test_it_loads_and_lists_its_variant() -> None:
    host = Host()
    assert host.add("methode_proeftuin", methode_proeftuin), host.refused
    [(loaded, variant)] = host.listed("method_variants")
    assert (loaded.key, variant.key, variant.version) == ("methode_proeftuin", "proeftuin", 1)
    assert not loaded.plugin.needs_consent_of_admin
    assert variant.first_year_interval_months == 3
    assert variant.evaluation_interval_months == 6
