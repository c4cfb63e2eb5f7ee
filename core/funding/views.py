"""The pages of reports: the list, a draft, its file, and handing it in."""

from typing import Any
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, make_response, render_template

from core.accounts.policy import ACCOUNTING
from core.funding import funder_views, story_views, writing
from core.funding.asking import asks_check, kept
from core.funding.files import open_file
from core.funding.models import Making
from core.funding.periods import period_choices, usual_period
from core.funding.posts import POST_LABELS
from core.funding.queries import ReportPage, list_funders, list_reports, read_page
from core.funding.routes import routes
from core.funding.schemas import CHECKED, begin_form, draft_form
from core.funding.telling import lessons_of, stories_of
from core.web import refusals
from core.web.forms import Form, FormSchema
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

__all__ = ["funder_views", "routes", "story_views"]
_REFRESH = "3"
"""Seconds after which the page asks again whether the file is there."""


@routes.page("/verantwoording", ACCOUNTING)
def reports(work: Work) -> Answer:
    """Who pays, which reports there are and when they are due."""
    return render_template(
        "funding/reports.html", reports=list_reports(work), funders=list_funders(work)
    )


@routes.form("/verantwoording/nieuw", ACCOUNTING)
def begin(work: Work) -> Answer:
    """Begin a report for a funder over a period."""
    funders, periods = list_funders(work), period_choices(work)
    usual = {"period": usual_period(work, periods)}
    if len(funders) == 1:
        usual["funder"] = str(funders[0].id)
    form = Form(begin_form(funders, periods), usual)
    begun: list[UUID] = []

    def act(data: dict[str, Any]) -> None:
        [period] = [one for one in periods if one.key == data["period"]]
        begun.append(writing.begin_report(work, UUID(data["funder"]), period.first, period.last))

    if carried_out(form, act):
        return refusals.to("funding.show", report_id=begun[0])
    return render_template("funding/begin.html", form=form, funders=funders), status_of(form)


@routes.form("/verantwoording/<uuid:report_id>", ACCOUNTING)
def show(work: Work, report_id: UUID) -> Answer:
    """A draft with its form, or a report as it was handed in."""
    page = read_page(work, report_id)
    if page.is_submitted or page.form is None:
        return _shown(page, None)
    form = kept(
        Form(_schema(work, page, asks_check=asks_check()), _initial(page)),
        lambda data: writing.save_draft(work, report_id, _draft(page, data)),
        lambda: _schema(work, page, asks_check=True),
    )
    if form.submitted and not form.errors:
        flash(_("Uw concept is bewaard."), "ok")
        return refusals.to("funding.show", report_id=report_id)
    return _shown(page, form)


def _shown(page: ReportPage, form: Form | None) -> Answer:
    text = render_template(
        "funding/report.html", page=page, report=page.report, form=form, posts=POST_LABELS
    )
    made = make_response(text, status_of(form) if form else 200)
    if page.making is Making.WAITING and not page.is_submitted:
        made.headers["Refresh"] = _REFRESH
    return made


def _schema(work: Work, page: ReportPage, *, asks_check: bool) -> type[FormSchema]:
    assert page.form is not None  # noqa: S101 - asked before
    period = page.report.period
    lessons = lessons_of(work, period.first, period.last)
    return draft_form(page.form, lessons, stories_of(work), asks_check=asks_check)


def _initial(page: ReportPage) -> dict[str, Any]:
    words = {f"w_{key}": text for key, text in page.words.items()}
    budgets = {f"budget_{key}": told[0] for key, told in page.money.items()}
    spent = {f"spent_{key}": told[1] for key, told in page.money.items()}
    chosen = {"lessons": list(page.lesson_ids), "stories": list(page.story_ids)}
    return {**words, **budgets, **spent, **chosen, "file_kind": page.file_kind}


def _draft(page: ReportPage, data: dict[str, Any]) -> writing.Draft:
    questions = page.form.questions if page.form else ()
    return writing.Draft(
        words={one.key: data[f"w_{one.key}"] or "" for one in questions},
        money={
            key: (data[f"budget_{key}"] or 0, data[f"spent_{key}"] or 0)
            for key in POST_LABELS
            if data[f"budget_{key}"] is not None or data[f"spent_{key}"] is not None
        },
        lesson_ids=tuple(UUID(one) for one in data.get("lessons") or ()),
        story_ids=tuple(UUID(one) for one in data.get("stories") or ()),
        file_kind=data["file_kind"],
        is_checked=bool(data.get(CHECKED)),
    )


@routes.action("/verantwoording/<uuid:report_id>/maken", ACCOUNTING)
def make(work: Work, report_id: UUID) -> Answer:
    """Have the file made."""
    writing.ask_file(work, report_id)
    return refusals.to("funding.show", report_id=report_id)


@routes.page("/verantwoording/<uuid:report_id>/bestand", ACCOUNTING)
def take(work: Work, report_id: UUID) -> FileResponse:
    """The file of a report, byte for byte as it was made."""
    file = open_file(work, report_id)
    made = FileResponse(file.content, content_type=file.media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return made


@routes.page("/verantwoording/<uuid:report_id>/indienen", ACCOUNTING)
def confirm(work: Work, report_id: UUID) -> Answer:
    """Ask whether this is what is handed in."""
    page = read_page(work, report_id)
    if page.is_submitted:
        return refusals.to("funding.show", report_id=report_id)
    return render_template("funding/confirm.html", page=page, report=page.report)


@routes.action("/verantwoording/<uuid:report_id>/indienen", ACCOUNTING)
def submit(work: Work, report_id: UUID) -> Answer:
    """Hand the report in."""
    writing.submit_report(work, report_id)
    flash(_("Het verslag is ingediend en ligt vast."), "ok")
    return refusals.to("funding.show", report_id=report_id)


@routes.action("/verantwoording/<uuid:report_id>/weg", ACCOUNTING)
def drop(work: Work, report_id: UUID) -> Answer:
    """Throw a draft away."""
    writing.drop_draft(work, report_id)
    flash(_("Het concept is weg."), "ok")
    return refusals.to("funding.reports")
