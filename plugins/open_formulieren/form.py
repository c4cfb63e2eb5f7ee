"""What is checked of a sign-up that a form server passes on."""

from core.extension import _l
from core.extension.forms import choice
from core.extension.referring import FamilyForm, ReferrerForm

FAMILY_LABEL = _l("Formulier van de gemeente")
FAMILY_INTRO = _l("Een gezin meldt zich aan met een formulier van de gemeente.")
REFERRER_LABEL = _l("Formulier van de gemeente, door een verwijzer")
REFERRER_INTRO = _l("Een verwijzer meldt een gezin aan met een formulier van de gemeente.")
SOURCES = (
    ("school", _l("School")),
    ("childcare", _l("Kinderopvang")),
    ("cjg", _l("CJG (Centrum voor Jeugd en Gezin)")),
    ("social_team", _l("Sociaal team of gebiedsteam")),
    ("jgz", _l("Consultatiebureau of jeugdgezondheidszorg")),
    ("huisarts", _l("Huisarts")),
    ("youth_help", _l("Jeugdhulp of jeugdbescherming")),
    ("network", _l("Kerk, moskee, sportclub of buurthuis")),
    ("other", _l("Iemand anders")),
)


class FormServerSignUp(FamilyForm):
    """The questions of a family that signs itself up."""


class FormServerReferrer(ReferrerForm):
    """The questions of a professional; where somebody works may be left out."""

    workplace = choice(_l("Waar werkt u?"), SOURCES, required=False)
