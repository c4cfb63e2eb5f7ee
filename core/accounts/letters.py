"""The mails about logins: they name no family, and their links work once."""

from core.accounts.models import Role
from core.accounts.roles import ROLE_LABELS
from core.mail.services import send_mail
from core.wording import _
from core.work import Work


def send_invitation(work: Work, email: str, role: Role, token: str) -> None:
    """Mail the link with which somebody joins."""
    send_mail(
        work,
        "invitation",
        email,
        _("Uitnodiging voor Buurtgezinnen %(tenant)s", tenant=work.tenant.name),
        _(
            "Beste collega,\n\nU bent uitgenodigd om te werken bij Buurtgezinnen %(tenant)s, als "
            "%(role)s.\n\nGa naar deze link en kies een wachtwoord:\n\n%(link)s\n\nDe link werkt "
            "één keer en drie dagen lang. Kent u ons niet? Dan hoeft u niets te doen.\n",
            tenant=work.tenant.name,
            role=ROLE_LABELS[role],
            link=work.address(f"/uitnodiging/{token}"),
        ),
    )


def send_reset(work: Work, email: str, token: str) -> None:
    """Mail the link with which somebody chooses a new password."""
    send_mail(
        work,
        "password_reset",
        email,
        _("Nieuw wachtwoord voor Buurtgezinnen"),
        _(
            "Beste collega,\n\nIemand vroeg een nieuw wachtwoord aan voor dit e-mailadres, bij "
            "Buurtgezinnen %(tenant)s.\n\nWas u dat? Kies dan hier een nieuw wachtwoord:\n\n"
            "%(link)s\n\nDe link werkt één keer en een uur lang. Was u het niet? Dan hoeft u niets "
            "te doen: uw wachtwoord blijft zoals het is.\n",
            tenant=work.tenant.name,
            link=work.address(f"/wachtwoord/nieuw/{token}"),
        ),
    )
