"""Which variants of the method there are. A coupling keeps the version that it began with."""

from collections.abc import Callable

from core.method.standard import standard
from core.method.variant import MethodVariant


class UnknownVariant(LookupError):
    """No variant has this key and version."""


VARIANTS: dict[tuple[str, int], Callable[[], MethodVariant]] = {("standard", 1): standard}


def variant(key: str, version: int) -> MethodVariant:
    """Return the variant with a key and version; raises UnknownVariant."""
    try:
        return VARIANTS[key, version]()
    except KeyError:
        raise UnknownVariant(f"{key} {version}") from None


def default_variant() -> MethodVariant:
    """Return the newest version of the standard method, for new intakes and couplings."""
    return VARIANTS[max(found for found in VARIANTS if found[0] == "standard")]()
