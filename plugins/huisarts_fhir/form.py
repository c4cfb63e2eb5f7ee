"""What a huisarts is asked, and what is checked of a Bundle."""

from core.extension import _l
from core.extension.forms import choice, long_text, postcode4, text
from core.extension.referring import ReferrerForm

LABEL = _l("Huisarts")
INTRO = _l("Voor huisartsen en praktijkondersteuners. Zonder medische gegevens.")
LANGUAGES = (
    ("nl", _l("Nederlands")),
    ("en", _l("Engels")),
    ("tr", _l("Turks")),
    ("ar", _l("Arabisch")),
    ("uk", _l("Oekraïens")),
    ("pl", _l("Pools")),
    ("other", _l("Een andere taal")),
)


class PracticeForm(ReferrerForm):
    """A referrer's questions, with what a practice knows of a family."""

    family_name = text(
        _l("Achternaam van het gezin"), required=False, max_length=80, depends_on=("known", "ja")
    )
    postcode4 = postcode4(
        _l("De vier cijfers van de postcode van het gezin"),
        required=False,
        depends_on=("known", "ja"),
    )
    language = choice(
        _l("Welke taal spreekt het gezin het liefst?"), LANGUAGES, select=True, required=False
    )
    story = long_text(
        _l("Wat zou dit gezin helpen?"),
        hint=_l("Kort, zonder diagnoses, medicijnen of uitslagen."),
        missing=_l("Schrijf kort op wat dit gezin zou helpen."),
    )
