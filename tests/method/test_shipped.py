"""The variants that come with the product: real data, that goes into JSON and back."""

import pytest

from core.extension.host import Host
from core.method.as_json import from_json, to_json
from core.method.difference import differences
from core.method.standard import standard
from plugins import (
    methode_kort_licht,
    methode_nazorg,
    methode_proeftuin,
    methode_standaard,
    methode_steunouder,
)

SHIPPED = (
    methode_standaard,
    methode_proeftuin,
    methode_nazorg,
    methode_kort_licht,
    methode_steunouder,
)


@pytest.mark.parametrize("plugin", SHIPPED, ids=lambda plugin: plugin.KEY)
def test_a_shipped_variant_is_kept_whole(plugin: object) -> None:
    host = Host()
    assert host.add("x", plugin), host.refused
    for _loaded, variant in host.listed("method_variants"):
        assert to_json(from_json(to_json(variant))) == to_json(variant)
        assert bool(differences(standard(), variant)) == (variant.key != "standard")
