"""The host takes it, and it keeps to what it may know."""

from inspect import getfile
from pathlib import Path
from types import ModuleType

from core.extension.hookspecs import LISTS
from core.extension.host import Host, Loaded
from core.extension.testing.imports import foreign_imports
from core.extension.testing.suites.suite import Suite


class Contract(Suite):
    """The host takes it, and it keeps to what it may know."""

    def test_it_loads_and_nothing_is_refused(self, loaded: Loaded) -> None:
        """A fresh host takes it, twice the same."""
        for _ in range(2):
            host = Host()
            host.add(loaded.key, self.source(loaded))
            assert [str(refusal) for refusal in host.refused] == []
            assert [one.key for one in host] == [loaded.key]

    def test_its_keys_carry_its_own_name(self, loaded: Loaded) -> None:
        """Keys of components are small letters, digits, - and _: they stand in addresses."""
        keys = [
            str(one.key)
            for hook in LISTS
            for one in loaded.listed.get(hook, ())
            if hasattr(one, "key")
        ]
        odd = [key for key in keys if not key.replace("_", "").replace("-", "").isalnum()]
        assert odd == []
        assert [key for key in keys if key != key.lower() or len(key) > 40] == []

    def test_it_imports_nothing_but_the_face(self, loaded: Loaded) -> None:
        """`core.extension` is all that it may know of the product."""
        source = self.source(loaded)
        written = source if isinstance(source, ModuleType | type) else type(source)
        file = Path(getfile(written))
        folder = file.parent if file.name == "__init__.py" else file
        assert foreign_imports(folder) == []
