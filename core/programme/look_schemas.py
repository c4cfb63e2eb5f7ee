"""The forms of colours, logo and inhabitants."""

import re
from typing import Any

from marshmallow import ValidationError, validates_schema

from core.web.forms import FormSchema, choice, date_field, text, upload, whole_number
from core.web.forms.upload import MB
from core.wording import _, _l

STRENGTHS = (("60", _l("Zacht")), ("90", _l("Gewoon")), ("115", _l("Sterk")))
LOGO_KINDS = (".png", ".jpg", ".jpeg", ".webp")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class ColoursForm(FormSchema):
    """A hue and how strong it is, or a colour of one's own."""

    hue = whole_number(
        _l("Kleurtoon"), most=359, hint=_l("Een getal van 0 tot en met 359: rood is 20, geel 100, "
        "groen 150, blauw 230, paars 300."),
    )  # fmt: skip
    chroma = choice(_l("Hoe sterk?"), STRENGTHS, select=False)
    own = text(
        _l("Of: de kleur van uw huisstijl"),
        max_length=7,
        required=False,
        width="8",
        hint=_l("Bijvoorbeeld #045d74. Dan maken wij alle tinten daaruit."),
    )

    @validates_schema
    def _is_colour(self, data: dict[str, Any], **_kwargs: object) -> None:
        if data.get("own") and not _COLOUR.fullmatch(data["own"]):
            raise ValidationError({"own": [_("Schrijf de kleur als #045d74.")]})


class LogoForm(FormSchema):
    """A picture, and what it shows for who cannot see it."""

    logo = upload(_l("Plaatje"), LOGO_KINDS, most_bytes=MB)
    logo_alt = text(
        _l("Wat staat erop?"),
        max_length=120,
        hint=_l("Bijvoorbeeld: Logo van Welzijn Rhenen. Wie het niet ziet, hoort dit."),
    )


class InhabitantsForm(FormSchema):
    """How many people live here, on which day, and by whose count."""

    inhabitants = whole_number(_l("Aantal inwoners"), least=1, most=20_000_000, width="8")
    inhabitants_on = date_field(_l("Op welke dag?"))
    inhabitants_source = text(
        _l("Waar komt dit getal vandaan?"), max_length=120, hint=_l("Bijvoorbeeld: CBS StatLine")
    )
