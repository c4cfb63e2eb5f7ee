"""The pages of the meldcode: for everybody how it works, for two people what was done."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.errors import NotFound
from core.families.access import open_family
from core.families.heading import family_heading
from core.meldcode import services
from core.meldcode.access import access_meldcode
from core.meldcode.queries import (
    Note,
    answered,
    colleagues_beside,
    my_files,
    open_for_reading,
)
from core.meldcode.schemas import (
    CloseForm,
    DangerForm,
    SkipForm,
    content_of,
    member_in,
    person_form,
    step_form,
)
from core.meldcode.steps import ANSWERS, QUESTIONS, STEPS, Step, step_at
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work

routes = Routes("meldcode", __name__)
STEP = f"<any({', '.join(words.path for words in STEPS.values())}):step>"


@routes.page("/meldcode", CASEWORK)
def mine(work: Work) -> Answered:
    """How the meldcode works, and the files that are this member's to open."""
    return render_template(
        "meldcode/mine.html", files=my_files(work), steps=STEPS, questions=QUESTIONS
    )


@routes.form("/gezinnen/<uuid:family_id>/meldcode", CASEWORK)
def start(work: Work, family_id: UUID) -> Answered:
    """Begin with the meldcode: the same page for all who may open the family's file."""
    open_family(work, family_id)
    people = colleagues_beside(work)
    form = person_form(people, None, nobody=True, label=_l("Wie mag als tweede persoon meelezen?"))

    made: list[UUID] = []

    def begin(data: dict[str, Any]) -> None:
        made.append(services.open_file(work, family_id, member_in(data["member"])))

    if carried_out(form, begin):
        return to("meldcode.note", file_id=made[0], step=STEPS[Step.SIGNALS].path)
    page = render_template(
        "meldcode/start.html",
        family=family_heading(work, family_id),
        steps=STEPS,
        files=[one for one in my_files(work) if one.family_id == family_id],
        form=form,
    )
    return page, status_of(form)


@routes.page("/meldcode/<uuid:file_id>", CASEWORK)
def show(work: Work, file_id: UUID) -> Answered:
    """The restricted file: what to do now, the five steps, who is in it."""
    return render_template(
        "meldcode/show.html",
        file=open_for_reading(work, file_id),
        steps=STEPS,
        answered=answered,
        answers=dict(ANSWERS),
        today=work.today,
    )


@routes.form(f"/meldcode/<uuid:file_id>/stap/{STEP}", CASEWORK)
def note(work: Work, file_id: UUID, step: str) -> Answered:
    """Note what was done at a step."""
    file = open_for_reading(work, file_id)
    form = step_form(step_at(step), {"on_date": work.today})

    def keep(data: dict[str, Any]) -> None:
        services.note_step(work, file_id, step_at(step), content_of(data), data["on_date"])

    if carried_out(form, keep):
        flash(_("Bewaard in het afgeschermde dossier."), "ok")
        return to("meldcode.show", file_id=file_id)
    page = render_template(
        "meldcode/note.html", file=file, step=step_at(step), words=STEPS[step_at(step)], form=form
    )
    return page, status_of(form)


@routes.form(f"/meldcode/<uuid:file_id>/overslaan/{STEP}", CASEWORK)
def skip(work: Work, file_id: UUID, step: str) -> Answered:
    """Pass a step over, with a reason."""
    intro = _("Mag, als u opschrijft waarom. U kunt de stap later alsnog doen.")
    title = _("Stap overslaan: %(step)s", step=STEPS[step_at(step)].name)
    return _small(
        work, file_id, Form(SkipForm), title, intro, _("Sla deze stap over"),
        lambda data: services.skip_step(work, file_id, step_at(step), data["text"]),
    )  # fmt: skip


@routes.form("/meldcode/<uuid:file_id>/verbeter/<uuid:note_id>", CASEWORK)
def correct(work: Work, file_id: UUID, note_id: UUID) -> Answered:
    """Put a better note beside one; the earlier one stays."""
    file = open_for_reading(work, file_id)
    standing = {one.id: one for state in file.steps for one in state.notes}
    if note_id not in standing:
        raise NotFound("meldcode_note")
    earlier = standing[note_id]
    form = _correction(earlier)

    def keep(data: dict[str, Any]) -> None:
        content = content_of(data)
        services.correct_note(
            work, file_id, note_id, content, data.get("on_date") or earlier.on_date
        )

    if carried_out(form, keep):
        flash(_("Verbeterd. Wat er stond, blijft te lezen."), "ok")
        return to("meldcode.show", file_id=file_id)
    page = render_template(
        "meldcode/note.html", file=file, step=earlier.step, words=STEPS[earlier.step], form=form,
        earlier=earlier,
    )  # fmt: skip
    return page, status_of(form)


