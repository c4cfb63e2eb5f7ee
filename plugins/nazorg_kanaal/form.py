"""What is asked when a measure comes to its end."""

from typing import Any

from marshmallow import ValidationError, validates

from core.extension import _, _l
from core.extension.forms import choice, consent, date_field, phone_or_mail, text
from core.extension.referring import ReferrerForm

LABEL = _l("Nazorg na een maatregel")
INTRO = _l("Na een ondertoezichtstelling of Veilig Thuis. U beslist samen met ons en het gezin.")
MEASURES = (
    ("ots", _l("een ondertoezichtstelling (OTS)")),
    ("veilig_thuis", _l("een traject bij Veilig Thuis")),
    ("home_again", _l("een uithuisplaatsing: het kind is weer thuis")),
)


class AfterCareForm(ReferrerForm):
    """A referrer's questions, the measure, and the professional who decides along."""

    measure = choice(_l("Waarna is dit nazorg?"), MEASURES)
    ends_on = date_field(_l("Wanneer loopt het af, of liep het af?"), required=False)
    decides_name = text(
        _l("Welke professional beslist mee?"),
        hint=_l("Iemand die het gezin kent en bereikbaar blijft. Dat mag u zelf zijn."),
        missing=_l("Vul in wie er meebeslist."),
        max_length=80,
    )
    decides_function = text(_l("Functie van die professional"), required=False, max_length=80)
    decides_contact = phone_or_mail(
        _l("Telefoon of e-mail van het werk van die professional"),
        missing=_l("Vul in hoe wij die professional bereiken."),
    )
    joint = consent(
        _l("Samen besluiten"),
        _l("Ja, deze professional weet ervan en beslist mee of steun van een gezin nu past."),
        missing=_l("Bespreek het eerst met die professional en zet dan een vinkje."),
    )

    @validates("decides_name")
    def _is_somebody(self, value: Any, **_kwargs: object) -> None:
        if value and not any(sign.isalpha() for sign in value):
            raise ValidationError(_("Vul de naam van een persoon in."))
