"""What a tenant can set."""

from core.extension import Options, _l
from core.extension.forms import long_text


class JgzOptions(Options):
    """A message above the form."""

    message = long_text(
        _l("Boodschap voor de jeugdgezondheidszorg"),
        hint=_l("Staat boven het formulier."),
        required=False,
        max_length=500,
        rows=2,
    )
