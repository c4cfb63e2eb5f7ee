"""What somebody of youth health care is asked."""

from core.extension import _l
from core.extension.forms import choice, long_text, yes_no
from core.extension.referring import ReferrerForm

LABEL = _l("Consultatiebureau of jeugdgezondheidszorg")
INTRO = _l("Voor jeugdverpleegkundigen en jeugdartsen. Zonder medische gegevens.")
MOMENTS = (
    ("visit", _l("een huisbezoek")),
    ("consultation", _l("een consult op het bureau")),
    ("school", _l("een gesprek op school")),
    ("prenatal", _l("een gesprek voor de geboorte")),
)


class JgzForm(ReferrerForm):
    """A referrer's questions in the words of youth health care."""

    moment = choice(_l("Waarbij kwam het ter sprake?"), MOMENTS, required=False)
    visit_together = yes_no(
        _l("Wilt u de eerste keer samen met de coördinator op huisbezoek?"), required=False
    )
    story = long_text(
        _l("Wat zou dit gezin helpen?"),
        hint=_l("Kort, zonder diagnoses en zonder meetgegevens."),
        missing=_l("Schrijf kort op wat dit gezin zou helpen."),
    )
