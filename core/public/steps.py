"""Signing up in two steps: fill in, see every answer, send once."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from flask import request

from core.public import doors
from core.public.pages import Page
from core.referrals.references import new_submission, receipt_reference
from core.web.forms import Form, summary
from core.web.refusals import to
from core.work import Work

Send = Callable[[dict[str, Any], UUID], object]


class Show(Protocol):
    """Shows a step of a door: "fill_in" or "check"."""

    def __call__(self, step: str, status: int = 200, **values: object) -> Page: ...


class Unsent(Exception):
    """It could not be sent; `message` says why, `field` at which question it belongs."""

    def __init__(self, message: str, field: str | None = None, status: int = 422) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.status = status


def two_steps(work: Work, form: Form, empty: Form, show: Show, send: Send) -> Page:
    """Take somebody through a door; `send` gets the checked answers and the id of the sending."""
    if request.method == "GET":
        return show("fill_in", form=empty)
    good = doors.take(form)
    step = request.form.get(doors.STEP)
    if step == doors.CHANGE:
        form.errors.clear()
        return show("fill_in", form=form)
    if not good:
        return show("fill_in", 422, form=form)
    had_bsn = doors.drop_bsn(form)
    if step != doors.SEND:
        return _check(work, form, show, had_bsn)
    sending = doors.sending_id(work, form)
    if sending is None:
        return _check(work, form, show, had_bsn, 422)
    try:
        send(form.data, sending)
    except Unsent as unsent:
        form.add_error(unsent.field, unsent.message)
        if unsent.field is None:
            return _check(work, form, show, had_bsn, unsent.status)
        return show("fill_in", unsent.status, form=form)
    return to("public.confirmation", reference=receipt_reference(work, sending))


def _check(work: Work, form: Form, show: Show, had_bsn: bool, status: int = 200) -> Page:
    return show(
        "check", status,
        form=form, answers=summary(form), had_bsn=had_bsn, mark=new_submission(work),
    )  # fmt: skip
