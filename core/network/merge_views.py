"""Two entries of one organisation made one."""

from uuid import UUID

from flask import flash, render_template, request
from sqlalchemy import func, select

from core.accounts.policy import CASEWORK
from core.network import services
from core.network.link_views import MOST_CHOICES
from core.network.merging import preview_merge
from core.network.models import Partner
from core.network.page import PartnerFacts, read_partner
from core.network.routes import routes
from core.web import refusals
from core.web.forms import Form, FormSchema, choice
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work


@routes.page("/netwerk/<uuid:partner_id>/samenvoegen", CASEWORK)
def merge(work: Work, partner_id: UUID) -> Answer:
    """Choose the double of an organisation, and see what merging would do."""
    partner = read_partner(work, partner_id)
    form = _merge_form(work, partner)
    if "other" not in request.args:
        return render_template("network/merge.html", partner=partner, form=form, preview=None)
    if not form.submit(request.args):
        page = render_template("network/merge.html", partner=partner, form=form, preview=None)
        return page, status_of(form)
    preview = preview_merge(work, partner_id, UUID(form.data["other"]))
    return render_template("network/merge.html", partner=partner, form=form, preview=preview)


@routes.action("/netwerk/<uuid:partner_id>/samenvoegen/nu", CASEWORK)
def merge_now(work: Work, partner_id: UUID) -> Answer:
    """Merge the chosen double into this organisation."""
    partner = read_partner(work, partner_id)
    form = _merge_form(work, partner)
    if carried_out(
        form, lambda data: services.merge_partners(work, partner_id, UUID(data["other"]))
    ):
        flash(_("De twee zijn nu één organisatie."), "ok")
        return refusals.to("network.show", partner_id=partner_id)
    page = render_template("network/merge.html", partner=partner, form=form, preview=None)
    return page, 422


def _merge_form(work: Work, partner: PartnerFacts) -> Form:
    """The other organisations; those with a name alike come first."""
    own = read_key(work, partner.id)
    rows = work.session.execute(
        select(Partner.id, Partner.name, Partner.place)
        .where(Partner.archived_on.is_(None), Partner.id != partner.id)
        .order_by(Partner.name_key != own, func.lower(Partner.name), Partner.id)
        .limit(MOST_CHOICES)
    )
    others = [(str(row.id), f"{row.name}, {row.place}" if row.place else row.name) for row in rows]

    class MergeForm(FormSchema):
        other = choice(_l("Welke is dezelfde organisatie?"), others, select=True)

    return Form(MergeForm)


def read_key(work: Work, partner_id: UUID) -> str:
    """By what an organisation is recognised."""
    return work.session.scalar(select(Partner.name_key).where(Partner.id == partner_id)) or ""
