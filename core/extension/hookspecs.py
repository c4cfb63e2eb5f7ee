"""The hooks: all that the product ever asks of a plugin. Their docstrings are the manual.

A plugin implements `plugin` and whichever others it needs, each marked with `@hookimpl`, as
functions of its module or methods of an object. Hooks that *list* something are asked once, when
the program starts; hooks that *tell* something happened are called by the worker, after the
commit, for the tenants that switched the plugin on, and are tried again when they fail.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from core.extension.call import Call
from core.extension.channels import ReferralChannel
from core.extension.pages import Card, MenuEntry, PluginJob, PluginPages
from core.extension.plugin import Plugin
from core.extension.seen import CouplingSeen, Erased, EvaluationSeen, FamilyClosed, ReferralSeen
from core.extension.suppliers import SupplierIntegration
from core.funding.formats import ReportFormat

if TYPE_CHECKING:
    from core.method.variant import MethodVariant
    from tenants.plugin_tables import PluginTable

PROJECT = "buurtgezinnen"
"""The name of the hooks, and of the entry points' group: "buurtgezinnen.plugins"."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Lists:
    """What a plugin has: asked once at the start, without a tenant."""

    @hookspec
    def plugin(self) -> Plugin:
        """Say what this plugin is: its key, its words, its options, and which data it sees.

        Required. Everything else about a plugin hangs on this card; what it does not name here
        (`sees`) it never gets.
        """
        raise NotImplementedError

    @hookspec
    def referral_channels(self) -> Sequence[ReferralChannel]:
        """List the ways in for a sign-up that this plugin adds.

        Core makes the page, the link for an organisation and the API from the channel's form.
        """
        raise NotImplementedError

    @hookspec
    def report_formats(self) -> Sequence[ReportFormat]:
        """List the funding reports that this plugin can make.

        A format turns a `Report` (figures, words, lessons, stories) into a file. It runs in the
        worker and sees totals and suppressed counts only. `core.extension.reports` has the
        chapters to choose from, and makes PDF, Word and workbooks of them.
        """
        raise NotImplementedError

    @hookspec
    def method_variants(self) -> "Sequence[MethodVariant]":
        """List variants of the method: data, no code. A changed variant gets a new version.

        A coupling keeps the version that it began with.
        """
        raise NotImplementedError

    @hookspec
    def supplier_integrations(self) -> Sequence[SupplierIntegration]:
        """List the organisations or systems that this plugin can send to and receive from."""
        raise NotImplementedError

    @hookspec
    def pages(self) -> PluginPages:
        """Give the plugin's own pages; they live under `/p/<key>/` and exist where it is on."""
        raise NotImplementedError

    @hookspec
    def menu_entries(self) -> Sequence[MenuEntry]:
        """List entries of the main menu, each leading to a page of the plugin."""
        raise NotImplementedError

    @hookspec
    def cards(self) -> Sequence[Card]:
        """List cards for the week page or for the file of a family.

        A card that raises or takes too long is left out, and the admin is told.
        """
        raise NotImplementedError

    @hookspec
    def jobs(self) -> Sequence[PluginJob]:
        """List work for the worker: each night, or when the plugin asks with `call.later`."""
        raise NotImplementedError

    @hookspec
    def tables(self) -> "Sequence[type[PluginTable]]":
        """List the plugin's tables, in the schema `plugin_<key>`; their migrations are beside it.

        A row that refers to a family, a person or another row of core goes when that goes.
        """
        raise NotImplementedError

    @hookspec
    def folder(self) -> Path:
        """Give the plugin's folder, with `migrations/` and `translations/` where it has them."""
        raise NotImplementedError


class Tells:
    """What happened: told to a plugin by the worker, in the tenant where it happened."""

    @hookspec
    def check_options(self, call: Call) -> Sequence[str]:
        """Try the tenant's options and list what is wrong, in plain words; nothing when all works.

        Asked when the options are saved and by `plugin check`: call the other server, look whether
        the folder is there. Unlike the hooks below it is called at once.
        """
        raise NotImplementedError

    @hookspec
    def referral_received(self, call: Call, referral: ReferralSeen) -> None:
        """Hear that a sign-up came in, by whatever door. Needs `Sees.REFERRALS` for names."""
        raise NotImplementedError

    @hookspec
    def referral_decided(self, call: Call, referral: ReferralSeen) -> None:
        """Hear that a sign-up was accepted, declined or referred on."""
        raise NotImplementedError

    @hookspec
    def coupling_changed(self, call: Call, coupling: CouplingSeen) -> None:
        """Hear that a coupling began or went to another phase. Needs `Sees.FAMILIES`."""
        raise NotImplementedError

    @hookspec
    def evaluation_held(self, call: Call, evaluation: EvaluationSeen) -> None:
        """Hear that an evaluation is complete; what was answered is not told."""
        raise NotImplementedError

    @hookspec
    def family_closed(self, call: Call, closed: FamilyClosed) -> None:
        """Hear that the file of one role of a family was closed. Needs `Sees.FAMILIES`."""
        raise NotImplementedError

    @hookspec
    def erase_person(self, call: Call, erased: Erased) -> None:
        """Erase what is kept elsewhere of somebody: at a supplier, in a file.

        Every plugin that is on is told, and those that were on before, until they succeed.
        """
        raise NotImplementedError


def hooks_of(group: type) -> tuple[str, ...]:
    """The names of the hooks in `Lists` or `Tells`, in order."""
    return tuple(name for name in vars(group) if not name.startswith("_"))


LISTS = hooks_of(Lists)
TELLS = hooks_of(Tells)
EVENTS = tuple(name for name in TELLS if name != "check_options")
