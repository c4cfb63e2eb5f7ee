"""The page on which an admin gives a caseload to a successor."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from flask import flash, render_template
from marshmallow import fields

from core.accounts.models import Membership
from core.accounts.policy import MANAGEMENT
from core.accounts.queries import Colleague, caseworkers, member_names
from core.caseload import queries, services
from core.caseload.queries import OpenFile
from core.families.heading import ROLE_LABELS
from core.web.forms import Form, FormSchema, choice, choices
from core.web.refusals import Answer, to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _, _l, ngettext
from core.work import Work

routes = Routes("caseload", __name__)


@routes.form("/medewerkers/<uuid:member_id>/dossiers-overdragen", MANAGEMENT)
def hand_on(work: Work, member_id: UUID) -> Answer:
    """See what there is, choose what goes to whom, and give it in one act."""
    member = work.find(Membership, member_id)
    name = member_names(work).get(member_id, "")
    left = queries.left_by(work, member_id)
    form = _form([one for one in caseworkers(work) if one.id != member_id], left.files)

    def give(data: dict[str, Any]) -> None:
        chosen = frozenset(UUID(one) for one in data["files"])
        services.transfer_caseload(work, member_id, UUID(data["to"]), chosen)

    if carried_out(form, give):
        count = len(form.data["files"])
        flash(
            ngettext("%(num)s dossier is gegeven.", "%(num)s dossiers zijn gegeven.", count), "ok"
        )
        return to("caseload.hand_on", member_id=member_id)
    page = render_template(
        "caseload/hand_on.html", form=form, left=left, name=name, member_id=member_id,
        has_left=member.ended_at is not None, done=queries.done_today(work, member_id),
    )  # fmt: skip
    return page, status_of(form)


@routes.action("/medewerkers/dossiers-overgedragen/<uuid:transfer_id>/terug", MANAGEMENT)
def undo(work: Work, transfer_id: UUID) -> Answer:
    """Give them back: it was a slip."""
    count = services.undo_transfer(work, transfer_id)
    flash(ngettext("%(num)s dossier is terug.", "%(num)s dossiers zijn terug.", count), "ok")
    return to("accounts.people")


def _form(people: Sequence[Colleague], files: Sequence[OpenFile]) -> Form:
    asked: dict[str, fields.Field[Any]] = {
        "to": choice(
            _l("Wie krijgt deze dossiers?"),
            [(str(one.id), one.name) for one in people],
            select=True,
            empty=_l("Kies een collega"),
        ),
        "files": choices(
            _l("Welke dossiers?"),
            [(str(file.id), _named(file)) for file in files],
            hint=_l("Haal het vinkje weg bij wat naar iemand anders gaat."),
            missing=_l("Kies ten minste één dossier."),
        ),
    }
    schema = cast(type[FormSchema], FormSchema.from_dict(asked))
    return Form(schema, {"files": [str(file.id) for file in files]})


def _named(file: OpenFile) -> str:
    words = _("%(name)s, %(role)s", name=file.family, role=ROLE_LABELS[file.role])
    return f"{words} · {file.place}" if file.place else words
