"""What people of a family said yes to."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.families import services
from core.families.access import access_family
from core.families.consents import consents_of
from core.families.heading import family_heading, people_of
from core.families.models import Consent
from core.family_file.routes import routes
from core.family_file.schemas import WHOLE_FAMILY, consent_form
from core.referrals.services import end_links_of_family
from core.web import refusals
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

Page = str | Response | tuple[str, int]


@routes.form("/gezinnen/<uuid:family_id>/toestemming", CASEWORK)
def consents(work: Work, family_id: UUID) -> Page:
    """Every yes of the family, and a form for a new one."""
    access_family(work, family_id)
    people = people_of(work, family_id)
    form = consent_form(people)

    def give(data: dict[str, Any]) -> None:
        person = None if data["person"] == WHOLE_FAMILY else UUID(data["person"])
        givers = frozenset(UUID(giver) for giver in data["givers"])
        services.give_consent_for(work, family_id, data["purpose"], givers, person)

    if carried_out(form, give):
        flash(_("De toestemming is vastgelegd."), "ok")
        return refusals.to("families.consents", family_id=family_id)
    page = render_template(
        "families/consents.html",
        family=family_heading(work, family_id),
        given=consents_of(work, family_id),
        form=form,
        people=people,
    )
    return page, status_of(form)


@routes.action("/toestemming/<uuid:consent_id>/intrekken", CASEWORK)
def withdraw(work: Work, consent_id: UUID) -> Page:
    """End a yes today."""
    services.withdraw_consent(work, consent_id)
    consent = work.find(Consent, consent_id)
    if consent.purpose == services.Purpose.FILE:
        end_links_of_family(work, consent.family_id)
    flash(_("De toestemming is ingetrokken. Wat erop steunde, stopt vandaag."), "ok")
    return refusals.to("families.consents", family_id=consent.family_id)
