"""Programmes at the console: made, moved, and the logbook of it all."""

from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import OPERATORS, STICHTING
from core.console import licences, programmes
from core.console.desk import ConsoleDesk
from core.console.logbook import log_page
from core.console.organisations import access_organisation
from core.console.routes import routes
from core.console.schemas import ProgrammeForm
from core.errors import NotFound
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.routes import office
from core.web.submitting import carried_out, status_of
from core.wording import _


@routes.form("/organisaties/<uuid:organisation_id>/programma", OPERATORS)
def new_programme(desk: ConsoleDesk, organisation_id: UUID) -> Answer:
    """Make a programme of an organisation, within its licence."""
    facts = access_organisation(desk, organisation_id)
    form, made = Form(ProgrammeForm), []

    def begin(data: dict[str, object]) -> None:
        made.append(programmes.begin_programme(desk, office(), organisation_id, **data))

    if carried_out(form, begin):
        address = desk.settings.address(f"{made[0]}.{desk.settings.base_domain}")
        flash(_("Het programma staat klaar op %(address)s", address=address), "ok")
        return refusals.to("console.organisation", organisation_id=organisation_id)
    lines = licences.licence_lines(desk, organisation_id)
    page = render_template(
        "console/programme_form.html",
        form=form,
        facts=facts,
        licences=[line for line in lines if line.licence.holds_on(desk.today)],
    )
    return page, status_of(form)


@routes.form("/programmas/<slug>/verplaatsen", STICHTING)
def move_programme(desk: ConsoleDesk, slug: str) -> Answer:
    """Give a programme to another organisation: choose, read what changes, confirm."""
    programme = programmes.access_programme(desk, slug)
    wanted = request.form.get("naar") or request.args.get("naar")
    move = programmes.prepare_move(desk, slug, _id_of(wanted)) if wanted else None
    if move and request.method == "POST":
        programmes.carry_out_move(desk, office(), move)
        told = _("%(programme)s is nu van %(organisation)s.",
                 programme=programme.name, organisation=move.target.name)  # fmt: skip
        flash(told, "ok")
        return refusals.to("console.organisation", organisation_id=move.target.id)
    return render_template(
        "console/move.html",
        programme=programme,
        current=access_organisation(desk, programme.organisation_id),
        move=move,
        choices=programmes.other_organisations(desk, programme),
    )


def _id_of(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("organisation") from None


@routes.page("/logboek", OPERATORS)
def logbook(desk: ConsoleDesk) -> str:
    """What was done at the console."""
    page = request.args.get("bladzijde", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    return render_template("console/logbook.html", found=log_page(desk, number))
