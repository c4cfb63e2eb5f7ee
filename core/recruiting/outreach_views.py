"""What a coordinator spreads a profile with, and what that brought."""

from uuid import UUID

from flask import render_template

from core.accounts.policy import CASEWORK
from core.recruiting.material import material_of, text_for_paper, text_for_social
from core.web.refusals import Answer
from core.web.routes import Routes
from core.work import Work

routes = Routes("outreach", __name__)


@routes.page("/werving/<uuid:profile_id>/materiaal", CASEWORK)
def material(work: Work, profile_id: UUID) -> Answer:
    """Posters, flyers, a picture and texts, for each channel with its own link."""
    found = material_of(work, profile_id)
    texts = {
        one.id: (
            text_for_social(found.profile, one.address),
            text_for_paper(work, found.profile, one.address),
        )
        for one in found.channels
    }
    return render_template("outreach/material.html", found=found, texts=texts)
