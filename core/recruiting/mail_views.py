"""Mailing a profile to the network: whom, what they read, and gone."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import CASEWORK
from core.recruiting.access import access_profile
from core.recruiting.mailing import Preview, mail_profile, preview_mail
from core.recruiting.outreach_routes import routes
from core.recruiting.placing import state_of
from core.recruiting.recipients import Person, Reach, people_to_mail, without_mail
from core.recruiting.schemas import people_form
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.submitting import UNPROCESSABLE, carried_out
from core.wording import ngettext
from core.work import Work

SEND = "verstuur"


@routes.form("/werving/<uuid:profile_id>/mail", CASEWORK)
def mail(work: Work, profile_id: UUID) -> Answer:
    """Choose who of the network gets the profile, see the mail, and send it."""
    found = access_profile(work, profile_id)
    people = people_to_mail(work, found.profile)
    free = [person for person in people if person.reach is Reach.FREE]
    form = Form(people_form([(str(one.id), _label(one)) for one in free]))
    previews: list[Preview] = []
    sent: list[Person] = []

    def act(data: dict[str, Any]) -> None:
        chosen = [UUID(one) for one in data["people"]]
        if request.form.get("actie") == SEND:
            sent.extend(mail_profile(work, profile_id, chosen, request.form.get("tekst", "")))
        else:
            previews.append(preview_mail(work, profile_id, chosen))

    if carried_out(form, act):
        if sent:
            flash(_sent(len(sent)), "ok")
            return to("recruiting.profile", profile_id=profile_id)
        return render_template("outreach/preview.html", profile_id=profile_id, mail=previews[0])
    page = render_template(
        "outreach/mail.html",
        profile_id=profile_id,
        form=form,
        people=people,
        without=without_mail(work, people),
        is_online=state_of(work, found) == "published",
    )
    return page, UNPROCESSABLE if form.submitted else 200


def _label(person: Person) -> str:
    return f"{person.name}, {person.organisation}"


def _sent(count: int) -> str:
    return ngettext(
        "De mail is onderweg naar %(num)s mens.", "De mail is onderweg naar %(num)s mensen.", count
    )
