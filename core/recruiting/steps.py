"""The four steps on top of a profile's page: text, check, approval, showing it."""

from core.recruiting.models import ProfileState
from core.recruiting.page import ProfilePage
from core.wording import _


def steps_of(page: ProfilePage) -> list[tuple[str, str, str]]:
    """The four steps on top of the page, as (name, note, state)."""
    on = sum(channel.is_on for channel in page.channels)
    placed = page.is_published and page.state is ProfileState.PUBLISHED
    checked = _check_note(page)
    agreed = _("gegeven") if page.approved_on else _("verplicht")
    agreed = _("niet nodig") if page.request_id is None else agreed
    done = [True, page.is_checked, page.is_checked and page.is_approved, placed]
    now = done.index(False) if False in done else len(done)
    notes = [_("uit velden"), checked, agreed, _("%(count)s kanalen gekozen", count=on)]
    names = [_("Tekst"), _("Controle"), _("Akkoord van het gezin"), _("Plaatsen")]
    states = ["done" if at < now else "now" if at == now else "later" for at in range(len(names))]
    return list(zip(names, notes, states, strict=True))


def _check_note(page: ProfilePage) -> str:
    if page.found:
        count = len(page.found)
        if count == 1:
            return _("nog 1 ding te wijzigen")
        return _("nog %(count)s dingen te wijzigen", count=count)
    return _("klaar") if page.is_checked else _("wacht op een collega")
