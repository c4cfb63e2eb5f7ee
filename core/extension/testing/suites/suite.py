"""What every suite of the kit works with: the plugin, its options, and how it is switched on."""

from collections.abc import Mapping
from typing import Any, ClassVar

from core.extension.host import Loaded
from core.extension.store import PluginStore
from core.extension.testing.installation import Installation
from core.extension.testing.samples import sample_options
from core.work import Work
from tenants.context import TenantContext


class Suite:
    """Subclass a suite with `plugin`: the module or object of the entry point.

    `options`, and `answers` to the forms of channels, are those that the kit cannot invent. Each
    test says in its name what a plugin promises; when it fails, its message says what to do.
    """

    plugin: ClassVar[object]
    options: ClassVar[Mapping[str, Any]] = {}
    answers: ClassVar[Mapping[str, Any]] = {}

    def row_of(self, table: type) -> Mapping[str, Any]:
        """Values for a row of a table, where invented ones do not fit. Override it."""
        return {}

    def sample(self, loaded: Loaded) -> dict[str, Any]:
        """Options that work, as a form would post them."""
        return sample_options(loaded.plugin.options, self.options)

    def on(self, installation: Installation, tenant: TenantContext, loaded: Loaded) -> None:
        """Switch the plugin on in a programme."""
        installation.switch_on(tenant, loaded.key, self.sample(loaded))

    def source(self, loaded: Loaded) -> object:
        """The module or object that the host loads."""
        return self.plugin

    def store_of(self, work: Work, loaded: Loaded) -> PluginStore:
        """Its own tables in the programme of this work."""
        return PluginStore(loaded.key, work.session, lambda: work.vault)
