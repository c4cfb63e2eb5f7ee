"""Everything that a plugin holds to, whoever wrote it: all suites in one, to subclass."""

from core.extension.testing.suites.components import Components
from core.extension.testing.suites.contract import Contract
from core.extension.testing.suites.erasure import Erasure
from core.extension.testing.suites.failure import Failure
from core.extension.testing.suites.options import OptionsKept
from core.extension.testing.suites.permission import Permission
from core.extension.testing.suites.translations import Translations
from core.extension.testing.suites.two_tenants import TwoTenants


class PluginContract(
    Contract, OptionsKept, Components, Permission, TwoTenants, Erasure, Failure, Translations
):
    """Subclass it with `plugin`: the module or object of the entry point.

    `options`, and `answers` to the forms of channels, are those that the kit cannot invent;
    override `row_of` where invented rows do not fit.
    """
