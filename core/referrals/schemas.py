"""What the three doors ask: as little as helps."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from core.languages import LANGUAGES
from core.method.variant import MethodVariant
from core.web.forms import (
    FormSchema,
    choice,
    choices,
    consent,
    long_text,
    phone_or_mail,
    postcode4,
    text,
    yes_no,
)
from core.wording import _, _l

Questions = dict[str, Any]
"""The fields of a form by name, in the order in which they are asked."""
REACH = (("call", _l("Bellen")), ("app", _l("Appen")), ("mail", _l("Mailen")))
JOINS_TALK = (
    ("yes", _l("Ja, graag")),
    ("ask", _l("Dat vraag ik eerst aan het gezin")),
    ("no", _l("Nee, bel het gezin zelf")),
)
SAFE_HINT = _l(
    "Leest of luistert er iemand mee die dit niet mag weten? Kies dan “nee”. Wij laten dan niets "
    "achter."
)
CONSENT = _l(
    "Ja, de coördinator mag mijn aanmelding lezen en mij benaderen. Ik kan dit altijd intrekken."
)


class DoorForm(FormSchema):
    """What both doors for families share: the way to reach somebody fits the choice."""

    @validates_schema(skip_on_field_errors=True)
    def _reach_fits(self, data: dict[str, Any], **_kwargs: object) -> None:
        by_mail, contact = data.get("reach") == "mail", data.get("contact")
        if contact is None or by_mail == (contact.kind == "mail"):
            return
        told = (
            _("U koos mailen. Vul een e-mailadres in, of kies bellen.")
            if by_mail
            else _("U koos bellen of appen. Vul een telefoonnummer in, of kies mailen.")
        )
        raise ValidationError(told, "contact")


def ask_form(method: MethodVariant) -> type[FormSchema]:
    """ "Ik zoek steun", with the wishes of the method."""
    return _form("AskForm", DoorForm, {**_who_asks(), **_what_helps(method), **_may_be_kept()})


def offer_form(method: MethodVariant) -> type[FormSchema]:
    """ "Ik wil steun geven": the same questions, three of them in other words."""
    return _form("OfferForm", ask_form(method), _what_is_offered(method))


def refer_form(method: MethodVariant) -> type[FormSchema]:
    """ "Ik wil een gezin aanmelden", for a professional, with the workplaces of the method."""
    return _form("ReferForm", FormSchema, {**_the_family(), **_who_refers(method), **_the_talk()})


def _form(name: str, base: type[FormSchema], questions: Questions) -> type[FormSchema]:
    schema: type[FormSchema] = type(name, (base,), questions)
    return schema


def _who_asks() -> Questions:
    return {
        "first_name": text(
            _l("Hoe heet u?"),
            hint=_l("Uw voornaam is genoeg."),
            missing=_l("Vul uw voornaam in."),
            autocomplete="given-name",
            max_length=60,
        ),
        "reach": choice(
            _l("Hoe mogen wij u bereiken?"), REACH, hint=_l("Eén manier is genoeg."), wide=True
        ),
        "contact": phone_or_mail(
            _l("Uw telefoonnummer of e-mailadres"),
            missing=_l("Vul een telefoonnummer of een e-mailadres in."),
        ),
        "message_safe": yes_no(
            _l("Is het veilig om een bericht achter te laten?"),
            hint=SAFE_HINT,
            no=_l("Nee, laat niets achter"),
        ),
        "language": choice(_l("Welke taal spreekt u het liefst?"), LANGUAGES, select=True),
        "postcode4": postcode4(hint=_l("Dan zoeken we dichtbij. Uw adres vragen we later.")),
    }


def _what_helps(method: MethodVariant) -> Questions:
    return {
        "wishes": choices(
            _l("Wat zou u helpen?"),
            [(wish.key, wish.label) for wish in method.public_wishes],
            hint=_l("U mag er meer kiezen. Weet u het nog niet? Dat is ook goed."),
            required=False,
        ),
        "story": long_text(
            _l("Wilt u er iets bij vertellen?"),
            hint=_l("In uw eigen woorden. Noem liever geen ziektes of namen van anderen."),
            required=False,
            rows=3,
        ),
    }


def _may_be_kept() -> Questions:
    return {"consent": consent(_l("Mogen wij dit bewaren?"), CONSENT)}


def _what_is_offered(method: MethodVariant) -> Questions:
    return {
        "message_safe": yes_no(
            _l("Mogen wij een bericht achterlaten?"),
            hint=_l("Een ingesproken bericht, of een mail."),
            no=_l("Nee, laat niets achter"),
        ),
        "wishes": choices(
            _l("Wat zou u willen doen?"),
            [(form.key, form.label) for form in method.support_forms],
            hint=_l("U mag er meer kiezen. U zit nergens aan vast."),
            required=False,
        ),
        "story": long_text(
            _l("Wilt u er iets bij vertellen?"),
            hint=_l("Bijvoorbeeld over uw gezin, of waarom u dit wilt doen."),
            required=False,
            rows=3,
        ),
    }


def _the_family() -> Questions:
    """Who the family is, asked only when it knows of this."""
    known = ("known", "ja")
    return {
        "known": yes_no(
            _l("Weet het gezin hiervan?"),
            yes=_l("Ja, en zij vinden het goed"),
            no=_l("Nog niet: ik wil eerst overleggen zonder naam"),
        ),
        "first_name": text(
            _l("Voornaam van de ouder"),
            missing=_l("Vul de voornaam van de ouder in."),
            depends_on=known,
            autocomplete="off",
            max_length=60,
        ),
        "contact": phone_or_mail(
            _l("Telefoonnummer of e-mailadres van de ouder"),
            missing=_l("Vul een telefoonnummer of een e-mailadres van de ouder in."),
            depends_on=known,
            autocomplete="off",
        ),
        "message_safe": yes_no(
            _l("Is het veilig om daar een bericht achter te laten?"),
            no=_l("Nee, of dat weet ik niet"),
            depends_on=known,
        ),
    }


def _who_refers(method: MethodVariant) -> Questions:
    return {
        "name": text(
            _l("Uw naam"), missing=_l("Vul uw naam in."), autocomplete="name", max_length=80
        ),
        "function": text(
            _l("Uw functie"), required=False, autocomplete="organization-title", max_length=80
        ),
        "source": choice(
            _l("Waar werkt u?"),
            [(one.key, one.label) for one in method.referral_sources if not one.is_self],
            select=True,
            missing=_l("Kies waar u werkt."),
        ),
        "organisation": text(
            _l("Uw organisatie"),
            missing=_l("Vul de naam van uw organisatie in."),
            autocomplete="organization",
            max_length=120,
        ),
        "own_contact": phone_or_mail(
            _l("Uw telefoon of e-mail van het werk"),
            missing=_l("Vul uw telefoonnummer of e-mailadres in."),
            autocomplete="email",
        ),
    }


def _the_talk() -> Questions:
    return {
        "story": long_text(
            _l("Wat zou dit gezin helpen?"),
            hint=_l("Kort, in uw eigen woorden. Drie zinnen is genoeg."),
            missing=_l("Schrijf kort op wat dit gezin zou helpen."),
        ),
        "joins_talk": choice(
            _l("Mag de coördinator meekomen naar een oudergesprek?"),
            JOINS_TALK,
            hint=_l("Dat maakt de stap kleiner. Het gezin beslist."),
            wide=True,
        ),
    }
