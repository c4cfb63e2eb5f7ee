"""What a tenant can set."""

from core.extension import Options, _l
from core.extension.forms import long_text


class AfterCareOptions(Options):
    """How the joint decision is taken here."""

    agreement = long_text(
        _l("Hoe besluit u samen?"),
        hint=_l("Staat boven het formulier. Bijvoorbeeld: wij bellen u binnen een week samen."),
        required=False,
        max_length=500,
        rows=2,
    )
