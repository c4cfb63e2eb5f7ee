"""The mails about logins: they name no family, and their links work once."""

from core.accounts.models import Role
from core.accounts.roles import ROLE_LABELS
from core.mail.services import send_mail
from core.mail.texts import LetterKind, Place, letter, written
from core.wording import _l
from core.work import Work

PROGRAMME = Place(_l("de naam van het programma"), "Lopik")
INVITATION = letter(
    LetterKind(
        "invitation",
        name=_l("Uitnodiging"),
        to=_l("een nieuwe collega"),
        subject=_l("Uitnodiging voor Buurtgezinnen {programma}"),
        body=_l(
            "Beste collega,\n\nU bent uitgenodigd om te werken bij Buurtgezinnen {programma}, als "
            "{rol}.\n\nGa naar deze link en kies een wachtwoord:\n\n{link}\n\nDe link werkt "
            "één keer en drie dagen lang. Kent u ons niet? Dan hoeft u niets te doen.\n"
        ),
        places={
            "programma": PROGRAMME,
            "rol": Place(_l("wat de collega gaat doen"), "coördinator"),
            "link": Place(
                _l("waar de collega een wachtwoord kiest"),
                "https://lopik.voorbeeld.example/uitnodiging/abc",
            ),
        },
        required=("link",),
    )
)
RESET = letter(
    LetterKind(
        "password_reset",
        name=_l("Nieuw wachtwoord"),
        to=_l("een collega die het wachtwoord kwijt is"),
        subject=_l("Nieuw wachtwoord voor Buurtgezinnen"),
        body=_l(
            "Beste collega,\n\nIemand vroeg een nieuw wachtwoord aan voor dit e-mailadres, bij "
            "Buurtgezinnen {programma}.\n\nWas u dat? Kies dan hier een nieuw wachtwoord:\n\n"
            "{link}\n\nDe link werkt één keer en een uur lang. Was u het niet? Dan hoeft u niets "
            "te doen: uw wachtwoord blijft zoals het is.\n"
        ),
        places={
            "programma": PROGRAMME,
            "link": Place(
                _l("waar de collega een nieuw wachtwoord kiest"),
                "https://lopik.voorbeeld.example/wachtwoord/nieuw/abc",
            ),
        },
        required=("link",),
    )
)


def send_invitation(work: Work, email: str, role: Role, token: str) -> None:
    """Mail the link with which somebody joins."""
    subject, body = written(
        work,
        INVITATION,
        programma=work.tenant.name,
        rol=str(ROLE_LABELS[role]),
        link=work.address(f"/uitnodiging/{token}"),
    )
    send_mail(work, "invitation", email, subject, body)


def send_reset(work: Work, email: str, token: str) -> None:
    """Mail the link with which somebody chooses a new password."""
    link = work.address(f"/wachtwoord/nieuw/{token}")
    subject, body = written(work, RESET, programma=work.tenant.name, link=link)
    send_mail(work, "password_reset", email, subject, body)
