"""What somebody of the social team is asked."""

from collections.abc import Sequence

from core.extension import Call, _, _l
from core.extension.forms import text
from core.extension.referring import ReferrerForm
from plugins.sociaal_team.meetings import next_meeting

LABEL = _l("Sociaal team of gebiedsteam")
INTRO = _l("Meld een gezin aan. Het komt op de agenda van de eerstvolgende teamvergadering.")


class TeamForm(ReferrerForm):
    """A referrer's questions, and who brings the case into the meeting."""

    speaks = text(
        _l("Wie brengt het in bij de vergadering?"),
        hint=_l("Leeg als u dat zelf doet."),
        required=False,
        max_length=80,
    )


def notes(call: Call) -> Sequence[str]:
    """When the next meeting is."""
    day = next_meeting(call.options, call.today)
    return [_("De eerstvolgende teamvergadering is op %(day)s.", day=f"{day:%d-%m-%Y}")]
