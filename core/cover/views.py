"""Standing in: who does, a form to arrange it, more days, the end."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.models import Role
from core.accounts.policy import CASEWORK
from core.accounts.queries import caseworkers
from core.cover import queries, services
from core.cover.schemas import ExtendForm, cover_form
from core.errors import NotFound
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("cover", __name__)


@routes.page("/waarneming", CASEWORK)
def show(work: Work) -> str:
    """Who stands in for whom, now and later, and who did."""
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template(
        "cover/show.html",
        covers=queries.covers(work, page),
        own_id=work.actor.id,
        sees_all=work.actor.role == Role.ADMIN,
    )


@routes.form("/waarneming/regelen", CASEWORK)
def name(work: Work) -> Answer:
    """Name a stand-in."""
    people = caseworkers(work)
    me = next((one for one in people if one.id == work.actor.id), None)
    form = cover_form(people, None if work.actor.role == Role.ADMIN else me, work.today)

    def carry_out(data: dict[str, Any]) -> None:
        services.name_stand_in(
            work,
            absent_id=UUID(data["absent"]) if "absent" in data else work.actor.id or UUID(int=0),
            stand_in_id=UUID(data["stand_in"]),
            from_on=data["from_on"],
            until_on=data["until_on"],
        )

    if carried_out(form, carry_out):
        flash(_("De waarneming is geregeld. Uw collega krijgt een mail."), "ok")
        return to("cover.show")
    page = render_template("cover/name.html", form=form, alone=len(people) < 2)
    return page, status_of(form)


@routes.form("/waarneming/<uuid:cover_id>/verlengen", CASEWORK)
def extend(work: Work, cover_id: UUID) -> Answer:
    """Give it another last day."""
    line = queries.find_line(work, cover_id)
    if line is None:
        raise NotFound("cover")
    form = Form(ExtendForm, {"until_on": line.until_on})
    if carried_out(form, lambda data: services.extend_cover(work, cover_id, data["until_on"])):
        flash(_("De laatste dag is veranderd."), "ok")
        return to("cover.show")
    return render_template("cover/extend.html", form=form, line=line), status_of(form)


@routes.action("/waarneming/<uuid:cover_id>/beeindigen", CASEWORK)
def end(work: Work, cover_id: UUID) -> Answer:
    """End it now."""
    services.end_cover(work, cover_id)
    flash(_("De waarneming is gestopt. De dossiers zijn weer alleen van wie ze heeft."), "ok")
    return to("cover.show")
