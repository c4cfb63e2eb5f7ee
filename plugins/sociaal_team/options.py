"""What a tenant can set: when the team meets."""

from core.extension import Options, _l
from core.extension.forms import choice

WEEKDAYS = (
    ("0", _l("maandag")),
    ("1", _l("dinsdag")),
    ("2", _l("woensdag")),
    ("3", _l("donderdag")),
    ("4", _l("vrijdag")),
)
RHYTHMS = (
    ("weekly", _l("elke week")),
    ("even", _l("in de even weken")),
    ("odd", _l("in de oneven weken")),
)


class TeamOptions(Options):
    """The day and the rhythm of the meeting."""

    weekday = choice(
        _l("Dag van de vergadering"),
        WEEKDAYS,
        hint=_l("Leeg is dinsdag."),
        select=True,
        required=False,
    )
    rhythm = choice(
        _l("Hoe vaak vergadert het team?"),
        RHYTHMS,
        hint=_l("Leeg is elke week."),
        required=False,
    )
