"""Saying of two that look alike whether they are the same family."""

from uuid import UUID

from flask import flash
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.duplicates import services
from core.duplicates.routes import routes
from core.referrals.services import attach
from core.web.refusals import to
from core.wording import _
from core.work import Work

__all__ = ["routes"]


@routes.action("/aanmeldingen/<uuid:referral_id>/hetzelfde-gezin/<uuid:family_id>", CASEWORK)
def same(work: Work, referral_id: UUID, family_id: UUID) -> Response:
    """A sign-up is of a family that is here: put it there, instead of making a file."""
    is_new = attach(work, referral_id, family_id)
    said = (
        _("De aanmelding hoort nu bij dit gezin. Het heeft er een rol bij.")
        if is_new
        else _("De aanmelding hoort nu bij dit gezin. Het dossier was al open.")
    )
    flash(said, "ok")
    return to("families.show", family_id=family_id)


@routes.action("/aanmeldingen/<uuid:referral_id>/ander-gezin/<uuid:alike_id>", CASEWORK)
def referral_differs(work: Work, referral_id: UUID, alike_id: UUID) -> Response:
    """A sign-up only looks like a family or another sign-up."""
    services.referral_differs(work, referral_id, alike_id)
    flash(_("Onthouden: dit is een ander gezin."), "ok")
    return to("referrals.show", referral_id=referral_id)


@routes.action("/gezinnen/<uuid:family_id>/ander-gezin/<uuid:other_id>", CASEWORK)
def family_differs(work: Work, family_id: UUID, other_id: UUID) -> Response:
    """Two families only look alike."""
    services.family_differs(work, family_id, other_id)
    flash(_("Onthouden: dit is een ander gezin."), "ok")
    return to("families.show", family_id=family_id)
