"""The page of an organisation, which shows it and takes a visit."""

from uuid import UUID

from flask import render_template, request

from core.network.page import people_at, read_partner, referred_by
from core.network.queries import silent_after_days, thanks_due
from core.network.timeline import PAGE, timeline_of
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import status_of
from core.work import Work


def partner_page(work: Work, partner_id: UUID, form: Form) -> Answer:
    """The page of an organisation, with the form in which a visit is noted."""
    partner = read_partner(work, partner_id)
    count = min(max(request.args.get("aantal", PAGE, type=int), PAGE), 1000)
    merged_into = read_partner(work, partner.merged_into_id) if partner.merged_into_id else None
    page = render_template(
        "network/show.html",
        partner=partner,
        merged_into=merged_into,
        people=people_at(work, partner_id),
        referred=referred_by(work, partner_id),
        timeline=timeline_of(work, partner_id, count),
        count=count,
        page_size=PAGE,
        thanks=thanks_due(work, partner_id),
        silent_days=silent_after_days(work),
        form=form,
        today=work.today,
    )
    return page, status_of(form)
