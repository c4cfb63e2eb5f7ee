"""The forms of the gallery."""

from werkzeug.datastructures import MultiDict

from core.web.forms import (
    FormSchema,
    Question,
    choice,
    choices,
    consent,
    date_field,
    long_text,
    phone_or_mail,
    postcode4,
    schema_from,
    text,
    yes_no,
)

ONE_TO_THREE = (("een", "Eén"), ("twee", "Twee"), ("drie", "Drie"))


class SignUp(FormSchema):
    """The public form of the drawing."""

    naam = text("Hoe heet u?", hint="Uw voornaam is genoeg.", autocomplete="given-name")
    bereik = choice(
        "Hoe mogen wij u bereiken?",
        [("bellen", "Bellen"), ("appen", "Appen"), ("mailen", "Mailen")],
        hint="Eén manier is genoeg.",
    )
    nummer = phone_or_mail(autocomplete="tel")
    veilig = yes_no(
        "Is het veilig om een bericht in te spreken?",
        no="Nee, spreek niets in",
        hint="Leest of luistert er iemand mee die dit niet mag weten? Kies dan “nee”.",
        depends_on=("bereik", "bellen"),
    )
    taal = choice(
        "Welke taal spreekt u het liefst?",
        [("nl", "Nederlands"), ("en", "Engels"), ("tr", "Turks")],
        select=True,
    )
    postcode = postcode4(hint="Dan zoeken we dichtbij. Uw adres vragen we later.")
    hulp = choices(
        "Wat zou u helpen?",
        [("plek", "Een vaste plek voor mijn kind"), ("praten", "Iemand om mee te praten")],
        hint="U mag er meer kiezen.",
    )
    woorden = long_text("Wilt u er iets bij vertellen?", required=False, rows=3)
    akkoord = consent(
        "Mogen wij dit bewaren?",
        "Ja, de coördinator mag mijn aanmelding lezen en mij benaderen.",
    )

    @staticmethod
    def typed_well() -> MultiDict[str, str]:
        """Return answers that are right."""
        return MultiDict(
            [
                ("naam", "Samira"),
                ("bereik", "bellen"),
                ("nummer", "06 12 34 56 78"),
                ("veilig", "nee"),
                ("taal", "nl"),
                ("postcode", "1506 AA"),
                ("hulp", "plek"),
                ("hulp", "praten"),
                ("woorden", "  "),
                ("akkoord", "ja"),
            ]
        )

    @staticmethod
    def typed_wrongly() -> MultiDict[str, str]:
        """Return the mistakes of the drawing."""
        answers = SignUp.typed_well()
        answers.setlist("nummer", ["06 00"])
        answers.setlist("postcode", ["15"])
        return answers


class Visit(FormSchema):
    """A short form in a card."""

    hoe = choice("Hoe", [("telefoon", "Telefoon"), ("bezoek", "Bezoek"), ("app", "Bericht")])
    wat = long_text("Wat is besproken?", hint="Schrijf het zo op dat het gezin mag meelezen.")
    terug = date_field("Kom hierop terug op", required=False)


def everything() -> type[FormSchema]:
    """Return a form with every kind of question."""
    return schema_from(
        [
            Question("naam", "Naam"),
            Question("verhaal", "Verhaal", "long_text"),
            Question("keuze", "Eén van drie", "choice", choices=ONE_TO_THREE),
            Question("twee", "Alleen bij twee", depends_on=("keuze", "twee")),
            Question(
                "lang",
                "Een van veel",
                "choice",
                choices=tuple((str(n), f"Keuze {n}") for n in range(9)),
            ),
            Question("meer", "Meer mag", "choices", choices=ONE_TO_THREE),
            Question("ja_nee", "Ja of nee?", "yes_no"),
            Question("waarom", "Waarom niet?", depends_on=("ja_nee", "nee"), required=False),
            Question("datum", "Datum", "date"),
            Question("tijd", "Tijd", "time", required=False),
            Question("aantal", "Aantal kinderen", "number"),
            Question("bedrag", "Bedrag", "money", required=False),
            Question("dagdelen", "Wanneer kunt u?", "dayparts", hint="Kies alles wat kan."),
            Question("akkoord", "Akkoord", "consent", statement="Ja, dat mag."),
        ],
        "Everything",
    )
