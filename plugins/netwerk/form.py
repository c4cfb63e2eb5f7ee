"""What an organisation of the neighbourhood is asked: short, and in everyday words."""

from core.extension import _l
from core.extension.forms import long_text, text
from core.extension.referring import ReferrerForm

LABEL = _l("Uit de buurt: kerk, club of vereniging")
INTRO = _l("Kent u een gezin dat steun kan gebruiken? Vraag het eerst aan het gezin zelf.")


class NetworkForm(ReferrerForm):
    """A referrer's questions for people who are no care professionals."""

    function = text(
        _l("Wat doet u daar?"),
        hint=_l("Bijvoorbeeld diaken, trainer of wijkagent."),
        required=False,
        max_length=80,
    )
    story = long_text(
        _l("Wat zou dit gezin helpen?"),
        hint=_l("Kort, in uw eigen woorden. Schrijf niets op wat u in vertrouwen hoorde."),
        missing=_l("Schrijf kort op wat dit gezin zou helpen."),
    )
