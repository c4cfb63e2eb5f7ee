"""The forms of a search profile: its text, the family's approval, and where it is shown."""

from collections.abc import Sequence

from core.recruiting.proposing import places
from core.recruiting.wording import (
    GEMEENTE,
    OFTEN,
    PLACE,
    REGION,
    WHAT,
    WHO,
    Fields,
    often_words,
    where_words,
    who_words,
)
from core.recruiting.writing import LONGEST
from core.web import forms
from core.wording import Text, _, _l
from core.work import Work

HOW: tuple[tuple[str, Text], ...] = (
    ("phone", _l("Aan de telefoon")),
    ("visit", _l("Tijdens een bezoek")),
    ("message", _l("Per bericht")),
)
Choices = list[tuple[str, Text]]


def text_form(work: Work, now: Fields) -> forms.FormSchema:
    """The form of the text; what was put back more exactly stands among the choices."""
    area = work.tenant.name
    where: Choices = [
        (GEMEENTE, where_words(GEMEENTE, area)),
        *((f"{PLACE}{place}", where_words(f"{PLACE}{place}", area)) for place in places(work)),
        (REGION, where_words(REGION, area)),
    ]
    asked = {
        "who": _select(_l("Voor wie"), list(WHO.items()), now.who, who_words(now.who)),
        "what": _select(_l("Wat"), list(WHAT.items()), now.what, ""),
        "often": _select(_l("Hoe vaak"), list(OFTEN.items()), now.often, often_words(now.often)),
        "where": _select(_l("Waar"), where, now.where, where_words(now.where, area)),
        "sentence": forms.text(_l("Eén zin erbij"), max_length=LONGEST, required=False),
    }
    return _schema("ProfileTextForm", asked)


def _select(label: Text, choices: Choices, now: str, words: str) -> object:
    known = {key for key, _words in choices}
    exact: Choices = [] if now in known else [(now, words)]
    return forms.choice(label, [*choices, *exact], select=True)


class ApprovalForm(forms.FormSchema):
    """When and how the family agreed to exactly this text."""

    approved_on = forms.date_field(_l("Het gezin heeft deze tekst goedgekeurd op"))
    approved_how = forms.choice(_l("Hoe"), HOW, select=True)


def placing_form(channels: Sequence[tuple[str, str]]) -> forms.FormSchema:
    """The form of where and until when, with what each channel cost."""
    asked: dict[str, object] = {
        "channels": forms.choices(_l("Plaats op"), channels, required=False),
        "until": forms.date_field(_l("Tot en met welke dag staat het er?")),
    }
    for key, words in channels:
        label = _("Kosten: %(channel)s", channel=words)
        asked[cost_field(key)] = forms.money(label, required=False)
    return _schema("PlacingForm", asked)


def cost_field(channel: str) -> str:
    """The name of the field for what a channel cost."""
    return f"cost_{channel.replace('-', '')}"


def organisation_form(partners: Sequence[tuple[str, str]]) -> forms.FormSchema:
    """The form that gives one more organisation an address of its own."""
    label = _l("Andere organisatie uit uw netwerk")
    return _schema("OrganisationForm", {"partner": forms.choice(label, partners, select=True)})


def people_form(people: Sequence[tuple[str, str]]) -> forms.FormSchema:
    """The form of who of the network gets the mail."""
    return _schema("PeopleForm", {"people": forms.choices(_l("Wie krijgt de mail?"), people)})


def _schema(name: str, asked: dict[str, object]) -> forms.FormSchema:
    schema: type[forms.FormSchema] = type(name, (forms.FormSchema,), asked)
    return schema()
