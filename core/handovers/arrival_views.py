"""What other gemeenten handed over: the list, and one to read and answer."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import CASEWORK
from core.accounts.queries import caseworkers
from core.families.queries import KnownFamily, find_by_contact
from core.handovers import queries
from core.handovers.contents import shown
from core.handovers.methods import methods_in_words
from core.handovers.package import Package
from core.handovers.receiving import accept_handover, decline_handover, open_package
from core.handovers.routes import routes
from core.handovers.schemas import accept_form, decline_form
from core.web.refusals import Answer, to
from core.web.submitting import carried_out
from core.wording import _
from core.work import Work


@routes.page("/aanmeldingen/overdrachten", CASEWORK)
def arrivals(work: Work) -> str:
    """Everything that came in, what waits first."""
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template("handovers/arrivals.html", found=queries.arrivals(work, page))


@routes.form("/aanmeldingen/overdrachten/<uuid:arrival_id>", CASEWORK)
def arrival(work: Work, arrival_id: UUID) -> Answer:
    """Read one that waits, and take the family over; what is over shows its end only."""
    line = queries.arrival_line(work, arrival_id)
    if not line.is_open:
        return render_template("handovers/arrival.html", line=line, package=None)
    form = accept_form(caseworkers(work), work.actor.id)
    made: list[UUID] = []

    def accept(data: dict[str, Any]) -> None:
        made.append(accept_handover(work, arrival_id, UUID(data["coordinator"])))

    if carried_out(form, accept):
        flash(_("Het gezin is overgenomen. De andere gemeente krijgt bericht."), "ok")
        return to("families.show", family_id=made[0])
    package = open_package(work, arrival_id)
    page = render_template(
        "handovers/arrival.html", line=line, package=shown(work, package), form=form,
        known=_known(work, package), methods=methods_in_words(work, package),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@routes.form("/aanmeldingen/overdrachten/<uuid:arrival_id>/niet-overnemen", CASEWORK)
def decline(work: Work, arrival_id: UUID) -> Answer:
    """Say no, with a reason from the list."""
    line = queries.arrival_line(work, arrival_id)
    form = decline_form()
    if carried_out(form, lambda data: decline_handover(work, arrival_id, data["reason"])):
        flash(_("U neemt het gezin niet over. Alles wat was gestuurd is gewist."), "ok")
        return to("handovers.arrivals")
    page = render_template("handovers/decline.html", line=line, form=form)
    return page, 422 if form.errors else 200


def _known(work: Work, package: Package) -> tuple[KnownFamily, ...]:
    """Families here with the same phone number or mail address: perhaps it is the same one."""
    contacts = [c for one in package.people for c in (one.phone, one.email) if c]
    found = {one.family_id: one for contact in contacts for one in find_by_contact(work, contact)}
    return tuple(found.values())
