"""A form that was posted: checked, carried out, and shown again with what is wrong."""

from collections.abc import Callable
from typing import Any

from flask import request

from core.errors import Refused
from core.web.forms import Form

UNPROCESSABLE = 422


def carried_out(form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was posted, is right, and `act` did what was asked with its data."""
    if request.method != "POST" or not form.submit(request.form, request.files):
        return False
    try:
        act(form.data)
    except Refused as refused:
        name = refused.field if refused.field and refused.field in form else None
        form.add_error(name, str(refused.message))
        return False
    return True


def status_of(form: Form) -> int:
    """200 for a form that is shown first, 422 for one that comes back."""
    return UNPROCESSABLE if form.submitted else 200
