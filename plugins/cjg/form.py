"""What somebody of the CJG is asked."""

from core.extension import _l
from core.extension.forms import yes_no
from core.extension.referring import ReferrerForm

LABEL = _l("CJG: Centrum voor Jeugd en Gezin")
INTRO = _l("Sprak u een gezin op het spreekuur dat steun uit de buurt kan gebruiken?")


class CjgForm(ReferrerForm):
    """A referrer's questions, and whether the family comes to the office hours itself."""

    comes_to_hours = yes_no(
        _l("Wil het gezin de coördinator op het spreekuur ontmoeten?"), required=False
    )
