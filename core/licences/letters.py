"""The mail that a licence ends: a method, a day and what to do."""

from datetime import date

from core.licences.introductions import in_words
from core.mail.services import send_mail
from core.mail.texts import LetterKind, Place, letter, written
from core.web.formats import long_date
from core.wording import _l, in_dutch
from core.work import Work

LICENCE_ENDS = letter(
    LetterKind(
        "licence_ends",
        name=_l("Einde van de licentie"),
        to=_l("de programmaleiders"),
        subject=_l("De licentie van Buurtgezinnen {programma} loopt af"),
        body=_l(
            "Beste programmaleider,\n\nDe licentie voor de methode {methode} loopt tot en met "
            "{dag}.\n\nVraag de Stichting op tijd om een verlenging. Na die dag beginnen er geen "
            "nieuwe koppelingen. Lopende koppelingen gaan door, en er gaat niets verloren.\n\n"
            "{kennismakingen}\n\n{link}\n"
        ),
        places={
            "programma": Place(_l("de naam van het programma"), "Lopik"),
            "methode": Place(_l("de naam van de methode"), "Buurtgezinnen"),
            "dag": Place(_l("de laatste dag van de licentie"), "31 december 2026"),
            "kennismakingen": Place(
                _l("hoeveel gezinnen kennismaken, en wat u dan doet"),
                "Er is 1 kennismaking. Laat die proefperiode uiterlijk die dag beginnen, of rond "
                "de kennismaking af.",
            ),
            "link": Place(
                _l("waar de programmaleider inlogt"), "https://lopik.voorbeeld.example/week"
            ),
        },
        required=("dag",),
    )
)


@in_dutch()
def tell_licence_ends(
    work: Work, email: str, method: str, last_day: date, introductions: int
) -> None:
    """Tell one programme manager; how many families are meeting, and never which."""
    subject, body = written(
        work,
        LICENCE_ENDS,
        programma=work.tenant.name,
        methode=method,
        dag=long_date(last_day),
        kennismakingen=in_words(introductions),
        link=work.address("/week"),
    )
    send_mail(work, "licence.ends", email, subject, body)
