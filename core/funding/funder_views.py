"""The pages of who pays."""

from typing import Any
from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import ACCOUNTING
from core.funding import writing
from core.funding.offered import formats_of
from core.funding.queries import read_funder
from core.funding.routes import routes
from core.funding.schemas import funder_form
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


@routes.form("/verantwoording/financiers/nieuw", ACCOUNTING)
def new_funder(work: Work) -> Answer:
    """Put a funder on the list."""
    formats = formats_of(work).all()
    form = Form(funder_form(formats), {"format_key": formats[0].key})
    if carried_out(form, lambda data: writing.add_funder(work, _details(data))):
        flash(_("De financier staat op de lijst."), "ok")
        return refusals.to("funding.reports")
    page = render_template("funding/funder.html", form=form, funder=None, formats=formats)
    return page, status_of(form)


@routes.form("/verantwoording/financiers/<uuid:funder_id>", ACCOUNTING)
def change_funder(work: Work, funder_id: UUID) -> Answer:
    """Change what is known of a funder."""
    funder = read_funder(work, funder_id)
    formats = formats_of(work).all()
    form = Form(funder_form(formats), funder)
    if carried_out(form, lambda data: writing.change_funder(work, funder_id, _details(data))):
        flash(_("De financier is bewaard."), "ok")
        return refusals.to("funding.reports")
    page = render_template("funding/funder.html", form=form, funder=funder, formats=formats)
    return page, status_of(form)


def _details(data: dict[str, Any]) -> writing.FunderDetails:
    return writing.FunderDetails(
        data["name"],
        data["format_key"],
        data["contact"] or "",
        data["due_on"],
        data["period_from"],
        data["period_until"],
        data["budget"],
    )
