"""The plugin loads, and lists its variant."""

from core.extension.host import Host
from plugins import methode_nazorg


def test_it_loads_and_lists_its_variant() -> None:
    host = Host()
    assert host.add("methode_nazorg", methode_nazorg), host.refused
    [(loaded, variant)] = host.listed("method_variants")
    assert (loaded.key, variant.key, variant.version) == ("methode_nazorg", "nazorg", 1)
    assert not loaded.plugin.needs_consent_of_admin
    assert variant.professional_decides
    [asked] = [q for q in variant.intake_questions if q.key == "protection_decided_with"]
    assert asked.required
