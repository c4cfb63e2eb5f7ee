"""What operators see: the programmes with their totals, and the country as a whole."""

from flask import render_template, request

from core.accounts.policy import OPERATORS
from core.calendar.half_years import closed_until
from core.console import (
    document_views,
    organisation_views,
    plugin_views,
    programme_views,
    story_views,
)
from core.console.desk import ConsoleDesk
from core.console.geography import by_province, dots
from core.console.routes import routes
from core.console.tenant_list import (
    ORDERS,
    SIZE_WORDS,
    STATE_LABELS,
    STATE_TONES,
    Wanted,
    organisations,
    tenant_page,
)
from core.figures.queries import NationalFigures, fidelity_by_organisation
from core.figures.queries import national as national_figures
from core.places.size_class import SizeClass
from core.web.routes import office

PAGES = (document_views, organisation_views, plugin_views, programme_views, story_views)


def _figures(desk: ConsoleDesk) -> NationalFigures:
    """Read from the replica where there is one."""
    with office().database.console_report() as session:
        return national_figures(session or desk.session, desk.scope)


@routes.page("/gemeenten", OPERATORS)
def tenants(desk: ConsoleDesk) -> str:
    """List the programmes with their totals."""
    figures = _figures(desk)
    return render_template(
        "console/tenants.html",
        figures=figures,
        found=tenant_page(figures.tenants, Wanted.from_query(request.args)),
        organisations=organisations(figures.tenants),
        state_labels=STATE_LABELS,
        state_tones=STATE_TONES,
        size_words=SIZE_WORDS,
        orders=ORDERS,
        today=desk.today,
        is_national=desk.scope is None,
    )


@routes.page("/landelijk", OPERATORS)
def national(desk: ConsoleDesk) -> str:
    """Show the country: totals, by size class, per year and on the map."""
    figures = _figures(desk)
    return render_template(
        "console/national.html",
        figures=figures,
        sizes=tuple(SizeClass),
        size_words=SIZE_WORDS,
        dots=dots(figures.tenants),
        provinces=by_province(figures.tenants),
        today=desk.today,
        is_national=desk.scope is None,
    )


@routes.page("/methodetrouw", OPERATORS)
def fidelity(desk: ConsoleDesk) -> str:
    """How far practice follows the method, by organisation."""
    with office().database.console_report() as session:
        found = fidelity_by_organisation(session or desk.session, desk.scope)
    return render_template("console/fidelity.html", found=found, until=closed_until(desk.today))
