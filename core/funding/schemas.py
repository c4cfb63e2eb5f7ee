"""The forms of funders, reports and stories."""

from collections.abc import Iterable, Sequence
from typing import Any

from marshmallow import fields

from core.funding.formats import KIND_LABELS, FileKind, ReportFormat
from core.funding.periods import PeriodChoice
from core.funding.posts import POST_LABELS
from core.funding.queries import FunderLine
from core.funding.telling import LessonChoice, StoryChoice
from core.web.forms import (
    FormSchema,
    choice,
    choices,
    consent,
    date_field,
    long_text,
    money,
    yes_no,
)
from core.web.forms import text as line
from core.wording import _l

CHECKED = "checked"
SAY_LENGTH = 4000


def checked_field() -> fields.Field[bool]:
    """The tick of who says that no names stand in a text."""
    return consent(
        _l("Controleer de tekst"),
        _l("Er staan geen namen of andere gegevens van gezinnen in"),
        required=False,
    )


class StoryForm(FormSchema):
    """A story, and the consent to it."""

    title = line(_l("Titel"), max_length=120)
    text = long_text(
        _l("Het verhaal"),
        max_length=SAY_LENGTH,
        rows=10,
        hint=_l("Zonder namen, en zonder plaats of school waaraan iemand te herkennen is."),
    )
    consent_on = date_field(
        _l("Toestemming gekregen op"),
        required=False,
        hint=_l("Zonder toestemming gaat het verhaal nergens mee. Bijvoorbeeld 4-12-2026"),
    )
    consent_of = line(
        _l("Van wie kreeg u toestemming?"),
        max_length=200,
        required=False,
        hint=_l("Zonder naam, bijvoorbeeld: de moeder en de dochter van 13."),
    )


class ConsentForm(FormSchema):
    """That one family agrees to exactly this text."""

    given_on = date_field(_l("Goedgekeurd op"), missing=_l("Vul in wanneer het gezin akkoord gaf."))
    nationally = yes_no(_l("Mag het ook landelijk gedeeld worden?"))


class CheckedStoryForm(StoryForm):
    """The same once more, when the text may tell who somebody is."""

    checked = checked_field()


def funder_form(formats: Sequence[ReportFormat]) -> type[FormSchema]:
    """What is known of a funder; its form of report is one of `formats`."""
    offered = [(one.key, one.label) for one in formats]
    asked: dict[str, Any] = {
        "name": line(_l("Naam van de financier"), max_length=120),
        "format_key": choice(_l("Vorm van het verslag"), offered, select=True),
        "contact": line(
            _l("Contactpersoon"),
            max_length=200,
            required=False,
            hint=_l("Naam, e-mail of telefoon van wie het verslag krijgt."),
        ),
        "due_on": date_field(_l("Volgende verslag uiterlijk op"), required=False),
        "period_from": date_field(_l("Bijdrage vanaf"), required=False),
        "period_until": date_field(_l("Bijdrage tot en met"), required=False),
        "budget": money(_l("Hoogte van de bijdrage"), required=False),
    }
    return type("FunderForm", (FormSchema,), asked)


def begin_form(funders: Iterable[FunderLine], periods: Iterable[PeriodChoice]) -> type[FormSchema]:
    """For whom a report is, and about when."""
    asked: dict[str, Any] = {
        "funder": choice(
            _l("Voor welke financier?"),
            [(str(one.id), f"{one.name} ({one.form})") for one in funders],
            select=True,
        ),
        "period": choice(
            _l("Over welke periode?"), [(one.key, one.label) for one in periods], select=True
        ),
    }
    return type("BeginForm", (FormSchema,), asked)


def draft_form(
    form: ReportFormat,
    lessons: Sequence[LessonChoice],
    stories: Sequence[StoryChoice],
    *,
    asks_check: bool,
) -> type[FormSchema]:
    """Everything that is written in a report: the funder's questions, choices and money."""
    asked: dict[str, Any] = {
        f"w_{one.key}": long_text(
            one.label, max_length=one.most, rows=6, required=False, hint=one.hint or None
        )
        for one in form.questions
    }
    if lessons:
        told = [(str(one.id), one.told.text) for one in lessons]
        asked["lessons"] = choices(_l("Lessen die meegaan"), told, required=False)
    if stories:
        titles = [(str(one.id), one.told.title) for one in stories]
        asked["stories"] = choices(_l("Verhalen die meegaan"), titles, required=False)
    for key, label in POST_LABELS.items():
        asked[f"budget_{key}"] = money(_l("%(post)s: begroot", post=label), required=False)
        asked[f"spent_{key}"] = money(_l("%(post)s: werkelijk", post=label), required=False)
    kinds = [(kind, KIND_LABELS.get(FileKind(kind), kind)) for kind in form.files]
    asked["file_kind"] = choice(_l("Soort bestand"), kinds)
    if asks_check:
        asked[CHECKED] = checked_field()
    return type("DraftForm", (FormSchema,), asked)
