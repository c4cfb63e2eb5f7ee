"""The forms of the network."""

from datetime import date
from typing import Any

from core.network.kinds import KINDS
from core.network.models import VisitKind
from core.network.page import ContactFacts, PartnerFacts, VisitFacts
from core.web.forms import (
    Contact,
    Form,
    FormSchema,
    choice,
    date_field,
    long_text,
    mail,
    phone,
    text,
)
from core.wording import _l

VISIT_KINDS = (
    (VisitKind.VISIT.value, _l("Bezoek")),
    (VisitKind.TALK.value, _l("Gesprek")),
    (VisitKind.THANKS.value, _l("Bedankt")),
)


class PartnerForm(FormSchema):
    """An organisation."""

    name = text(_l("Naam"), max_length=120, hint=_l("Zoals mensen haar noemen"), width="full")
    kind = choice(_l("Wat voor organisatie is het?"), KINDS, select=True)
    place = text(_l("Plaats"), max_length=60, required=False)
    note = long_text(
        _l("Goed om te weten"),
        required=False,
        max_length=1000,
        rows=3,
        hint=_l("Bijvoorbeeld wanneer u kunt binnenlopen. Niets over gezinnen."),
    )


class ContactForm(FormSchema):
    """Somebody who works at an organisation."""

    person_name = text(_l("Naam"), max_length=80, autocomplete="off")
    function = text(_l("Functie"), max_length=80, required=False)
    phone = phone(_l("Telefoonnummer"), required=False, autocomplete="off")
    email = mail(_l("E-mailadres"), required=False, autocomplete="off")


class NewPartnerForm(PartnerForm):
    """An organisation with, when known, the first person who works there."""

    person_name = text(_l("Contactpersoon"), max_length=80, required=False, autocomplete="off")
    function = text(_l("Functie"), max_length=80, required=False)
    phone = phone(_l("Telefoonnummer"), required=False, autocomplete="off")
    email = mail(_l("E-mailadres"), required=False, autocomplete="off")


class VisitForm(FormSchema):
    """What is noted in seconds: how, with whom, what, and when to come back."""

    kind = choice(_l("Hoe"), VISIT_KINDS)
    with_whom = text(_l("Met wie"), max_length=120, required=False, width="full")
    text = long_text(
        _l("Waar ging het over?"),
        required=False,
        max_length=2000,
        rows=3,
        hint=_l("Zonder namen van gezinnen."),
    )
    next_on = date_field(_l("Kom terug op"), required=False)
    on_date = date_field(_l("Wanneer"), hint=_l("Vandaag, of eerder"))


def visit_form(today: date, known: VisitFacts | None = None) -> Form:
    """The form for a new visit, or for one that is corrected."""
    if known is None:
        return Form(VisitForm, {"kind": VisitKind.VISIT.value, "on_date": today})
    initial: dict[str, Any] = {
        "kind": known.kind.value,
        "with_whom": known.with_whom or None,
        "text": known.text or None,
        "next_on": known.next_on,
        "on_date": known.on_date,
    }
    return Form(VisitForm, initial)


def partner_form(known: PartnerFacts) -> Form:
    """The form in which an organisation is changed."""
    return Form(
        PartnerForm,
        {"name": known.name, "kind": known.kind, "place": known.place, "note": known.note},
    )


def contact_form(known: ContactFacts) -> Form:
    """The form in which somebody who works there is changed."""
    return Form(
        ContactForm,
        {
            "person_name": known.name,
            "function": known.function,
            "phone": Contact("phone", known.phone) if known.phone else None,
            "email": Contact("mail", known.email) if known.email else None,
        },
    )
