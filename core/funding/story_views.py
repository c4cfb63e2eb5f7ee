"""The pages of stories: gathered by coordinators, told only with consent."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import CASEWORK
from core.couplings.access import access_coupling
from core.errors import NotFound
from core.families.models import FamilyRole
from core.funding import stories
from core.funding.asking import asks_check, kept
from core.funding.models import Story
from core.funding.routes import routes
from core.funding.schemas import CHECKED, CheckedStoryForm, ConsentForm, StoryForm
from core.funding.stories_for_all import (
    hide_story,
    is_shared,
    share_story,
    show_story,
    unshare_story,
)
from core.funding.story_consents import consents, note_consent, take_consent_back
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import Text, _, _l
from core.work import Work

Switch = tuple[Callable[[Work, UUID], object], str]
"""What a button does, and what is said when it is done."""
SIDES = {"vraag": FamilyRole.ASKING, "steun": FamilyRole.OFFERING}
"""The families of a coupling, as the address says it."""
SIDE_LABELS: dict[FamilyRole, Text] = {
    FamilyRole.ASKING: _l("Het vraaggezin"),
    FamilyRole.OFFERING: _l("Het steungezin"),
}


@routes.page("/succesverhalen", CASEWORK)
def list_stories(work: Work) -> Answer:
    """Every story, and whether it may be told."""
    return render_template("funding/stories.html", stories=stories.list_stories(work))


@routes.form("/succesverhalen/nieuw", CASEWORK)
def write_story(work: Work) -> Answer:
    """Write a story."""
    coupling_id = _coupling(work)
    form = kept(
        Form(_schema()),
        lambda data: stories.write_story(work, replace(_note(data), coupling_id=coupling_id)),
        _with_question,
    )
    if form.submitted and not form.errors:
        flash(_("Uw verhaal is bewaard."), "ok")
        return refusals.to("funding.list_stories")
    page = render_template(
        "funding/story.html", form=form, story=None, coupling_id=coupling_id, outside=None
    )
    return page, status_of(form)


def _coupling(work: Work) -> UUID | None:
    """The coupling that the story is of, when it was begun there; raises NotFound, NeedsReason."""
    asked = request.args.get("koppeling", "")
    try:
        return access_coupling(work, UUID(asked)).id if asked else None
    except ValueError:
        raise NotFound("coupling") from None


@routes.form("/succesverhalen/<uuid:story_id>", CASEWORK)
def change_story(work: Work, story_id: UUID) -> Answer:
    """Change a story, or note the consent."""
    story = stories.read_story(work, story_id)
    form = kept(
        Form(_schema(), _initial(story)),
        lambda data: stories.change_story(work, story_id, _note(data)),
        _with_question,
    )
    if form.submitted and not form.errors:
        flash(_("Uw verhaal is bewaard."), "ok")
        return refusals.to("funding.list_stories")
    return _page(work, story, form)


def _page(
    work: Work, story: stories.StoryLine, form: Form, consent: tuple[str, Form] | None = None
) -> Answer:
    row = work.find(Story, story.id)
    given = consents(work, row)
    sides = [
        (word, SIDE_LABELS[side], given.get(side),
         consent[1] if consent and consent[0] == word else Form(ConsentForm, prefix=f"{word}_"))
        for word, side in SIDES.items()
    ]  # fmt: skip
    shown = render_template(
        "funding/story.html",
        form=form,
        story=story,
        coupling_id=story.coupling_id,
        sides=sides,
        is_shared=is_shared(work, story.id),
        may_show=len(given) == len(SIDES),
        may_share=len(given) == len(SIDES) and all(one.nationally for one in given.values()),
    )
    return shown, status_of(consent[1] if consent else form)


@routes.action("/succesverhalen/<uuid:story_id>/toestemming/<role>", CASEWORK)
def story_consent(work: Work, story_id: UUID, role: str) -> Answer:
    """Note that a family agrees to exactly this text, or no longer does."""
    story = stories.read_story(work, story_id)
    if role not in SIDES:
        raise NotFound("story")
    if request.form.get("terug"):
        take_consent_back(work, story_id, SIDES[role])
        flash(_("Bewaard. Het verhaal staat nu nergens meer."), "ok")
        return refusals.to("funding.change_story", story_id=story_id)
    form = Form(ConsentForm, prefix=f"{role}_")
    if carried_out(form, lambda data: note_consent(work, story_id, SIDES[role], **data)):
        flash(_("De toestemming is bewaard."), "ok")
        return refusals.to("funding.change_story", story_id=story_id)
    return _page(work, story, Form(_schema(), _initial(story)), (role, form))


@routes.action("/succesverhalen/<uuid:story_id>/openbaar", CASEWORK)
def story_in_public(work: Work, story_id: UUID) -> Answer:
    """Put a story on the public page, or take it away."""
    return _switched(
        work, story_id,
        on=(show_story, _("Het verhaal staat op de openbare bladzijde.")),
        off=(hide_story, _("Het verhaal is van de openbare bladzijde gehaald.")),
    )  # fmt: skip


@routes.action("/succesverhalen/<uuid:story_id>/landelijk", CASEWORK)
def story_shared(work: Work, story_id: UUID) -> Answer:
    """Share a story nationally, or no longer."""
    return _switched(
        work, story_id,
        on=(share_story, _("Het verhaal is landelijk gedeeld.")),
        off=(unshare_story, _("Het verhaal wordt niet meer landelijk gedeeld.")),
    )  # fmt: skip


def _switched(work: Work, story_id: UUID, *, on: Switch, off: Switch) -> Answer:
    """Do what the button asks, and say so on the story's page."""
    act, told = on if request.form.get("aan") else off
    act(work, story_id)
    flash(told, "ok")
    return refusals.to("funding.change_story", story_id=story_id)


@routes.action("/succesverhalen/<uuid:story_id>/intrekken", CASEWORK)
def withdraw_story(work: Work, story_id: UUID) -> Answer:
    """Take a story back."""
    stories.withdraw_story(work, story_id)
    flash(_("Het verhaal is ingetrokken en gaat nergens meer mee."), "ok")
    return refusals.to("funding.list_stories")


def _initial(story: stories.StoryLine) -> dict[str, Any]:
    return {
        "title": story.title,
        "text": story.text,
        "consent_on": story.consent_on,
        "consent_of": story.consent_of,
    }


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
