"""The mail to who stands in: days and a colleague, never a family."""

from dataclasses import dataclass
from datetime import date

from core.mail.services import send_mail
from core.web.formats import long_date
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague to write to, or about."""

    name: str
    email: str


def tell_stand_in(work: Work, address: str, absent: str, from_on: date, until_on: date) -> None:
    """Tell a colleague for whom to stand in, and until when."""
    host = f"{work.tenant.slug}.{work.settings.base_domain}"
    body = _(
        "Beste collega,\n\nU neemt waar voor %(absent)s, van %(first)s tot en met %(last)s.\n\n"
        "In die tijd opent u de dossiers van %(absent)s zonder reden, en staan de taken bij Deze "
        "week. Elke keer dat u een dossier opent, leggen wij vast dat u waarneemt. Na de laatste "
        "dag stopt het vanzelf.\n\n%(link)s\n",
        absent=absent,
        first=long_date(from_on),
        last=long_date(until_on),
        link=f"{work.settings.address(host)}/waarneming",
    )
    send_mail(work, "cover.named", address, _("U neemt waar voor een collega"), body)
