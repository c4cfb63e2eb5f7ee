"""What a tenant can set: the office hours."""

from core.extension import Options, _l
from core.extension.forms import long_text, phone, text


class CjgOptions(Options):
    """When and where the CJG can be found."""

    hours = long_text(
        _l("Spreekuren"),
        hint=_l("Eén per regel, bijvoorbeeld: dinsdag 9.00 tot 11.00 uur."),
        required=False,
        max_length=500,
        rows=3,
    )
    place = text(_l("Plaats van het spreekuur"), required=False, max_length=120)
    phone = phone(_l("Telefoonnummer van het CJG"), required=False)
