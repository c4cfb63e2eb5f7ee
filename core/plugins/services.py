"""Switching plugins on and off, and setting their options: by the gemeente, or by the admin."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core.accounts.models import Role
from core.errors import Forbidden, NotFound, Refused
from core.extension.host import Loaded
from core.plugins.models import (
    PluginActivation,
    PluginPermission,
    PluginPermissionTenant,
    PluginState,
)
from core.plugins.of_methods import bring, is_used, require_licence_for, take_away
from core.plugins.options import opened, parted
from core.plugins.running import PluginFailed, actives, forget, run
from core.wording import _
from core.work import Work


def installed(work: Work, key: str) -> Loaded:
    """The installed plugin with this key, when the operator allows it here; raises NotFound."""
    loaded = work.plugins.get(key)
    if loaded is None or not is_allowed(work, loaded):
        raise NotFound("plugin")
    return loaded


def is_allowed(work: Work, loaded: Loaded) -> bool:
    """Whether the operator allows a plugin in this tenant."""
    everyone = work.session.scalar(
        select(PluginPermission.everyone).where(PluginPermission.plugin == loaded.key)
    )
    if loaded.ships if everyone is None else everyone:
        return True
    here = PluginPermissionTenant
    query = select(here.plugin).where(here.plugin == loaded.key, here.tenant_id == work.tenant.id)
    return work.session.scalar(query) is not None


def switch_on(work: Work, key: str, options: Mapping[str, Any] | None = None) -> PluginState:
    """Switch a plugin on, or ask for it; returns what it is now.

    The gemeente alone switches on what sees no data of families; for the rest it asks, and the
    programme's admin says yes. `options` are loaded ones. Raises NotFound, Forbidden, and Refused
    when options are missing or the licence does not cover a method.
    """
    loaded = installed(work, key)
    wanted = _wanted_state(work, loaded)
    require_licence_for(work, loaded)
    row = _row(work, loaded)
    if row.state == PluginState.ON:
        return PluginState.ON
    if options is not None:
        _write(work, row, loaded, options)
    _check_complete(work, loaded, row)
    row.state, row.failures, row.failing_since = wanted, 0, None
    row.asked_by, row.asked_on = work.actor.id, work.today
    row.agreed_by = work.actor.id if wanted is PluginState.ON else None
    row.agreed_on = work.today if wanted is PluginState.ON else None
    if wanted is PluginState.ON:
        bring(work, loaded)
    _done(work, row, "plugin.switched_on" if wanted is PluginState.ON else "plugin.asked")
    return wanted


def agree(work: Work, key: str) -> None:
    """The admin's yes to a plugin that was asked for; raises NotFound, Forbidden or Refused."""
    loaded, row = installed(work, key), _known(work, key)
    _require_admin(work)
    if row.state != PluginState.ASKED:
        raise Refused(_("Deze plugin wacht niet meer op een akkoord. Ververs de bladzijde."))
    _check_complete(work, loaded, row)
    require_licence_for(work, loaded)
    row.state, row.agreed_by, row.agreed_on = PluginState.ON, work.actor.id, work.today
    bring(work, loaded)
    _done(work, row, "plugin.agreed")


def switch_off(work: Work, key: str) -> None:
    """Switch a plugin off, or take back that it was asked for; its data and options stay.

    Raises NotFound, Forbidden, or Refused for the method that is the usual one here.
    """
    _require_settings(work)
    loaded = work.plugins.get(key)
    if loaded and is_used(work, loaded):
        take_away(work, loaded)
        row = _row(work, loaded)
    else:
        row = _known(work, key)
        if row.state == PluginState.OFF:
            return
    row.state = PluginState.OFF
    _done(work, row, "plugin.switched_off")


def try_again(work: Work, key: str) -> None:
    """Switch on again what was switched off by failures; raises NotFound or Refused."""
    installed(work, key)
    row = _known(work, key)
    _require_settings(work)
    if row.state not in (PluginState.TRIPPED, PluginState.ON):
        raise Refused(_("Deze plugin staat uit. Zet hem eerst aan."))
    if row.state == PluginState.TRIPPED or row.failures:
        row.state, row.failures, row.failing_since = PluginState.ON, 0, None
        _done(work, row, "plugin.tried_again")


def save_options(work: Work, key: str, options: Mapping[str, Any]) -> None:
    """Keep options that were loaded by the plugin's schema; an empty secret keeps the old one.

    Raises NotFound, Forbidden, or Refused with what the plugin itself says is wrong.
    """
    loaded = installed(work, key)
    _require_settings(work)
    row = _row(work, loaded)
    _write(work, row, loaded, options)
    _check_complete(work, loaded, row)
    _done(work, row, "plugin.options_saved")


def troubles_with(work: Work, key: str) -> list[str]:
    """What a plugin itself says is wrong with its options now, in plain words."""
    for one in actives(work):
        check = one.loaded.tells.get("check_options")
        if one.key == key and check:
            try:
                return [str(told) for told in run(work, one, "check_options", check, expects=list)]
            except PluginFailed as failed:
                return [failed.message]
    return []


def _wanted_state(work: Work, loaded: Loaded) -> PluginState:
    if work.actor.kind == "system" or work.actor.role == Role.ADMIN:
        return PluginState.ON
    _require_settings(work)
    return PluginState.ASKED if loaded.plugin.needs_consent_of_admin else PluginState.ON


def _require_settings(work: Work) -> None:
    if work.actor.kind != "system" and work.actor.role not in (Role.ADMIN, Role.GEMEENTE):
        raise Forbidden


def _require_admin(work: Work) -> None:
    if work.actor.kind != "system" and work.actor.role != Role.ADMIN:
        raise Forbidden


def _known(work: Work, key: str) -> PluginActivation:
    query = select(PluginActivation).where(PluginActivation.plugin == key).with_for_update()
    row = work.session.scalar(query)
    if row is None:
        raise NotFound("plugin")
    return row


def _row(work: Work, loaded: Loaded) -> PluginActivation:
    try:
        return _known(work, loaded.key)
    except NotFound:
        return work.add(
            PluginActivation(
                plugin=loaded.key, state=PluginState.OFF, options={}, asked_on=work.today
            )
        )


def _write(work: Work, row: PluginActivation, loaded: Loaded, options: Mapping[str, Any]) -> None:
    dumped = loaded.plugin.options().dump(options)
    row.options, fresh = parted(loaded.plugin, dumped)
    secrets = {**opened(work, row.id, row.secrets), **fresh}
    text = json.dumps(secrets) if secrets else None
    row.secrets = work.vault.seal_optional(PluginActivation.secrets, row.id, text)


def _check_complete(work: Work, loaded: Loaded, row: PluginActivation) -> None:
    given = {**row.options, **opened(work, row.id, row.secrets)}
    if wrong := loaded.plugin.options().validate(given):
        field = next(iter(wrong))
        raise Refused(
            _("Vul eerst de instellingen van “%(name)s” in.", name=loaded.plugin.name), str(field)
        )


def _done(work: Work, row: PluginActivation, action: str) -> None:
    work.session.flush()
    work.record(action, "plugin", row.id, row.plugin)
    forget(work)
