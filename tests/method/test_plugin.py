"""A plugin that brings a variant: switched on by the gemeente, off again, refused when usual."""

import pytest

from core.errors import Refused
from core.extension.host import Host
from core.method.choice import make_default, methods_of
from core.plugins.models import PluginState
from core.plugins.services import switch_off, switch_on
from plugins import methode_proeftuin, methode_standaard
from tests.fixtures_web import Working

KEY = methode_proeftuin.KEY


def test_the_variants_of_a_plugin_go_on_and_off_with_it(working: Working) -> None:
    with working() as work:
        work.plugins = Host()
        for plugin in (methode_proeftuin, methode_standaard):
            assert work.plugins.add(plugin.KEY, plugin, ships=True)
        assert switch_on(work, KEY) is PluginState.ON
        switch_on(work, methode_standaard.KEY)
        assert [one.key for one in methods_of(work)] == ["standard", "proeftuin"]
        make_default(work, "proeftuin")
        with pytest.raises(Refused, match="gewone methode"):
            switch_off(work, KEY)
        make_default(work, "standard")
        with pytest.raises(Refused, match="gewone methode"):
            switch_off(work, methode_standaard.KEY)
        switch_off(work, KEY)
        assert [one.key for one in methods_of(work)] == ["standard"]
