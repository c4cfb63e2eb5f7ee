"""Texts that leave the tenant: no BSN, and a question where a name may stand in them."""

from collections.abc import Iterable

from core.errors import Refused
from core.lessons.identifying import traces_in
from core.lessons.services import MayIdentify
from core.wording import _
from core.work import Work


def check_texts(work: Work, texts: Iterable[str], *, is_checked: bool) -> None:
    """Raise Refused for a BSN, MayIdentify for what may tell who somebody is."""
    traces = traces_in(work, "\n\n".join(texts))
    if traces.has_bsn:
        raise Refused(_("Er staat een burgerservicenummer in. Haal dat weg; wij bewaren het niet."))
    if not traces.is_clean and not is_checked:
        raise MayIdentify(traces)
