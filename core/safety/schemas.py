"""The forms of safety: the check of a family, and the days of a VOG."""

from core.method.asked import with_hint
from core.method.variant import MethodVariant
from core.web import forms
from core.wording import _l

STEPS = (
    ("request", _l("Aangevraagd")),
    ("issue", _l("Afgegeven")),
    ("see", _l("Gezien door mij")),
)


def check_schema(method: MethodVariant) -> forms.FormSchema:
    """The safety check of a family that asks."""
    asked = [
        forms.Question("done_on", _l("Wanneer?"), "date", hint=_l("Bijvoorbeeld 4-12-2026")),
        forms.Question(
            "note",
            _l("Wat heeft u besproken en gezien?"),
            "long_text",
            hint=_l("Schrijf feiten op, en wie wat zei."),
            required=False,
        ),
        forms.Question(
            "outcome",
            _l("Wat is de uitkomst?"),
            "choice",
            hint=_l("Het is uw oordeel. Twijfelt u? Overleg eerst met een collega."),
            choices=tuple((outcome.key, with_hint(outcome)) for outcome in method.safety_outcomes),
        ),
    ]
    return forms.schema_from(asked, "SafetyCheckForm")()


class VogForm(forms.FormSchema):
    """One step of the VOG of one adult."""

    step = forms.choice(_l("Wat is er gebeurd?"), STEPS, wide=True)
    on = forms.date_field(_l("Op welke dag?"))
