"""What a school or a childcare organisation is asked."""

from core.extension import _l
from core.extension.forms import choice, long_text
from core.extension.referring import ReferrerForm

LABEL = _l("School en kinderopvang")
INTRO = _l("Ziet u in de klas of op de groep dat een gezin wat steun kan gebruiken? Meld het aan.")
WORKPLACES = (("school", _l("Op een school")), ("childcare", _l("In de kinderopvang")))
AGES = (
    ("0-3", _l("0 tot en met 3 jaar")),
    ("4-7", _l("4 tot en met 7 jaar")),
    ("8-11", _l("8 tot en met 11 jaar")),
    ("12-17", _l("12 tot en met 17 jaar")),
)


class SchoolForm(ReferrerForm):
    """A referrer's questions in the words of a school, and how old the child is."""

    workplace = choice(_l("Waar werkt u?"), WORKPLACES)
    age_group = choice(_l("Hoe oud is het kind ongeveer?"), AGES, required=False)
    story = long_text(
        _l("Wat ziet u, en wat zou helpen?"),
        hint=_l("Bijvoorbeeld: moe in de klas, vaak te laat, ouder staat er alleen voor."),
        missing=_l("Schrijf kort op wat u ziet."),
    )
