"""The variants of the method by name: a licence is for one of them."""

from core.extension.host import Host
from core.method.installed import methods_in
from core.wording import Text


def variant_choices(plugins: Host) -> tuple[tuple[str, Text], ...]:
    """Every variant that is installed, as a choice: its key, and the name in its newest version."""
    methods = methods_in(plugins)
    return tuple((key, methods.newest(key).name) for key in methods.keys())  # noqa: SIM118


def variant_name(plugins: Host, key: str) -> Text:
    """What a variant is called; its key when it is not installed any more."""
    return dict(variant_choices(plugins)).get(key, key)
