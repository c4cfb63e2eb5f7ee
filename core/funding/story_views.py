"""The pages of stories: gathered by coordinators, told only with consent."""

from typing import Any
from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import CASEWORK
from core.funding import stories
from core.funding.asking import asks_check, kept
from core.funding.routes import routes
from core.funding.schemas import CHECKED, CheckedStoryForm, StoryForm
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import status_of
from core.wording import _
from core.work import Work


@routes.page("/verhalen", CASEWORK)
def list_stories(work: Work) -> Answer:
    """Every story, and whether it may be told."""
    return render_template("funding/stories.html", stories=stories.list_stories(work))


@routes.form("/verhalen/nieuw", CASEWORK)
def write_story(work: Work) -> Answer:
    """Write a story."""
    form = kept(
        Form(_schema()), lambda data: stories.write_story(work, _note(data)), _with_question
    )
    if form.submitted and not form.errors:
        flash(_("Uw verhaal is bewaard."), "ok")
        return refusals.to("funding.list_stories")
    return render_template("funding/story.html", form=form, story=None), status_of(form)


@routes.form("/verhalen/<uuid:story_id>", CASEWORK)
def change_story(work: Work, story_id: UUID) -> Answer:
    """Change a story, or note the consent."""
    story = stories.read_story(work, story_id)
    initial = {
        "title": story.title,
        "text": story.text,
        "consent_on": story.consent_on,
        "consent_of": story.consent_of,
    }
    form = kept(
        Form(_schema(), initial),
        lambda data: stories.change_story(work, story_id, _note(data)),
        _with_question,
    )
    if form.submitted and not form.errors:
        flash(_("Uw verhaal is bewaard."), "ok")
        return refusals.to("funding.list_stories")
    return render_template("funding/story.html", form=form, story=story), status_of(form)


@routes.action("/verhalen/<uuid:story_id>/intrekken", CASEWORK)
def withdraw_story(work: Work, story_id: UUID) -> Answer:
    """Take a story back."""
    stories.withdraw_story(work, story_id)
    flash(_("Het verhaal is ingetrokken en gaat nergens meer mee."), "ok")
    return refusals.to("funding.list_stories")


def _schema() -> type[StoryForm]:
    return CheckedStoryForm if asks_check() else StoryForm


def _with_question() -> type[StoryForm]:
    return CheckedStoryForm


def _note(data: dict[str, Any]) -> stories.StoryNote:
    return stories.StoryNote(
        data["title"],
        data["text"],
        data["consent_on"],
        data["consent_of"] or "",
        bool(data.get(CHECKED)),
    )
