"""How a contact is told of in words."""

from collections.abc import Callable

from core.families.models import ContactWay
from core.wording import _

WAYS: dict[ContactWay, Callable[[], str]] = {
    ContactWay.PHONE: lambda: _("telefoon"),
    ContactWay.VISIT: lambda: _("bezoek"),
    ContactWay.MESSAGE: lambda: _("bericht"),
}


def way_with(way: ContactWay, who: str) -> str:
    """Return "bezoek met Sara", or only "bezoek" when nobody is named."""
    word = WAYS[way]()
    return _("%(way)s met %(who)s", way=word, who=who) if who else word
