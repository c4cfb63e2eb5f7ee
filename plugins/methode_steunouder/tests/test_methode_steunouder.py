"""The plugin loads, and lists its variant."""

from core.extension.host import Host
from plugins import methode_steunouder


def test_it_loads_and_lists_its_variant() -> None:
    host = Host()
    assert host.add("methode_steunouder", methode_steunouder), host.refused
    [(loaded, variant)] = host.listed("method_variants")
    assert (loaded.key, variant.key, variant.version) == ("methode_steunouder", "steunouder", 1)
    assert not loaded.plugin.needs_consent_of_admin
    assert (variant.ages, variant.longest_months) == ((0, 18), 12)
    assert variant.has("end_reasons", "completed")
