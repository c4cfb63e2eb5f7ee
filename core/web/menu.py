"""The main menu of the work screens: at most one entry is where somebody is.

Where a page belongs follows from its address: /cijfers/matching stands under "Cijfers", whichever
capability shows it, and /instellingen/weging under "Instellingen".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, request, url_for

from core.accounts.models import Role
from core.handovers.queries import count_waiting
from core.plugins.cards import menu_of
from core.referrals.inbox_count import count_new
from core.web.layout import MenuItem
from core.web.settings_menu import sections_for
from core.wording import _


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with the beginnings of the addresses of all pages behind it."""

    label: str
    url: str
    beginnings: tuple[str, ...]
    count: int | None = None
    count_label: str = ""


def work_menu(role: Role) -> list[MenuItem]:
    """The menu as somebody with this role sees it, with the entry of this page marked."""
    entries = _of_gemeente() if role is Role.GEMEENTE else _of_programme(role)
    settings = _settings(role)
    place = place_of(request.path, [*entries, *settings])
    plugins = list(menu_of(g.work, role)) if g.work else []
    return [*_items(entries, place), *plugins, *_items(settings, place)]


def place_of(path: str, entries: Iterable[Entry]) -> Entry | None:
    """The entry that a page belongs to: of which the address begins most like its own."""
    fitting = [
        (len(beginning), entry)
        for entry in entries
        for beginning in entry.beginnings
        if path == beginning or path.startswith(f"{beginning}/")
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def _of_gemeente() -> list[Entry]:
    return [_entry(_("Cijfers"), "figures.show"), _entry(_("Verantwoording"), "funding.reports")]


def _of_programme(role: Role) -> list[Entry]:
    return [
        _entry(_("Deze week"), "week.show"),
        _entry(_("Aanmeldingen"), "referrals.inbox", count=_new_referrals()),
        _entry(_("Gezinnen"), "families.list_families", "/afspraken", "/contact"),
        _entry(
            _("Matching"), "matching.overview",
            "/werving", "/hulpvragen", "/aanbod", "/voorstellen", "/handleiding/matching",
        ),
        _entry(_("Koppelingen"), "couplings.list_couplings", "/evaluaties"),
        _entry(_("Netwerk"), "network.list_partners"),
        _entry(_("Cijfers"), "figures.show"),
        *([_entry(_("Verantwoording"), "funding.reports", "/succesverhalen")]
          if role is Role.ADMIN else []),
    ]  # fmt: skip


def _settings(role: Role) -> list[Entry]:
    sections = sections_for(role)
    if not sections:
        return []
    pages = [_path(section.endpoint) for section in sections]
    return [
        Entry(_("Instellingen"), url_for(sections[0].endpoint), (*pages, "/instellingen")),
    ]


def _entry(label: str, endpoint: str, *also: str, count: int | None = None) -> Entry:
    words = _("nieuw") if count is not None else ""
    return Entry(label, url_for(endpoint), (_path(endpoint), *also), count, words)


def _path(endpoint: str) -> str:
    return url_for(endpoint).removeprefix(request.script_root)


def _items(entries: Iterable[Entry], place: Entry | None) -> list[MenuItem]:
    return [
        MenuItem(one.label, one.url, one is place, one.count, one.count_label) for one in entries
    ]


def _new_referrals() -> int | None:
    return count_new(g.work) + count_waiting(g.work) if g.work else None
