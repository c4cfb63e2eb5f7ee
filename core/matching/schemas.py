"""The small forms of matching: why a family is chosen, given up or kept apart."""

from core.matching.profiles import ExclusionReason
from core.web import forms
from core.wording import _l

EXCLUSIONS = (
    (ExclusionReason.ACQUAINTANCE.value, _l("Zij kennen elkaar")),
    (ExclusionReason.FAILED_BEFORE.value, _l("Eerder geprobeerd en niet gelukt")),
    (ExclusionReason.VETO.value, _l("Een van beide gezinnen wil dit niet")),
)


class ReasonForm(forms.FormSchema):
    """Why: for a proposal that is withdrawn."""

    reason = forms.long_text(_l("Waarom trekt u het voorstel in?"), rows=2)


class ProposeForm(forms.FormSchema):
    """Why this family, although something does not fit; optional when all fits."""

    reason = forms.long_text(_l("Waarom kiest u voor dit gezin?"), rows=3, required=False)


class OverrideForm(forms.FormSchema):
    """Why this family, although something does not fit."""

    reason = forms.long_text(
        _l("Waarom kiest u toch voor dit gezin?"),
        rows=3,
        missing=_l("Schrijf op waarom u toch voor dit gezin kiest."),
    )


class ExcludeForm(forms.FormSchema):
    """Why two families are kept apart."""

    kind = forms.choice(_l("Waarom kunnen deze gezinnen niet samen?"), EXCLUSIONS)
    note = forms.long_text(_l("Toelichting"), rows=2, required=False)
