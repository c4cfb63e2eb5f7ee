"""An intake as text, to be read where its own page cannot show it any more."""

from werkzeug.datastructures import MultiDict

from core.intake.models import Intake
from core.intake.queries import opened
from core.intake.schemas import initial_of, schema_for
from core.method.choice import pinned
from core.web.formats import long_date
from core.web.forms import Form, summary
from core.wording import _
from core.work import Work


def in_words(work: Work, intake: Intake) -> str:
    """Every question that was answered, with its answer."""
    record = opened(work, intake)
    method = pinned(work, intake.variant, intake.variant_version)
    form = Form(schema_for(method, record.role, partly=True), initial_of(record, record.held_on))
    form.submit(MultiDict([(name, v) for name, values in form.raw.items() for v in values]))
    lines = [_("Eerdere intake van %(day)s", day=long_date(record.held_on))]
    for answer in summary(form):
        said = ", ".join(str(line) for line in answer.lines)
        if said:
            lines.append(f"{answer.label} {said}")
    return "\n".join(lines)
