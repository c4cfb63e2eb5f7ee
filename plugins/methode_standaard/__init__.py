"""The standard method of Buurtgezinnen."""

from collections.abc import Sequence

from core.extension import Kind, MethodVariant, Plugin, _l, hookimpl, standard_method

KEY = "methode_standaard"


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        key=KEY,
        name=_l("Buurtgezinnen standaard"),
        summary=_l("Een proef van zes weken, en elk half jaar een evaluatie met beide gezinnen."),
        kind=Kind.METHOD,
        version="1.0",
        icon="house",
    )


@hookimpl
def method_variants() -> Sequence[MethodVariant]:
    """The standard method, as core has it: it is there without this plugin too."""
    return [standard_method()]
