"""The texts of our mails: read, written, shown with invented values, and put back."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import MANAGEMENT
from core.mail.texts import LETTERS, PREFIX, LetterKind, check, example, find_letter, text_of
from core.programme.editing import base_of_request, editing
from core.programme.routes import routes
from core.programme.versions import (
    add_version,
    find_version,
    last_versions,
    require_last,
    versions,
)
from core.web import refusals
from core.web.forms import Form, FormSchema, long_text, text
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work

STANDARD = {"subject": "", "body": ""}


class MailForm(FormSchema):
    """Subject and text of a mail."""

    subject = text(_l("Onderwerp"), max_length=120, hint=_l("Noem hier nooit een gezin."))
    body = long_text(_l("Tekst"), rows=14)


@routes.page("/instellingen/mails", MANAGEMENT)
def mails(work: Work) -> str:
    """Every mail that we send, and whether its text is one's own."""
    own = last_versions(work, PREFIX)
    rows = [(kind, own.get(kind.topic)) for kind in LETTERS.values()]
    return render_template("programme/mails.html", rows=rows)


@routes.form("/instellingen/mails/<key>", MANAGEMENT)
def mail_text(work: Work, key: str) -> Answer:
    """Write the text of one mail."""
    kind = find_letter(key)
    subject, body = text_of(work, kind)
    saved = Form(MailForm, {"subject": subject, "body": body})
    form, base = Form(MailForm, {"subject": subject, "body": body}), base_of_request()
    shown_only = request.form.get("doe") == "voorbeeld"

    def act(data: dict[str, Any]) -> None:
        nonlocal subject, body
        check(kind, data["subject"], data["body"])
        subject, body = data["subject"], data["body"]
        if not shown_only:
            _keep(work, kind, {"subject": subject, "body": body}, base)

    done = carried_out(form, act)
    if done and not shown_only:
        flash(_("De tekst is bewaard. De volgende mail gaat zo de deur uit."), "ok")
        return refusals.to("programme.mail_text", key=key)
    page = render_template(
        "programme/mail_text.html",
        kind=kind,
        form=form,
        editing=editing(work, kind.topic, form, saved),
        example=example(kind, subject, body),
        earlier=versions(work, kind.topic)[1:],
        is_own=_is_own(work, kind),
    )
    return page, 200 if done else status_of(form)


@routes.action("/instellingen/mails/<key>/standaard", MANAGEMENT)
def standard_text(work: Work, key: str) -> Answer:
    """Send the standard text again."""
    _keep(work, find_letter(key), STANDARD, None)
    flash(_("De standaardtekst geldt weer."), "ok")
    return refusals.to("programme.mail_text", key=key)


@routes.action("/instellingen/mails/<key>/terug/<uuid:version_id>", MANAGEMENT)
def text_back(work: Work, key: str, version_id: UUID) -> Answer:
    """Send an earlier text again."""
    kind = find_letter(key)
    _keep(work, kind, find_version(work, kind.topic, version_id).content, None)
    flash(_("De tekst van toen geldt weer."), "ok")
    return refusals.to("programme.mail_text", key=key)


def _keep(work: Work, kind: LetterKind, content: dict[str, Any], base: int | None) -> None:
    if base is not None:
        require_last(work, kind.topic, base)
    add_version(work, kind.topic, content, before=STANDARD)
    work.record("mail_text.changed", "programme", detail=kind.key)


def _is_own(work: Work, kind: LetterKind) -> bool:
    return text_of(work, kind) != (str(kind.subject), str(kind.body))
