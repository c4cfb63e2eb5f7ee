"""What is checked when a plugin is loaded; each remedy is a sentence for its author."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pluggy

from core.drafts.answers import is_secret
from core.extension.channels import TOKEN, Door, ReferralChannel
from core.extension.hookspecs import LISTS, TELLS
from core.extension.options import Options, secrets_of
from core.extension.pages import Card, MenuEntry, PluginJob, PluginPages
from core.extension.plugin import Plugin, Sees
from core.extension.suppliers import ChangeKind, SupplierIntegration
from core.funding.formats import ReportFormat
from core.method.variant import MethodVariant
from core.web.icons import ICONS
from tenants.plugin_tables import PluginTable

KINDS: Mapping[str, type] = {
    "referral_channels": ReferralChannel,
    "method_variants": MethodVariant,
    "supplier_integrations": SupplierIntegration,
    "menu_entries": MenuEntry,
    "cards": Card,
    "jobs": PluginJob,
    "report_formats": ReportFormat,
}
SINGLE: Mapping[str, type] = {"plugin": Plugin, "pages": PluginPages, "folder": Path}


class CannotLoad(Exception):
    """A plugin does not fit; `place` says where, `remedy` what to do."""

    def __init__(self, place: str, remedy: str) -> None:
        super().__init__(f"{place}: {remedy}")
        self.place = place
        self.remedy = remedy


def check_hooks(manager: pluggy.PluginManager, plugin: object) -> dict[str, Callable[..., Any]]:
    """The functions that a plugin marked with @hookimpl, by hook.

    Raises CannotLoad for a hook that does not exist, a wrapper, an order of its own, or arguments
    that the hook does not have.
    """
    found: dict[str, Callable[..., Any]] = {}
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        if options is None:
            continue
        _check_marks(name, options)
        function = getattr(plugin, name)
        found[name] = _with_all_arguments(manager, name, function)
    return found


def _check_marks(name: str, options: Mapping[str, Any]) -> None:
    if options.get("specname"):
        raise CannotLoad(f"{name}()", "give the function the name of the hook, without specname")
    if options.get("wrapper") or options.get("hookwrapper"):
        raise CannotLoad(f"{name}()", "a hook wrapper would stand around other plugins: remove it")
    if options.get("tryfirst") or options.get("trylast"):
        raise CannotLoad(f"{name}()", "plugins have no order among each other: remove it")
    if name not in (*LISTS, *TELLS):
        known = ", ".join((*LISTS, *TELLS))
        raise CannotLoad(f"{name}()", f"there is no such hook; there are {known}")


def _with_all_arguments(
    manager: pluggy.PluginManager, name: str, function: Callable[..., Any]
) -> Callable[..., Any]:
    spec = getattr(manager.hook, name).spec
    allowed = tuple(spec.argnames)
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise CannotLoad(f"{name}()", "write it as a plain function, without async")
    asked = pluggy._hooks.varnames(function)[0]
    if unknown := [one for one in asked if one not in allowed]:
        has = f"it has {', '.join(allowed)}" if allowed else "it has none"
        raise CannotLoad(f"{name}()", f"the hook has no argument {unknown[0]!r}; {has}")
    if tuple(asked) == allowed:
        return function

    def told(*values: Any) -> Any:
        given = dict(zip(allowed, values, strict=True))
        return function(*(given[one] for one in asked))

    return told


def check_listed(
    card: Plugin, listed: Mapping[str, Any], known: Mapping[str, Collection[str]]
) -> dict[str, tuple[Any, ...]]:
    """What a plugin lists, as tuples; `known` are the keys that others listed before.

    Raises CannotLoad for a wrong type, an equal key, or data that is not declared.
    """
    if card.icon not in ICONS:
        raise CannotLoad("plugin().icon", f"take one of {', '.join(sorted(ICONS))}")
    _check_options(card.options)
    for hook, kind in SINGLE.items():
        if hook in listed and not isinstance(listed[hook], kind):
            raise CannotLoad(f"{hook}()", f"return a {kind.__name__}")
    checked = {
        hook: _check_list(hook, listed[hook], known.get(hook, ()))
        for hook in listed
        if hook not in SINGLE
    }
    _check_tables(card, checked.get("tables", ()), listed.get("folder"))
    _check_data(card, checked)
    _check_pages(checked, listed.get("pages"))
    return checked


def _check_options(options: Any) -> None:
    if not (isinstance(options, type) and issubclass(options, Options)):
        raise CannotLoad("plugin().options", "subclass core.extension.Options")
    try:
        options()
    except Exception as broken:
        raise CannotLoad("plugin().options", f"the schema cannot be made: {broken!r}") from broken
    for name in secrets_of(options):
        if not is_secret(name):
            raise CannotLoad(
                "plugin().options",
                f"call the secret {name!r} …_token, …_password or …_secret: what is typed there "
                "is then kept in no draft",
            )


def _check_list(hook: str, found: Any, known: Collection[str]) -> tuple[Any, ...]:
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise CannotLoad(f"{hook}()", "return a list or a tuple")
    if hook == "tables":
        kind: type = type
        if any(not (isinstance(one, type) and issubclass(one, PluginTable)) for one in found):
            raise CannotLoad(f"{hook}()", "list subclasses of core.extension.tables.PluginTable")
    else:
        kind = KINDS[hook]
    seen: set[Any] = set()
    for one in found:
        if not isinstance(one, kind):
            raise CannotLoad(f"{hook}()", f"{one!r} is no {kind.__name__}")
        key = _name_of(one)
        if key in seen or key in known:
            raise CannotLoad(f"{hook}()", f"the key {key!r} is taken: give it another")
        seen.add(key)
    return tuple(found)


def _name_of(one: Any) -> Any:
    if isinstance(one, MethodVariant):
        return one.key, one.version
    if isinstance(one, type):
        return one
    return getattr(one, "key", None) or getattr(one, "name", None) or one


def _check_tables(card: Plugin, tables: Sequence[Any], folder: Path | None) -> None:
    for table in tables:
        if table.__dict__.get("plugin_key") != card.key:
            raise CannotLoad(
                "tables()", f'{table.__name__}: declare it with (PluginTable, plugin="{card.key}")'
            )
    if tables and not (folder and any((folder / "migrations" / "versions").glob("*.py"))):
        raise CannotLoad("folder()", "give the folder that holds migrations/versions/*.py")


def _check_data(card: Plugin, listed: Mapping[str, tuple[Any, ...]]) -> None:
    if listed.get("referral_channels") and Sees.REFERRALS not in card.sees:
        raise CannotLoad("plugin().sees", "a channel sees sign-ups: declare Sees.REFERRALS")
    has_api = any(Door.API in one.doors for one in listed.get("referral_channels", ()))
    if has_api and TOKEN not in secrets_of(card.options):
        raise CannotLoad("plugin().options", f"an API needs an option {TOKEN} = secret(...)")
    for supplier in listed.get("supplier_integrations", ()):
        if supplier.needs_consent and not card.needs_consent_of_admin:
            raise CannotLoad(
                "plugin().sees", f"supplier {supplier.key} is sent data of families: declare it"
            )
        if ChangeKind.FIGURES in supplier.changes and Sees.FIGURES not in card.sees:
            raise CannotLoad(
                "plugin().sees", f"supplier {supplier.key} hears totals: declare Sees.FIGURES"
            )
    if any(one.place == "family" for one in listed.get("cards", ())) and (
        Sees.FAMILIES not in card.sees
    ):
        raise CannotLoad("plugin().sees", "a card on a family's file needs Sees.FAMILIES")


def _check_pages(listed: Mapping[str, tuple[Any, ...]], pages: PluginPages | None) -> None:
    names = [page.name for page in pages.pages] if pages else []
    if len(set(names)) != len(names):
        raise CannotLoad("pages()", "two pages have the same name")
    for page in pages.pages if pages else ():
        if not page.rule.startswith("/") or ".." in page.rule:
            raise CannotLoad("pages()", f"{page.rule!r}: a rule begins with /")
    for entry in listed.get("menu_entries", ()):
        if entry.page not in names:
            raise CannotLoad("menu_entries()", f"there is no page {entry.page!r}")
