"""Links of referrers: who has one, a new one, and none any more."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for

from core.accounts.policy import CASEWORK
from core.referrals import services
from core.referrals.link_list import working_links
from core.referrals.routes import routes
from core.web.refusals import Answer, came_from, to
from core.wording import _
from core.work import Work


@routes.page("/aanmeldingen/links", CASEWORK)
def links(work: Work) -> Answer:
    """Show which referrers can see how far it is."""
    found = working_links(work, request.args.get("blad", 1, int))
    return render_template("referrals/links.html", found=found)


@routes.action("/aanmeldingen/<uuid:referral_id>/link", CASEWORK)
def send_link(work: Work, referral_id: UUID) -> Answer:
    """Give the referrer a new link."""
    if services.send_link(work, referral_id):
        flash(_("De nieuwe link is gemaild. De oude werkt niet meer."), "ok")
    else:
        flash(
            _("De nieuwe link staat hieronder. Er is geen e-mailadres: geef hem zelf door."), "ok"
        )
    return to("referrals.show", referral_id=referral_id, _anchor="link")


@routes.action("/aanmeldingen/<uuid:referral_id>/link/intrekken", CASEWORK)
def withdraw_link(work: Work, referral_id: UUID) -> Answer:
    """Have the referrer's link tell nothing any more."""
    services.withdraw_link(work, referral_id)
    flash(_("De link is ingetrokken. De verwijzer ziet niets meer."), "ok")
    shown = url_for("referrals.show", referral_id=referral_id, _anchor="link")
    return redirect(came_from() or shown, 303)
