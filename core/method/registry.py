"""Which variants of the method there are. A coupling keeps the version that it began with."""

from collections.abc import Iterable

from core.method.standard import standard
from core.method.variant import MethodVariant

STANDARD = "standard"


class UnknownVariant(LookupError):
    """No variant has this key and version."""


class Methods:
    """The variants that are installed: the standard method, and those of plugins."""

    def __init__(self, variants: Iterable[MethodVariant] = ()) -> None:
        self._variants: dict[tuple[str, int], MethodVariant] = {}
        for one in variants:
            self.add(one)

    def add(self, variant: MethodVariant) -> None:
        """Make a variant known; raises ValueError when its key and version are taken."""
        name = (variant.key, variant.version)
        if name in self._variants:
            raise ValueError(f"there is a method {variant.key} version {variant.version} already")
        self._variants[name] = variant

    def find(self, key: str, version: int) -> MethodVariant | None:
        """The variant with a key and version; None when it is not installed."""
        return self._variants.get((key, version))

    def variant(self, key: str, version: int) -> MethodVariant:
        """The variant with a key and version; raises UnknownVariant."""
        found = self.find(key, version)
        if found is None:
            raise UnknownVariant(f"{key} {version}")
        return found

    def newest(self, key: str = STANDARD) -> MethodVariant:
        """The newest version of a variant; raises UnknownVariant."""
        versions = [version for name, version in self._variants if name == key]
        return self.variant(key, max(versions, default=0))

    def all(self) -> tuple[MethodVariant, ...]:
        """Every version of every variant, in the order in which they came."""
        return tuple(self._variants.values())

    def keys(self) -> tuple[str, ...]:
        """The keys of the variants, each once."""
        return tuple(dict.fromkeys(key for key, _version in self._variants))

    def __contains__(self, key: str) -> bool:
        return any(name == key for name, _version in self._variants)


METHODS = Methods([standard()])
"""Those of core; the variants of plugins come beside them (`core.method.installed`)."""
