"""What a programme promises in public, and who stands behind it."""

from sqlalchemy import select

from core.wording import _, locale
from core.work import Work
from tenants.models import Organisation, Tenant

_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def days_in_words(days: int) -> str:
    """Return "vijf werkdagen" or "een werkdag"; other languages get the number in figures."""
    in_words = 0 <= days < len(_WORDS) and locale() == "nl"
    count = _WORDS[days] if in_words else str(days)
    return (
        _("%(count)s werkdag", count=count) if days == 1 else _("%(count)s werkdagen", count=count)
    )


def responsible_organisation(work: Work) -> str:
    """The organisation that runs this programme and answers for its data."""
    name = work.session.scalar(
        select(Organisation.name)
        .join(Tenant, Tenant.organisation_id == Organisation.id)
        .where(Tenant.id == work.tenant.id)
    )
    return name or ""
