"""The mail to who stands in: days and a colleague, never a family."""

from dataclasses import dataclass
from datetime import date

from core.mail.services import send_mail
from core.mail.texts import LetterKind, Place, letter, written
from core.web.formats import long_date
from core.wording import _l, in_dutch
from core.work import Work

COVER = letter(
    LetterKind(
        "cover_named",
        name=_l("Waarneming"),
        to=_l("de collega die waarneemt"),
        subject=_l("U neemt waar voor een collega"),
        body=_l(
            "Beste collega,\n\nU neemt waar voor {collega}, van {van} tot en met {tot}.\n\n"
            "In die tijd opent u de dossiers van {collega} zonder reden, en staan de taken bij "
            "Deze week. Elke keer dat u een dossier opent, leggen wij vast dat u waarneemt. Na de "
            "laatste dag stopt het vanzelf.\n\n{link}\n"
        ),
        places={
            "collega": Place(_l("voor wie wordt waargenomen"), "Joke Bos"),
            "van": Place(_l("de eerste dag"), "1 december 2026"),
            "tot": Place(_l("de laatste dag"), "14 december 2026"),
            "link": Place(
                _l("waar de waarneming staat"), "https://lopik.voorbeeld.example/waarneming"
            ),
        },
        required=("link",),
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague to write to, or about."""

    name: str
    email: str


@in_dutch()
def tell_stand_in(work: Work, address: str, absent: str, from_on: date, until_on: date) -> None:
    """Tell a colleague for whom to stand in, and until when."""
    subject, body = written(
        work,
        COVER,
        collega=absent,
        van=long_date(from_on),
        tot=long_date(until_on),
        link=work.address("/waarneming"),
    )
    send_mail(work, "cover.named", address, subject, body)
