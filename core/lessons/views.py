"""Noting a lesson from any page, one's own lessons, and all of them for the manager."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, redirect, render_template, request, url_for
from marshmallow import ValidationError

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, MANAGEMENT
from core.errors import NotFound
from core.lessons import services
from core.lessons.contexts import CONTEXTS, LABELS, context_of
from core.lessons.models import LessonKind
from core.lessons.queries import Period, Wanted, all_lessons, read_lesson
from core.lessons.queries import list_lessons as find_lessons
from core.lessons.schemas import KINDS, CheckedLessonForm, LessonForm
from core.lessons.services import LessonNote, MayIdentify, access_lesson
from core.spreadsheets.cells import Cell
from core.spreadsheets.writing import KINDS as FILE_KINDS
from core.spreadsheets.writing import write_table
from core.web.forms import Form
from core.web.forms.dates import read_date
from core.web.refusals import Answer, own_path, to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("lessons", __name__)


@routes.page("/lessen", CASEWORK)
def list_lessons(work: Work) -> Answer:
    """One's own lessons; for the manager those of everybody."""
    wanted, odd = _wanted()
    return render_template(
        "lessons/list.html",
        found=find_lessons(work, wanted),
        wanted=wanted,
        odd=odd,
        manages=work.actor.role == Role.ADMIN,
        kinds=KINDS,
        contexts=CONTEXTS,
        file_kinds=FILE_KINDS,
        asked=_asked,
        page_url=lambda number: _asked("lessons.list_lessons", pagina=number),
        here=_asked("lessons.list_lessons", pagina=wanted.page if wanted.page > 1 else None),
    )


def _wanted() -> tuple[Wanted, tuple[str, ...]]:
    """What is looked for, and the fields whose date could not be read."""
    asked = request.args
    kind, reported = asked.get("soort", ""), asked.get("verslag", "")
    first, first_odd = _day("van")
    last, last_odd = _day("tot")
    wanted = Wanted(
        Period(first, last),
        LessonKind(kind) if kind in set(LessonKind) else None,
        asked.get("deel", "") if asked.get("deel") in LABELS else "",
        {"ja": True, "nee": False}.get(reported),
        min(max(asked.get("pagina", 1, type=int), 1), 10_000),
    )
    return wanted, (*first_odd, *last_odd)


def _day(name: str) -> tuple[date | None, tuple[str, ...]]:
    typed = request.args.get(name, "").strip()
    try:
        day = read_date(typed) if typed else None
    except ValidationError:
        day = None
    return day, (name,) if typed and day is None else ()


def _asked(endpoint: str, **changed: object) -> str:
    """The address with what is looked for now, with something changed."""
    kept = {name: value for name, value in request.args.items() if value and name != "pagina"}
    values = {name: value for name, value in (kept | changed).items() if value is not None}
    return url_for(endpoint, **values)  # type: ignore[arg-type]


@routes.form("/lessen/noteren", CASEWORK)
def note(work: Work) -> Answer:
    """Take what was noted at the foot of any page, and go back to that page."""
    back = own_path(request.form.get("terug")) or url_for("lessons.list_lessons")
    form = Form(CheckedLessonForm if "checked" in request.form else LessonForm)
    form = _kept(form, lambda data: services.note_lesson(work, _note(data)))
    if form.submitted and not form.errors:
        flash(_("Uw les is bewaard."), "ok")
        return redirect(back, 303)
    page = render_template("lessons/note.html", form=form, back=back, lesson=None)
    return page, status_of(form)


def _kept(form: Form, act: Any) -> Form:
    """The form after `act`; where a name may stand in it, the same with the question about that."""
    found: list[MayIdentify] = []

    def attempt(data: dict[str, Any]) -> None:
        try:
            act(data)
        except MayIdentify as warning:
            found.append(warning)
            raise

    if carried_out(form, attempt) or not found:
        return form
    checked = Form(CheckedLessonForm)
    checked.submit(request.form)
    checked.add_error("text", _warning(found[0]))
    return checked


def _warning(warning: MayIdentify) -> str:
    traces = warning.traces
    told = list(traces.names)
    if traces.has_phone:
        told.append(_("een telefoonnummer"))
    if traces.has_mail:
        told.append(_("een e-mailadres"))
    return _(
        "Dit kan over een gezin gaan: %(found)s. Pas de tekst aan, of zet het vinkje eronder.",
        found=", ".join(told),
    )


def _note(data: dict[str, Any]) -> LessonNote:
    return LessonNote(
        LessonKind(data["kind"]), data["text"], data["context"], data.get("checked", False)
    )


@routes.form("/lessen/<uuid:lesson_id>", CASEWORK)
def change(work: Work, lesson_id: UUID) -> Answer:
    """Change a lesson of one's own; the manager reads it."""
    access_lesson(work, lesson_id)
    lesson = read_lesson(work, lesson_id)
    initial = {"kind": lesson.kind.value, "text": lesson.text, "context": lesson.context}
    form = Form(CheckedLessonForm if "checked" in request.form else LessonForm, initial)
    form = _kept(form, lambda data: services.change_lesson(work, lesson_id, _note(data)))
    if form.submitted and not form.errors:
        flash(_("Uw les is bewaard."), "ok")
        return to("lessons.list_lessons")
    back = url_for("lessons.list_lessons")
    page = render_template("lessons/note.html", form=form, back=back, lesson=lesson)
    return page, status_of(form)


@routes.action("/lessen/<uuid:lesson_id>/verslag", MANAGEMENT)
def take_along(work: Work, lesson_id: UUID) -> Answer:
    """Put a lesson among those for the report, or take it out again."""
    taken = request.form.get("mee") == "ja"
    services.take_along(work, lesson_id, taken=taken)
    flash(_("De les gaat mee in het verslag.") if taken else _("De les gaat niet mee."), "ok")
    return redirect(own_path(request.form.get("terug")) or url_for("lessons.list_lessons"), 303)


@routes.action("/lessen/<uuid:lesson_id>/weg", CASEWORK)
def withdraw(work: Work, lesson_id: UUID) -> Answer:
    """Take a lesson away."""
    services.withdraw_lesson(work, lesson_id)
    flash(_("De les is weg."), "ok")
    return to("lessons.list_lessons")


@routes.page("/lessen/bestand.<kind>", MANAGEMENT)
def export(work: Work, kind: str) -> Answer:
    """The lessons that are looked for, as a file."""
    chosen = next((known for known in FILE_KINDS if known == kind), None)
    if chosen is None:
        raise NotFound("file")
    wanted, _odd = _wanted()
    header = [_("Datum"), _("Soort"), _("Deel van het werk"), _("Les"), _("Gaat mee in verslag")]
    rows: list[list[Cell]] = [
        [
            one.noted_on, str(one.kind_label), str(one.context_label), one.text,
            _("ja") if one.reported_on else _("nee"),
        ]
        for one in all_lessons(work, wanted)
    ]  # fmt: skip
    work.record("lessons.exported", "lesson")
    file = write_table(_("Lessen"), header, rows, chosen)
    answer = FileResponse(file.content, mimetype=file.media_type.partition(";")[0])
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Content-Type"] = file.media_type
    return answer


@routes.blueprint.app_context_processor
def _corner() -> dict[str, object]:
    """For the foot of every page of the work: where a lesson goes, and what it is about."""
    return {"lesson_context": context_of(request.blueprint), "lesson_kinds": KINDS}
