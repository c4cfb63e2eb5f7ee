"""The forms of lessons."""

from core.lessons.contexts import CONTEXTS
from core.lessons.models import LessonKind
from core.lessons.services import LONGEST
from core.web.forms import FormSchema, choice, consent, long_text
from core.wording import _l

KINDS = (
    (LessonKind.GOOD.value, _l("Dit ging goed")),
    (LessonKind.CHAFED.value, _l("Dit schuurde")),
)


class LessonForm(FormSchema):
    """One sentence about the work."""

    kind = choice(_l("Wat wilt u onthouden?"), KINDS)
    text = long_text(
        _l("In een zin"),
        max_length=LONGEST,
        rows=3,
        hint=_l("Over het werk, zonder namen. Hoogstens 500 tekens."),
    )
    context = choice(_l("Waar hoort het bij?"), CONTEXTS, select=True)


class CheckedLessonForm(LessonForm):
    """The same once more, when the text may tell who somebody is."""

    checked = consent(
        _l("Controleer de tekst"),
        _l("Er staan geen namen of andere gegevens van gezinnen in"),
        required=False,
    )
