"""The people who work at an organisation: added, changed, forgotten."""

from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import CASEWORK
from core.network import services
from core.network.access import access_contact
from core.network.page import contact_facts, read_partner
from core.network.routes import routes
from core.network.schemas import ContactForm, contact_form
from core.web import refusals
from core.web.forms import Contact, Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


def details_of(data: dict[str, object]) -> services.ContactDetails:
    """What a form says of somebody."""
    ways = {
        name: value.value if isinstance(value := data.get(name), Contact) else ""
        for name in ("phone", "email")
    }
    name, function = str(data["person_name"] or ""), str(data["function"] or "")
    return services.ContactDetails(name, function, **ways)


@routes.form("/netwerk/<uuid:partner_id>/contactpersoon", CASEWORK)
def add_contact(work: Work, partner_id: UUID) -> Answer:
    """Add somebody who works at an organisation."""
    partner, form = read_partner(work, partner_id), Form(ContactForm)
    if carried_out(form, lambda data: services.add_contact(work, partner_id, details_of(data))):
        flash(_("De contactpersoon is bewaard."), "ok")
        return refusals.to("network.show", partner_id=partner_id)
    page = render_template("network/contact.html", form=form, partner=partner, person=None)
    return page, status_of(form)


@routes.form("/netwerk/contactpersonen/<uuid:person_id>", CASEWORK)
def change_contact(work: Work, person_id: UUID) -> Answer:
    """Change what is known of somebody who works at an organisation."""
    person = contact_facts(work, access_contact(work, person_id))
    form = contact_form(person)
    if carried_out(form, lambda data: services.change_contact(work, person_id, details_of(data))):
        flash(_("De contactpersoon is bewaard."), "ok")
        return refusals.to("network.show", partner_id=person.partner_id)
    partner = read_partner(work, person.partner_id)
    page = render_template("network/contact.html", form=form, partner=partner, person=person)
    return page, status_of(form)


@routes.action("/netwerk/contactpersonen/<uuid:person_id>/weg", CASEWORK)
def remove_contact(work: Work, person_id: UUID) -> Answer:
    """Forget somebody who does not work there any more."""
    partner_id = services.remove_contact(work, person_id)
    flash(_("De contactpersoon is verwijderd."), "ok")
    return refusals.to("network.show", partner_id=partner_id)
