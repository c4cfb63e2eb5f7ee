"""The one form renderer: from one marshmallow schema come the form, the JSON body and the check.

    class Visit(FormSchema):
        when = date_field(_l("Wanneer?"))
        told = long_text(_l("Wat is besproken?"), required=False)

    form = Form(Visit)
    if request.method == "POST" and form.submit(request.form):
        note_visit(**form.data)

In the template: `{{ ui.form_fields(form) }}` between `{% call ui.form(form) %}`.
"""

from core.contact_details import Contact
from core.web.forms.bound import BoundField
from core.web.forms.fields import (
    choice,
    choices,
    consent,
    date_field,
    dayparts,
    long_text,
    mail,
    money,
    password,
    phone,
    phone_or_mail,
    postcode4,
    text,
    time_field,
    whole_number,
    yes_no,
)
from core.web.forms.form import Form
from core.web.forms.questions import Question, schema_from
from core.web.forms.schema import FormSchema
from core.web.forms.spec import Spec, spec_of
from core.web.forms.summary import Answer, hidden_inputs, summary
from core.web.forms.upload import UploadedFile, upload

__all__ = [
    "Answer",
    "BoundField",
    "Contact",
    "Form",
    "FormSchema",
    "Question",
    "Spec",
    "UploadedFile",
    "choice",
    "choices",
    "consent",
    "date_field",
    "dayparts",
    "hidden_inputs",
    "long_text",
    "mail",
    "money",
    "password",
    "phone",
    "phone_or_mail",
    "postcode4",
    "schema_from",
    "spec_of",
    "summary",
    "text",
    "time_field",
    "upload",
    "whole_number",
    "yes_no",
]
