"""What every page needs to know: whose it is, who looks, and where one can go."""

from functools import partial
from typing import Any

from flask import Flask, g, request, url_for

from core.accounts.models import Role
from core.accounts.roles import ROLE_LABELS
from core.console.menu import console_menu
from core.web.layout import Link, MenuItem, SearchPlace, Site, Viewer
from core.web.menu import work_menu
from core.web.routes import office
from core.web.settings_menu import settings_tabs
from core.web.theme_views import theme_class
from core.wording import _

CONSOLE_COLOUR = (350, 115)


def page_context() -> dict[str, Any]:
    """The names that the layouts read (see `core.web.layout`)."""
    if g.get("is_console"):
        return _console_context()
    if g.get("tenant"):
        return _tenant_context()
    return {"site": Site("Buurtgezinnen", ""), "menu": [], "viewer": None}


def _tenant_context() -> dict[str, Any]:
    tenant, account = g.tenant, g.account
    site = Site(
        name="Buurtgezinnen",
        subtitle=tenant.name,
        theme_class=theme_class(tenant.hue, tenant.chroma),
        theme_url=_theme_url(tenant.hue, tenant.chroma),
        is_demo=office().settings.is_demo,
        home_url=url_for("public.home"),
        logo_url=url_for("programme.logo", digest=tenant.logo) if tenant.logo else "",
        logo_alt=tenant.logo_alt,
    )
    if account is None:
        return {
            "site": site,
            "menu": _public_menu(),
            "viewer": None,
            "footer_links": [*_public_links(), Link(_("Inloggen"), url_for("accounts.log_in"))],
        }
    viewer = Viewer(
        account.name,
        str(ROLE_LABELS[account.role]),
        url_for("accounts.log_out"),
        switch_url=url_for("overview.show") if account.has_other_workplaces else None,
        account_url=url_for("accounts.change_password"),
    )
    return {
        "site": site,
        "menu": work_menu(account.role),
        "search": None if account.role is Role.GEMEENTE else _search_place(),
        "viewer": viewer,
        "may_note_lessons": account.role is not Role.GEMEENTE,
        "settings_tabs": partial(settings_tabs, account.role),
        "footer_links": [*_work_links(account.role, site.is_demo), *_public_links()],
    }


def _search_place() -> SearchPlace:
    return SearchPlace(url_for("search.show"), url_for("search.suggestions"))


def _work_links(role: Role, is_demo: bool) -> list[Link]:
    links = [Link(_("Wachtwoord wijzigen"), url_for("accounts.change_password"))]
    if role is not Role.GEMEENTE:
        links.insert(0, Link(_("Succesverhalen"), url_for("funding.list_stories")))
        links.insert(0, Link(_("Lessen"), url_for("lessons.list_lessons")))
        links.insert(0, Link(_("Handleiding"), url_for("matching.handbook")))
        links.append(Link(_("Methode"), url_for("licences.documents")))
        links.append(Link(_("Signalen"), url_for("signals.inbox")))
        links.append(Link(_("Meldcode"), url_for("meldcode.mine")))
        links.insert(0, Link(_("Mijn agenda"), url_for("agenda.show")))
    if role is Role.ADMIN or (is_demo and role is Role.COORDINATOR):
        links.insert(0, Link(_("Berichten"), url_for("mail.messages")))
    return links


def _theme_url(hue: int, chroma: int) -> str:
    return url_for("theme.theme_css", hue=hue, chroma=chroma)


def _public_links() -> list[Link]:
    return [
        Link(_("Ik maak me zorgen"), url_for("signals.worry")),
        Link(_("Privacy"), url_for("public.privacy")),
        Link(_("Toegankelijkheid"), url_for("public.accessibility")),
        Link(_("Contact"), url_for("public.home", _anchor="contact")),
    ]


def _public_menu() -> list[MenuItem]:
    refer = "public.refer"
    return [
        MenuItem(_("Hoe het werkt"), url_for("public.home", _anchor="zo-gaat-het")),
        MenuItem(
            _("Zoekprofielen"), url_for("search_profiles.list_profiles"),
            (request.blueprint or "") == "search_profiles",
        ),
        MenuItem(_("Een gezin aanmelden"), url_for(refer), request.endpoint == refer),
        MenuItem(_("Contact"), url_for("public.home", _anchor="contact")),
    ]  # fmt: skip


def _console_context() -> dict[str, Any]:
    site = Site(
        name="Buurtgezinnen",
        subtitle=(g.operator and g.operator.organisation) or "Console van de Stichting",
        theme_class=theme_class(*CONSOLE_COLOUR),
        theme_url=_theme_url(*CONSOLE_COLOUR),
        is_demo=office().settings.is_demo,
        home_url=url_for("console.tenants"),
    )
    if g.operator is None:
        return {"site": site, "menu": [], "viewer": None, "footer_links": []}
    operator = g.operator
    role = operator.organisation or _("Stichting, beheer")
    viewer = Viewer(operator.name, role, url_for("console_door.log_out"))
    return {"site": site, "menu": console_menu(operator), "viewer": viewer, "footer_links": []}


def register(app: Flask) -> None:
    """Give every template what the layouts read."""
    app.context_processor(page_context)
