"""The mails about a referral, with their standard texts: neutral, and never a family's name."""

from core.mail.texts import LetterKind, Place, letter
from core.wording import _l

PROGRAMME = Place(_l("de naam van het programma"), "Lopik")
CALL = Place(
    _l("“Liever bellen?” met uw nummer, als dat is ingevuld"), "Liever bellen? 06 00 00 00 00"
)
DATE = Place(_l("de dag waarop u uiterlijk reageert"), "4 december 2026")
TO_REFERRER = letter(
    LetterKind(
        "received_referrer",
        name=_l("Aanmelding binnen, aan de verwijzer"),
        to=_l("wie een gezin aanmeldt"),
        subject=_l("Uw bericht aan Buurtgezinnen {programma} is binnen"),
        body=_l(
            "Dank u wel. Uw aanmelding is binnen.\n\n"
            "De coördinator neemt uiterlijk {datum} contact op.\n\n"
            "Met deze link ziet u hoe ver het is, drie maanden lang:\n{link}\n\n"
            "Deel de link met niemand.\n\n{bellen}"
        ),
        places={
            "programma": PROGRAMME,
            "datum": DATE,
            "link": Place(
                _l("waar de verwijzer ziet hoe ver het is"),
                "https://lopik.voorbeeld.example/v/abc",
            ),
            "bellen": CALL,
        },
        required=("link",),
    )
)
STATUS = letter(
    LetterKind(
        "referral_status",
        name=_l("Nieuwe link voor de verwijzer"),
        to=_l("wie een gezin aanmeldde"),
        subject=_l("Uw link van Buurtgezinnen {programma}"),
        body=_l(
            "Met deze link ziet u hoe ver uw aanmelding is, tot en met {tot}:\n{link}\n\n"
            "Kreeg u eerder een link? Die werkt niet meer. Deel de link met niemand.\n\n{bellen}"
        ),
        places={
            "programma": PROGRAMME,
            "tot": Place(_l("tot wanneer de link werkt"), "4 maart 2027"),
            "link": Place(
                _l("waar de verwijzer ziet hoe ver het is"),
                "https://lopik.voorbeeld.example/v/abc",
            ),
            "bellen": CALL,
        },
        required=("link",),
    )
)
TO_FAMILY = letter(
    LetterKind(
        "received_family",
        name=_l("Bericht binnen, aan het gezin"),
        to=_l("een gezin dat zichzelf aanmeldt"),
        subject=_l("Uw bericht aan Buurtgezinnen {programma} is binnen"),
        body=_l(
            "Dank u wel. Uw bericht is binnen.{zoekprofiel}\n\n"
            "De coördinator neemt uiterlijk {datum} contact met u op.\n\n"
            "Wilt u iets wijzigen of stoppen? Dat kan altijd.\n\n{bellen}"
        ),
        places={
            "programma": PROGRAMME,
            "datum": DATE,
            "zoekprofiel": Place(
                _l("op welk zoekprofiel iemand reageerde, of wanneer u het opnieuw vraagt"),
                "\n\nU reageerde op: “Een kind op de basisschool zoekt een vaste middag”.",
            ),
            "bellen": CALL,
        },
        required=("datum",),
    )
)
NEW = letter(
    LetterKind(
        "referral_new",
        name=_l("Nieuwe aanmelding"),
        to=_l("de coördinatoren"),
        subject=_l("Er is een nieuwe aanmelding"),
        body=_l("Er is een nieuwe aanmelding binnen.\n\nLog in om die te lezen:\n{link}"),
        places={
            "link": Place(
                _l("waar de aanmeldingen staan"), "https://lopik.voorbeeld.example/aanmeldingen"
            )
        },
        required=("link",),
    )
)
ANSWER = letter(
    LetterKind(
        "referral_answer",
        name=_l("Bericht van de coördinator"),
        to=_l("het gezin of wie het aanmeldde"),
        subject=_l("Bericht van Buurtgezinnen {programma}"),
        body=_l(
            "{bericht}\n\nU krijgt dit bericht omdat u contact had met Buurtgezinnen "
            "{programma}.\n\n{bellen}"
        ),
        places={
            "bericht": Place(
                _l("wat de coördinator schreef"), "Ik bel u morgen tussen 9 en 12 uur."
            ),
            "programma": PROGRAMME,
            "bellen": CALL,
        },
        required=("bericht",),
    )
)
