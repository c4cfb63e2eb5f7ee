"""The menu of the console, as this operator sees it."""

from typing import Any

from flask import request, url_for

from core.console.desk import OperatorAccount
from core.web.layout import MenuItem
from core.wording import _


def console_menu(operator: OperatorAccount) -> list[MenuItem]:
    """The pages of the Stichting; a licence holder's operator has one organisation."""
    figures = _("Landelijke cijfers") if operator.is_national else _("Cijfers samen")
    menu = [_at(_("Gemeenten"), "console.tenants"), _at(figures, "console.national")]
    if operator.is_national:
        menu.append(_at(_("Organisaties"), "console.organisation_list"))
        menu.append(_at(_("Plugins"), "console.plugin_list"))
    else:
        own = {"organisation_id": operator.organisation_id}
        menu.append(_at(_("Uw organisatie"), "console.organisation", **own))
    menu.append(_at(_("Methode"), "console.fidelity"))
    menu.append(_at(_("Verhalen"), "console.stories"))
    return [*menu, _at(_("Logboek"), "console.logbook")]


def _at(label: str, endpoint: str, **values: Any) -> MenuItem:
    return MenuItem(label, url_for(endpoint, **values), request.endpoint == endpoint)
