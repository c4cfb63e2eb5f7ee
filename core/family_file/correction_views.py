"""Correcting a note on the page where it stands."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.families.correcting import Correction, OwnNote, correct_note, own_note
from core.families.heading import family_heading
from core.families.models import ContactWay
from core.family_file.file_page import file_page
from core.family_file.routes import PATHS, routes
from core.family_file.schemas import WAY_CHOICES
from core.web import refusals
from core.web.forms import Form, FormSchema, choice, date_field, long_text
from core.web.forms import text as one_line
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work

Page = str | Response | tuple[str, int]


class CorrectionForm(FormSchema):
    """What a note says."""

    text = long_text(
        _l("Wat is besproken?"), rows=6, hint=_l("Wat er eerst stond, blijft te lezen.")
    )
    way = choice(_l("Hoe"), WAY_CHOICES, wide=True)
    with_whom = one_line(_l("Met"), max_length=120, required=False)
    on_date = date_field(_l("Datum van het contact"))


@routes.form("/contact/<uuid:contact_id>/verbeteren", CASEWORK)
def correct(work: Work, contact_id: UUID) -> Page:
    """Correct one's own note, in its place on the timeline."""
    note = own_note(work, contact_id)
    form = Form(CorrectionForm, _now(note.now), prefix="notitie_")
    changed: list[bool] = []

    def fix(data: dict[str, Any]) -> None:
        said = Correction(
            ContactWay(data["way"]), data["with_whom"] or "", data["text"], data["on_date"]
        )
        changed.append(correct_note(work, contact_id, said))

    if carried_out(form, fix):
        told = _("De notitie is verbeterd. Wat er eerst stond, blijft te lezen.")
        flash(told if changed[0] else _("Er is niets gewijzigd."), "ok" if changed[0] else "info")
        return _back(work, note)
    return _in_place(work, note, form), status_of(form)


def _now(said: Correction) -> dict[str, str | date]:
    return {
        "text": said.text,
        "way": said.way,
        "with_whom": said.with_whom,
        "on_date": said.on_date,
    }


def _in_place(work: Work, note: OwnNote, form: Form) -> str:
    """The page of the file on which the note stands, with the form instead of its text."""
    heading = family_heading(work, note.family_id)
    shown = note.role in heading.shown_roles
    roles = heading.shown_roles if shown else (note.role,)
    page = file_page(work, heading, roles, note.id)
    template = "families/show.html" if shown else "families/closed_file.html"
    return render_template(
        template, role=note.role, form=form, correcting=note.id, correction=form, **page
    )


def _back(work: Work, note: OwnNote) -> Response:
    anchor = f"notitie-{note.id}"
    if note.role in family_heading(work, note.family_id).shown_roles:
        return refusals.to(
            "families.show", family_id=note.family_id, notitie=note.id, _anchor=anchor
        )
    return refusals.to(
        "families.closed_file",
        family_id=note.family_id, role=PATHS[note.role], notitie=note.id, _anchor=anchor,
    )  # fmt: skip
