"""The options of a plugin in a tenant: checked when they are saved and at every call."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from core.errors import Refused
from core.extension.options import secrets_of
from core.extension.plugin import Plugin
from core.plugins.models import PluginActivation
from core.wording import _
from core.work import Work
from tenants.sealing import Sealed


def checked_options(
    work: Work, plugin: Plugin, activation_id: UUID, kept: Mapping[str, Any], secrets: Sealed | None
) -> dict[str, Any]:
    """The options as the plugin gets them; raises Refused when they fit its schema no longer."""
    given = {**kept, **opened(work, activation_id, secrets)}
    try:
        loaded: dict[str, Any] = plugin.options().load(given)
    except ValidationError as wrong:
        names = ", ".join(sorted(str(name) for name in wrong.messages_dict))
        raise Refused(
            _(
                "De instellingen van “%(name)s” kloppen niet meer: %(fields)s. Vraag uw beheerder "
                "om ze na te kijken bij Instellingen, Plugins.",
                name=plugin.name,
                fields=names,
            )
        ) from wrong
    return loaded


def opened(work: Work, activation_id: UUID, secrets: Sealed | None) -> dict[str, str]:
    """The secrets among the options, in the clear."""
    if secrets is None:
        return {}
    found: dict[str, str] = json.loads(
        work.vault.open(PluginActivation.secrets, activation_id, secrets)
    )
    return found


def parted(plugin: Plugin, dumped: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Options as JSON, apart from the secrets among them."""
    hidden = secrets_of(plugin.options)
    open_ones = {name: value for name, value in dumped.items() if name not in hidden}
    return open_ones, {name: dumped[name] for name in hidden if dumped.get(name)}
