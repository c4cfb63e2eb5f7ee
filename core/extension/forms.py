"""The fields of forms and options, as plugins ask them: the same as core's own."""

from werkzeug.datastructures import MultiDict

from core.extension.options import secret
from core.extension.pages import Asked
from core.web.forms import (
    Contact,
    Form,
    FormSchema,
    UploadedFile,
    choice,
    choices,
    consent,
    date_field,
    dayparts,
    long_text,
    mail,
    money,
    phone,
    phone_or_mail,
    postcode4,
    text,
    time_field,
    upload,
    whole_number,
    yes_no,
)

__all__ = [
    "Contact",
    "Form",
    "FormSchema",
    "UploadedFile",
    "answered",
    "choice",
    "choices",
    "consent",
    "date_field",
    "dayparts",
    "long_text",
    "mail",
    "money",
    "phone",
    "phone_or_mail",
    "postcode4",
    "secret",
    "text",
    "time_field",
    "upload",
    "whole_number",
    "yes_no",
]


def answered(form: Form, asked: Asked) -> bool:
    """Whether a page of a plugin was posted to, and what was filled in is all right."""
    typed = MultiDict([(name, one) for name, values in asked.form.items() for one in values])
    return asked.method == "POST" and form.submit(typed)
