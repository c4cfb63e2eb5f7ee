"""What a tenant can set."""

from core.extension import Options, _l
from core.extension.forms import long_text


class SchoolOptions(Options):
    """A message above the form."""

    message = long_text(
        _l("Boodschap voor scholen en opvang"),
        hint=_l("Staat boven het formulier. Bijvoorbeeld wanneer u op school langskomt."),
        required=False,
        max_length=500,
        rows=2,
    )
