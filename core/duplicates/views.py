"""Saying of two that look alike whether they are the same family, and making one file of two."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.duplicates import services
from core.duplicates.merging import merge_families
from core.duplicates.noticing import alike_to_family
from core.duplicates.preview import preview_merge
from core.duplicates.routes import routes
from core.duplicates.schemas import choices_in, merge_form
from core.families.access import access_family
from core.families.heading import family_heading
from core.family_file.family_list import Wanted, list_families
from core.referrals.services import attach
from core.web.refusals import Answer, to
from core.web.submitting import carried_out, status_of
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


@routes.page("/gezinnen/<uuid:family_id>/samenvoegen", CASEWORK)
def choose(work: Work, family_id: UUID) -> Answer:
    """Choose the other file of a family: one that looks like it, or one that is looked for."""
    family = access_family(work, family_id)
    name = request.args.get("naam", "").strip()[:80]
    mine = None if name else work.actor.id
    found = list_families(work, Wanted(name=name, coordinator_id=mine)).lines
    return render_template(
        "duplicates/choose.html",
        family=family_heading(work, family_id),
        alike=alike_to_family(work, family),
        name=name,
        found={one.family_id: one for one in found if one.family_id != family_id},
    )


@routes.form("/gezinnen/<uuid:family_id>/samenvoegen/<uuid:other_id>", CASEWORK)
def merge(work: Work, family_id: UUID, other_id: UUID) -> Answer:
    """Two files side by side, what stays of each, and making one of them."""
    if family_id == other_id:
        return redirect(url_for("families.show", family_id=access_family(work, family_id).id))
    seen = preview_merge(work, family_id, other_id)
    form = merge_form(work, seen)
    stamp = request.form.get("stand", "")

    def act(data: dict[str, Any]) -> None:
        merge_families(work, family_id, other_id, choices_in(seen, data), stamp)

    if carried_out(form, act):
        flash(_("De twee dossiers zijn nu één dossier."), "ok")
        return to("families.show", family_id=family_id)
    page = render_template("duplicates/merge.html", family=seen.kept.heading, seen=seen, form=form)
    return page, status_of(form)
