"""A form whose texts may tell who somebody is: shown again with the question about that."""

from collections.abc import Callable
from typing import Any

from flask import request

from core.funding.schemas import CHECKED
from core.lessons.services import MayIdentify
from core.web.forms import Form, FormSchema
from core.web.submitting import carried_out
from core.wording import _

Act = Callable[[dict[str, Any]], object]


def asks_check() -> bool:
    """Whether the form that came in had the question already."""
    return CHECKED in request.form


def kept(form: Form, act: Act, again: Callable[[], FormSchema | type[FormSchema]]) -> Form:
    """The form after `act`; where a name may stand in it, `again` made with the question."""
    found: list[MayIdentify] = []

    def attempt(data: dict[str, Any]) -> None:
        try:
            act(data)
        except MayIdentify as warning:
            found.append(warning)
            raise

    if carried_out(form, attempt) or not found:
        return form
    checked = Form(again())
    checked.submit(request.form)
    checked.add_error(CHECKED, _warning(found[0]))
    return checked


def _warning(warning: MayIdentify) -> str:
    told = list(warning.traces.names)
    if warning.traces.has_phone:
        told.append(_("een telefoonnummer"))
    if warning.traces.has_mail:
        told.append(_("een e-mailadres"))
    return _(
        "Dit kan over een gezin gaan: %(found)s. Pas de tekst aan, of zet het vinkje hieronder.",
        found=", ".join(told),
    )
