"""The mail to a successor: how many files, no names."""

from core.mail.services import send_mail
from core.wording import _, in_dutch, ngettext
from core.work import Work


@in_dutch()
def tell_successor(work: Work, address: str, count: int) -> None:
    """Tell a colleague that files came."""
    host = f"{work.tenant.slug}.{work.settings.base_domain}"
    body = _(
        "Beste collega,\n\nU kreeg %(files)s van een collega. De afspraken en taken die erbij "
        "horen staan nu bij u.\n\nLog in om ze te zien:\n%(link)s\n",
        files=ngettext("%(num)s dossier", "%(num)s dossiers", count),
        link=f"{work.settings.address(host)}/gezinnen?wie=mijn",
    )
    send_mail(work, "caseload.received", address, _("U kreeg dossiers van een collega"), body)
