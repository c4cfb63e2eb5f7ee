"""One talk: when and where it is, moved when life gets in between."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.couplings.models import Coupling
from core.families import services
from core.families.models import Appointment, AppointmentKind, AppointmentState, Family
from core.family_file.routes import routes
from core.family_file.schemas import KIND_CHOICES, move_form
from core.web import refusals
from core.web.submitting import carried_out, status_of
from core.wording import Text, _, _l
from core.work import Work

Page = str | Response | tuple[str, int]
STATES: dict[AppointmentState, Text] = {
    AppointmentState.PLANNED: _l("gepland"),
    AppointmentState.HELD: _l("geweest"),
    AppointmentState.CANCELLED: _l("afgezegd"),
}


@routes.form("/afspraken/<uuid:appointment_id>", CASEWORK)
def appointment(work: Work, appointment_id: UUID) -> Page:
    """Show one talk, and put it on another day, hour or place."""
    talk = services.access_appointment(work, appointment_id)
    form = move_form(talk) if talk.state == AppointmentState.PLANNED else None

    def move(data: dict[str, Any]) -> None:
        services.move_appointment(
            work, appointment_id, on_date=data["on_date"], at_time=data.get("at_time"),
            where=data.get("where") or "",
        )  # fmt: skip

    if form and carried_out(form, move):
        flash(_("De afspraak is verzet. Laat het gezin dit ook weten."), "ok")
        return refusals.to("families.appointment", appointment_id=appointment_id)
    who, about = _about(work, talk)
    page = render_template(
        "families/appointment.html", talk=talk, form=form, states=STATES, who=who, about=about,
        what=dict(KIND_CHOICES)[AppointmentKind(talk.kind).value], today=work.today,
    )  # fmt: skip
    return page, status_of(form) if form else 200


def _about(work: Work, talk: Appointment) -> tuple[str, str]:
    """With whom, and the page of that family or coupling."""
    if talk.coupling_id is None:
        name = work.find(Family, talk.family_id).name
        return _("Gezin %(name)s", name=name), url_for("families.show", family_id=talk.family_id)
    coupling = work.find(Coupling, talk.coupling_id)
    asks, offers = (
        work.find(Family, one).name
        for one in (coupling.asking_family_id, coupling.offering_family_id)
    )
    page = url_for("couplings.show", coupling_id=coupling.id)
    return _("%(asks)s en %(offers)s", asks=asks, offers=offers), page
