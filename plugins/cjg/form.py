"""What somebody of the CJG is asked."""

from collections.abc import Sequence

from core.extension import Call, _, _l
from core.extension.forms import yes_no
from core.extension.referring import ReferrerForm

LABEL = _l("CJG: Centrum voor Jeugd en Gezin")
INTRO = _l("Sprak u een gezin op het spreekuur dat steun uit de buurt kan gebruiken?")


class CjgForm(ReferrerForm):
    """A referrer's questions, and whether the family comes to the office hours itself."""

    comes_to_hours = yes_no(
        _l("Wil het gezin de coördinator op het spreekuur ontmoeten?"), required=False
    )


def notes(call: Call) -> Sequence[str]:
    """The office hours: when, where and how to call."""
    told = call.options
    lines = [_("Spreekuur: %(when)s", when=line) for line in (told.get("hours") or "").split("\n")]
    lines = [line for line in lines if told.get("hours")]
    if told.get("place"):
        lines.append(_("Waar: %(place)s", place=told["place"]))
    if told.get("phone"):
        lines.append(_("Bellen: %(phone)s", phone=told["phone"].shown))
    return lines
