"""What the settings show of plugins: each with its state, what it sees, and what to do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import member_names
from core.calendar.clock import AMSTERDAM
from core.extension.host import Loaded
from core.extension.options import secrets_of
from core.extension.plugin import Kind
from core.plugins.models import (
    PluginActivation,
    PluginPermission,
    PluginPermissionTenant,
    PluginState,
)
from core.plugins.of_methods import is_used, licence_lacks
from core.plugins.options import opened
from core.plugins.troubles import BREAKS_AFTER
from core.wording import Text, _l
from core.work import Work

HEADINGS: dict[Kind, tuple[Text, Text]] = {
    Kind.CHANNEL: (_l("Verwijskanalen"), _l("Hoe aanmeldingen binnenkomen.")),
    Kind.REPORT: (
        _l("Verantwoording"),
        _l("Rapporten voor wie betaalt. Altijd aantallen, nooit gezinnen."),
    ),
    Kind.METHOD: (
        _l("Methode"),
        _l("De werkwijze die koppelingen volgen. Hiervoor kan een licentie nodig zijn."),
    ),
    Kind.SUPPLIER: (_l("Leveranciers"), _l("Samenwerken met andere organisaties.")),
    Kind.OTHER: (_l("Overig"), _l("Wat uw gemeente er verder bij wil.")),
}


@dataclass(frozen=True, slots=True)
class PluginCard:
    """A plugin as its card shows it. `left` counts the failures until it is switched off."""

    key: str
    name: Text
    summary: Text
    icon: str
    version: str
    sees: Text
    state: PluginState
    needs_admin: bool
    has_options: bool
    asked_by: str
    asked_on: date | None
    agreed_on: date | None
    failures: int
    failing_since: datetime | None
    licence_lacks: str = ""
    """Why the licence does not cover the method that it brings."""

    @property
    def is_failing(self) -> bool:
        """Whether it was switched off by failures, or failed lately."""
        return self.state is PluginState.TRIPPED or (
            self.state is PluginState.ON and self.failures > 0
        )

    @property
    def left(self) -> int:
        """After how many more failures it is switched off."""
        return max(0, BREAKS_AFTER - self.failures)


@dataclass(frozen=True, slots=True)
class PluginGroup:
    """The plugins of one kind."""

    key: str
    title: Text
    intro: Text
    cards: tuple[PluginCard, ...]


def plugin_groups(work: Work) -> list[PluginGroup]:
    """Every plugin that the operator allows here, by kind and name."""
    rows = {row.plugin: row for row in work.session.scalars(select(PluginActivation))}
    allowed = _allowed(work)
    names = member_names(work)
    cards: dict[Kind, list[PluginCard]] = {}
    for loaded in work.plugins:
        if allowed.get(loaded.key, loaded.ships):
            card = _card(work, loaded, rows.get(loaded.key), names)
            cards.setdefault(loaded.plugin.kind, []).append(card)
    return [
        PluginGroup(kind.value, *HEADINGS[kind], _by_name(cards[kind]))
        for kind in Kind
        if kind in cards
    ]


def plugin_card(work: Work, loaded: Loaded) -> PluginCard:
    """One plugin."""
    row = work.session.scalar(select(PluginActivation).where(PluginActivation.plugin == loaded.key))
    return _card(work, loaded, row, member_names(work))


def options_of(work: Work, loaded: Loaded) -> dict[str, Any]:
    """The options as the form shows them; secrets never come back."""
    query = select(PluginActivation.options).where(PluginActivation.plugin == loaded.key)
    kept = work.session.scalar(query) or {}
    known = set(loaded.plugin.options().load_fields) - secrets_of(loaded.plugin.options)
    return {name: value for name, value in kept.items() if name in known}


def kept_secrets(work: Work, loaded: Loaded) -> frozenset[str]:
    """The names of the secrets that are set."""
    query = select(PluginActivation.id, PluginActivation.secrets)
    row = work.session.execute(query.where(PluginActivation.plugin == loaded.key)).one_or_none()
    return frozenset(opened(work, row.id, row.secrets)) if row else frozenset()


def waiting(groups: list[PluginGroup]) -> list[PluginCard]:
    """What waits for the admin's yes."""
    return [card for group in groups for card in group.cards if card.state is PluginState.ASKED]


def failing(groups: list[PluginGroup]) -> list[PluginCard]:
    """What does not work."""
    return [card for group in groups for card in group.cards if card.is_failing]


def _allowed(work: Work) -> dict[str, bool]:
    """What the operator says, by plugin; one that is not here follows its own default."""
    everyone = select(PluginPermission.plugin, PluginPermission.everyone)
    found = {row.plugin: row.everyone for row in work.session.execute(everyone)}
    here = select(PluginPermissionTenant.plugin).where(
        PluginPermissionTenant.tenant_id == work.tenant.id
    )
    return found | dict.fromkeys(work.session.scalars(here), True)


def _by_name(cards: list[PluginCard]) -> tuple[PluginCard, ...]:
    return tuple(sorted(cards, key=lambda card: str(card.name).casefold()))


def _card(
    work: Work, loaded: Loaded, row: PluginActivation | None, names: dict[UUID, str]
) -> PluginCard:
    plugin = loaded.plugin
    since = row.failing_since.astimezone(AMSTERDAM) if row and row.failing_since else None
    return PluginCard(
        key=plugin.key,
        name=plugin.name,
        summary=plugin.summary,
        icon=plugin.icon,
        version=plugin.version,
        sees=plugin.sees_in_words or _l("geen gegevens van gezinnen"),
        state=_state(work, loaded, row),
        needs_admin=plugin.needs_consent_of_admin,
        has_options=bool(plugin.options().load_fields),
        asked_by=names.get(row.asked_by, "") if row and row.asked_by else "",
        asked_on=row.asked_on if row else None,
        agreed_on=row.agreed_on if row else None,
        failures=row.failures if row else 0,
        failing_since=since,
        licence_lacks=licence_lacks(work, loaded),
    )


def _state(work: Work, loaded: Loaded, row: PluginActivation | None) -> PluginState:
    state = PluginState(row.state) if row else PluginState.OFF
    if state is PluginState.OFF and is_used(work, loaded):
        return PluginState.ON
    return state
