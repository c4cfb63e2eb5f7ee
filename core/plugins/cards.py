"""What plugins add to pages of core: cards on the week page and on a file, and menu entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from core.accounts.models import Role
from core.extension.call import Call
from core.extension.pages import Card, Line, Place
from core.plugins.mounting import POLICIES, endpoint_of
from core.plugins.running import Active, PluginFailed, listed, run
from core.web.layout import MenuItem
from core.wording import Text
from core.work import Work

PATIENCE = 1.0
"""Seconds that a card may take: a page of core waits for it."""
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card of a plugin; each line has words and an address, or ""."""

    title: Text
    icon: str
    lines: tuple[tuple[Text, str], ...]


def cards_for(work: Work, place: Place, family_id: UUID | None = None) -> list[CardShown]:
    """The cards of the plugins that are on here; one that fails is left out, and noted."""
    return [
        shown
        for one, card in listed(work, "cards")
        if card.place == place and (shown := _shown(work, one, card, family_id))
    ]


def menu_of(work: Work, role: Role) -> Iterator[MenuItem]:
    """The menu entries of the plugins that are on here, for this role.

    At most one is where somebody is: the page itself, else the first of the plugin's own.
    """
    seen = [
        (endpoint_of(one.key), endpoint_of(one.key, entry.page), str(entry.label))
        for one, entry in listed(work, "menu_entries")
        if POLICIES[entry.who].allows(role)
    ]
    exact = [endpoint for _plugin, endpoint, _label in seen if endpoint == request.endpoint]
    near = [endpoint for plugin, endpoint, _label in seen if plugin == request.blueprint]
    here = next(iter((*exact, *near)), None)
    for _plugin, endpoint, label in seen:
        yield MenuItem(label, url_for(endpoint), endpoint == here)


def _shown(work: Work, one: Active, card: Card, family_id: UUID | None) -> CardShown | None:
    def lines_of(call: Call) -> tuple[tuple[Text, str], ...]:
        return _addressed(one, card.lines(call, family_id))

    place = f"card {card.key}"
    try:
        lines = run(work, one, place, lines_of, expects=tuple, writes=True, patience=PATIENCE)
    except PluginFailed:
        return None
    return CardShown(card.title, card.icon, lines) if lines else None


def _addressed(one: Active, lines: Sequence[Line]) -> tuple[tuple[Text, str], ...]:
    return tuple((str(line.text), _address(one, line)) for line in list(lines)[:MOST_LINES])


def _address(one: Active, line: Line) -> str:
    return url_for(endpoint_of(one.key, line.page), **line.values) if line.page else ""
