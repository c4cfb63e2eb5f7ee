"""The forms of a worry."""

from collections.abc import Sequence
from uuid import UUID

from core.web import forms
from core.wording import _l


class WorryForm(forms.FormSchema):
    """What a steungezin writes by its own link: who it is, is known."""

    story = forms.long_text(
        _l("Wat heeft u gezien of gehoord?"),
        rows=7,
        hint=_l("Wat gebeurde er, en wanneer? U hoeft niets te bewijzen. Namen hoeven niet."),
        missing=_l("Schrijf in een paar woorden wat u zag of hoorde."),
    )
    contact = forms.phone_or_mail(
        _l("Waar kunnen we u bereiken?"),
        hint=_l("Een telefoonnummer of e-mailadres. Laat leeg als wij het al weten."),
        required=False,
    )


class PublicWorryForm(forms.FormSchema):
    """What anybody writes; nothing of it is looked up."""

    story = forms.long_text(
        _l("Wat heeft u gezien of gehoord?"),
        rows=7,
        hint=_l("Wat gebeurde er, en wanneer? U hoeft niets te bewijzen."),
        missing=_l("Schrijf in een paar woorden wat u zag of hoorde."),
    )
    about = forms.text(
        _l("Over wie gaat het?"),
        hint=_l("Een voornaam of een gezin, zoals u het kent."),
        required=False,
    )
    sender = forms.text(
        _l("Wie bent u?"),
        hint=_l("U mag dit open laten. Met uw naam kunnen we u beter helpen."),
        required=False,
        autocomplete="name",
    )
    contact = forms.phone_or_mail(
        _l("Waar kunnen we u bereiken?"),
        hint=_l("Een telefoonnummer of e-mailadres. Zonder kunnen wij u niets vragen."),
        required=False,
    )


class OutcomeForm(forms.FormSchema):
    """How a worry ends."""

    outcome = forms.long_text(
        _l("Wat is er met deze zorg gedaan?"),
        hint=_l("Met wie u sprak, wat u besloot, en wie het verder doet."),
        missing=_l("Schrijf op wat er met deze zorg is gedaan."),
    )


def hand_on_form(people: Sequence[tuple[UUID, str]]) -> forms.Form:
    """To which colleague a worry goes."""
    asked = forms.Question(
        "member",
        _l("Welke collega pakt dit op?"),
        "choice",
        choices=tuple((str(person_id), name) for person_id, name in people),
    )
    return forms.Form(forms.schema_from([asked], "HandOnForm")())
