"""The first sentence of the day: what is late, what is new, what is silent."""

from datetime import datetime

from markupsafe import Markup, escape

from core.calendar.clock import AMSTERDAM
from core.web.formats import day_date
from core.wording import _, ngettext
from core.work import Work


def greeting(work: Work, *, late: int, new: int, silent: int) -> Markup:
    """A greeting by the time of day, the business date, and the counts in bold."""
    name = (work.actor.name.split() or [""])[0]
    hello = f"{_part_of_day(_hour())} {name}".strip()
    it_is = _("Het is %(day)s.", day=day_date(work.today))
    return Markup("{}. {} {}").format(hello, it_is, _counted(late, new, silent))


def _hour() -> int:
    """The hour in the Netherlands: it only chooses the greeting."""
    return datetime.now(AMSTERDAM).hour


def _part_of_day(hour: int) -> str:
    if 5 <= hour < 12:
        return _("Goedemorgen")
    return _("Goedemiddag") if 12 <= hour < 18 else _("Goedenavond")


def _counted(late: int, new: int, silent: int) -> Markup:
    parts = []
    if late:
        things = ngettext("%(num)s ding te laat", "%(num)s dingen te laat", late)
        parts.append(_sentence(ngettext("er ligt", "er liggen", late), things))
    if new:
        referrals = ngettext("%(num)s nieuwe aanmelding", "%(num)s nieuwe aanmeldingen", new)
        parts.append(_sentence(ngettext("er is", "er zijn", new), referrals))
    if silent:
        couplings = ngettext("%(num)s koppeling is stil", "%(num)s koppelingen zijn stil", silent)
        parts.append(_sentence("", couplings))
    if not parts:
        return escape(_("Er ligt niets te laat."))
    words = _and(parts)
    return words[:1].upper() + words[1:] + "."


def _sentence(verb: str, count: str) -> Markup:
    bold = Markup("<strong>{}</strong>").format(count)
    return Markup("{} {}").format(verb, bold) if verb else bold


def _and(parts: list[Markup]) -> Markup:
    if len(parts) == 1:
        return parts[0]
    return Markup(", ").join(parts[:-1]) + Markup(" {} ").format(_("en")) + parts[-1]
