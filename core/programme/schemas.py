"""The forms of a programme's settings."""

from marshmallow import post_load

from core.web.forms import Contact, FormSchema, date_field, money, phone, text, whole_number
from core.wording import _l


class ContactForm(FormSchema):
    """Whom families and referrers can call."""

    contact_name = text(
        _l("Naam van de contactpersoon"),
        max_length=80,
        required=False,
        hint=_l("Staat op de openbare bladzijden, met het telefoonnummer."),
    )
    contact_phone = phone(_l("Telefoonnummer"), required=False)
    contact_hours = text(
        _l("Wanneer is deze persoon te bereiken?"),
        max_length=120,
        required=False,
        hint=_l("Bijvoorbeeld: maandag tot en met donderdag, 9.00 tot 17.00 uur"),
    )

    @post_load
    def _plain(self, data: dict[str, object], **_kwargs: object) -> dict[str, object]:
        """Keep the phone number as people write it; what was emptied becomes empty."""
        number = data.get("contact_phone")
        data["contact_phone"] = number.shown if isinstance(number, Contact) else ""
        for name in ("contact_name", "contact_hours"):
            data[name] = data.get(name) or ""
        return data


class TermsForm(FormSchema):
    """After how long the program warns, asks again and reminds."""

    reaction_days = whole_number(
        _l("Binnen hoeveel werkdagen reageren wij op een aanmelding?"),
        least=1,
        most=30,
        hint=_l("Dit beloven wij aan het gezin en aan de verwijzer. Het geldt voor nieuwe "
                "aanmeldingen."),
    )  # fmt: skip
    silence_weeks = whole_number(
        _l("Na hoeveel weken zonder contact noemen wij een koppeling stil?"), least=1, most=52
    )
    partner_silence_days = whole_number(
        _l("Na hoeveel dagen zonder contact noemen wij een partner in het netwerk stil?"),
        least=7,
        most=730,
        hint=_l("Bijvoorbeeld een school of een kerk. 90 dagen is gebruikelijk."),
    )
    reminder_hours = whole_number(
        _l("Hoeveel uur voor een afspraak krijgt de coördinator een herinnering?"),
        least=1,
        most=168,
    )
    vog_months = whole_number(
        _l("Na hoeveel maanden vragen wij een nieuwe VOG?"),
        least=1,
        most=120,
        hint=_l("Een VOG verloopt niet volgens de wet. 36 maanden is gebruikelijk. Het geldt voor "
                "een VOG die u vanaf nu ziet."),
    )  # fmt: skip
    retention_months = whole_number(
        _l("Hoeveel maanden na het sluiten bewaren wij een dossier?"),
        least=1,
        most=120,
        hint=_l("Gebruikelijk is 12 tot 24 maanden. Bewaar niet langer dan nodig is."),
    )


class PilotForm(FormSchema):
    """What the gemeente pays for, and what was spent of it."""

    starts_on = date_field(_l("Eerste dag van de proeftuin"))
    ends_on = date_field(_l("Laatste dag van de proeftuin"))
    target = whole_number(
        _l("Doel: hoeveel koppelingen worden er gemaakt?"),
        least=1,
        most=5000,
        hint=_l("Een koppeling telt zodra de proefperiode begint."),
    )
    budget_cents = money(_l("Begroting voor de hele proeftuin"))
    spent_cents = money(
        _l("Uitgegeven tot nu toe"),
        hint=_l("Uren van de coördinator, werving, VOG’s en licentie samen."),
    )
    spent_until = date_field(_l("Uitgegeven tot en met"), required=False)