def _correction(earlier: Note) -> Form:
    content = earlier.content
    if earlier.is_skipped:
        return Form(SkipForm, {"text": content.text})
    said = {"text": content.text, "with_whom": content.with_whom, "outcome": content.outcome}
    return step_form(earlier.step, {"on_date": earlier.on_date, **said, **content.answers})


@routes.form("/meldcode/<uuid:file_id>/gevaar", CASEWORK)
def danger(work: Work, file_id: UUID) -> Answered:
    """Acute danger: call first, then write it down; straight to the decision."""
    intro = _("Bel eerst. Schrijf daarna op wat u deed. De stappen die u oversloeg, staan dan "
              "als overgeslagen in het dossier.")  # fmt: skip
    return _small(
        work, file_id, Form(DangerForm), _("Acuut gevaar"), intro, _("Leg de melding vast"),
        lambda data: services.danger_now(work, file_id, data["text"]), call_first=True,
    )  # fmt: skip


@routes.form("/meldcode/<uuid:file_id>/sluiten", CASEWORK)
def close(work: Work, file_id: UUID) -> Answered:
    """Close the file."""
    intro = _("Een gesloten dossier wordt na twee jaar gewist. Tot dan kunt u het weer openen.")
    return _small(
        work, file_id, Form(CloseForm), _("Dossier sluiten"), intro, _("Sluit het dossier"),
        lambda data: services.close_file(work, file_id, data["text"]),
    )  # fmt: skip


@routes.action("/meldcode/<uuid:file_id>/heropenen", CASEWORK)
def reopen(work: Work, file_id: UUID) -> Answered:
    """Open a closed file again."""
    services.reopen_file(work, file_id)
    flash(_("Het dossier is weer open."), "ok")
    return to("meldcode.show", file_id=file_id)


@routes.form("/meldcode/<uuid:file_id>/overdragen", CASEWORK)
def hand_over(work: Work, file_id: UUID) -> Answered:
    """Give one's own seat to a colleague, for who leaves."""
    access_meldcode(work, file_id)
    people = colleagues_beside(work)
    form = person_form(
        people, None, nobody=not people, label=_l("Wie krijgt uw plek in dit dossier?")
    )

    def give(data: dict[str, Any]) -> None:
        services.hand_over(work, file_id, member_in(data["member"]) or file_id)

    if carried_out(form, give):
        flash(_("Overgedragen. U kunt dit dossier niet meer openen."), "ok")
        return to("meldcode.mine")
    intro = _("Gaat u weg, of neemt een collega het over? Daarna kunt u zelf niet meer in dit "
              "dossier.")  # fmt: skip
    page = render_template(
        "meldcode/small.html", file=open_for_reading(work, file_id), form=form,
        title=_("Mijn plek overdragen"), intro=intro, button=_("Draag over"), call_first=False,
    )  # fmt: skip
    return page, status_of(form)


@routes.form("/meldcode/<uuid:file_id>/tweede-persoon", CASEWORK)
def second(work: Work, file_id: UUID) -> Answered:
    """Who else may read this file."""
    file = access_meldcode(work, file_id)
    is_keeper = file.keeper_id == work.actor.id
    form = person_form(
        colleagues_beside(work), file.second_id if is_keeper else None, nobody=is_keeper,
        label=_l("Wie mag meelezen en meeschrijven?") if is_keeper
        else _l("Wie wordt verantwoordelijk voor dit dossier?"),
    )  # fmt: skip
    intro = _("Bijvoorbeeld de aandachtsfunctionaris. Wie u kiest, kan alles lezen. Wie het nu is, "
              "kan dan niets meer lezen. Vertel het zelf aan uw collega.")  # fmt: skip
    return _small(
        work, file_id, form, _("Andere persoon kiezen"), intro, _("Bewaar keuze"),
        lambda data: services.appoint(work, file_id, member_in(data["member"])),
    )  # fmt: skip


def _small(
    work: Work,
    file_id: UUID,
    form: Form,
    title: str,
    intro: str,
    button: str,
    act: Any,
    *,
    call_first: bool = False,
) -> Answered:
    """A page with one short form about a file, after which one is back at the file."""
    file = open_for_reading(work, file_id)
    if carried_out(form, act):
        flash(_("Bewaard in het afgeschermde dossier."), "ok")
        return to("meldcode.show", file_id=file_id)
    page = render_template(
        "meldcode/small.html", file=file, form=form, title=title, intro=intro, button=button,
        call_first=call_first,
    )  # fmt: skip
    return page, status_of(form)
