"""What a coordinator spreads a profile with, and what that brought."""

from uuid import UUID

from flask import g, render_template

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, FIGURES
from core.calendar.half_years import closed_until
from core.recruiting import mail_views
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.funnel import ChannelYield, funnel, together
from core.recruiting.material import material_of, text_for_paper, text_for_social
from core.recruiting.models import ChannelKind
from core.recruiting.outreach_routes import routes
from core.recruiting.profile_list import titles_of
from core.recruiting.told_outside import told_outside
from core.web.refusals import Answer
from core.work import Work

__all__ = ["mail_views", "routes"]

MOST = 100
"""So many profiles stand in the table, the newest first."""


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


@routes.page("/werving/opbrengst", FIGURES)
def brought(work: Work) -> Answer:
    """What all profiles together brought; the gemeente never sees a small number."""
    if g.account.role is Role.GEMEENTE:
        until = closed_until(work.today)
        told = told_outside(work, funnel(work, until=until))
        return render_template("outreach/told_outside.html", told=told, until=until)
    channels = funnel(work)
    kinds = [
        (CHANNEL_LABELS[kind], together(one for one in channels if one.kind is kind))
        for kind in ChannelKind
        if any(one.kind is kind for one in channels)
    ]
    profiles: dict[tuple[UUID, str], list[ChannelYield]] = {}
    for one in channels:
        profiles.setdefault((one.profile_id, one.profile_code), []).append(one)
    shown = list(profiles.items())[:MOST]
    titles = titles_of(work, [profile_id for (profile_id, _code), _several in shown])
    return render_template(
        "outreach/brought.html",
        whole=together(channels),
        kinds=kinds,
        profiles=[
            (titles.get(profile_id, code), code, together(several))
            for (profile_id, code), several in shown
        ],
    )
