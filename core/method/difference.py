"""What differs between two versions of the method, list by list, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.method.variant import MethodVariant, Need
from core.wording import Text, _, _l

LISTS: dict[str, Text] = {
    "intake_questions": _l("Vragen bij de intake"),
    "support_intake_questions": _l("Vragen bij de intake van een steungezin"),
    "agreement_items": _l("Afspraken"),
    "evaluation_questions": _l("Vragen bij de evaluatie"),
    "answer_moments": _l("Momenten waarop u beide gezinnen vraagt"),
    "phase_demands": _l("Wat vooraf klaar hoort te zijn"),
    "end_reasons": _l("Redenen om te stoppen"),
    "prevention_kinds": _l("Hoe het gezin ervoor staat"),
    "formal_help_kinds": _l("Soorten hulp van professionals"),
    "suitability_outcomes": _l("Uitkomsten van de intake"),
    "safety_outcomes": _l("Uitkomsten van de veiligheidscheck"),
    "support_forms": _l("Soorten steun"),
    "public_wishes": _l("Wensen op het aanmeldformulier"),
    "referral_sources": _l("Wie aanmeldt"),
    "decline_reasons": _l("Redenen om een gezin af te wijzen"),
    "offer_decline_reasons": _l("Redenen om een steungezin af te wijzen"),
    "refer_on_destinations": _l("Waarheen u verwijst"),
    "refusals": _l("Wanneer het niet past"),
}
NEEDS: dict[Need, Text] = {
    Need.TWO_TALKS: _l("Twee gesprekken met elk gezin"),
    Need.CONSENT: _l("Toestemming om gegevens te delen"),
    Need.VOG_SEEN: _l("VOG gezien"),
    Need.CHILDREN_HEARD: _l("De kinderen gevraagd"),
    Need.AGREEMENTS: _l("Afspraken genoteerd"),
    Need.TRIAL_OVER: _l("De proefperiode voorbij"),
    Need.TRIAL_EVALUATED: _l("De proefperiode geëvalueerd"),
    Need.CONTRACT: _l("Het contract ondertekend"),
    Need.PROFESSIONAL: _l("Samen met een professional besloten"),
    Need.AGES: _l("De leeftijd past"),
}
PHASES: dict[str, Text] = {
    "introduction": _l("vóór de kennismaking"),
    "trial": _l("vóór de proefperiode"),
    "active": _l("vóór definitief"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one thing; `changed` has pairs of what it was and what it is."""

    title: Text
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


def differences(old: MethodVariant, new: MethodVariant) -> tuple[Difference, ...]:
    """Everything that differs between two variants, or two versions of one; nothing when equal."""
    numbers = (Difference(title, changed=((was, now),)) for title, was, now in _facts(old, new))
    lists = (
        _of_list(title, getattr(old, name), getattr(new, name)) for name, title in LISTS.items()
    )
    return (*numbers, *(found for found in lists if found.added or found.removed or found.changed))


def _facts(old: MethodVariant, new: MethodVariant) -> Iterable[tuple[Text, str, str]]:
    for (title, was), (_title, now) in zip(_said(old), _said(new), strict=True):
        if was != now:
            yield title, was, now


def _said(one: MethodVariant) -> list[tuple[Text, str]]:
    text = one.agreement_text
    words = [text.heading, text.intro, *text.rules] if text else []
    return [
        (_l("Naam"), str(one.name)),
        (_l("Proefperiode"), _("%(num)s dagen", num=one.trial_days)),
        (_l("Tijd tussen evaluaties"), _months(one.evaluation_interval_months)),
        (_l("In het eerste jaar"), _months(one.first_year_interval_months)),
        (_l("Bedoeld voor hoogstens"), _months(one.longest_months)),
        (_l("Leeftijd van het kind"), _range(one.ages)),
        (_l("Dagdelen in de week"), _range(one.weekly_dayparts)),
        (_l("Samen met een professional"), _("ja") if one.professional_decides else _("nee")),
        (_l("Tekst van het contract"), " ".join(str(word) for word in words if word) or "–"),
    ]


def _months(number: int | None) -> str:
    return "–" if number is None else _("%(num)s maanden", num=number)


def _range(pair: tuple[int, int] | None) -> str:
    return _("%(low)s tot en met %(high)s", low=pair[0], high=pair[1]) if pair else "–"


def _of_list(title: Text, old: Iterable[Any], new: Iterable[Any]) -> Difference:
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    both = [key for key in now if key in was and was[key] != now[key]]
    return Difference(
        title,
        added=tuple(_words(now[key]) for key in now if key not in was),
        removed=tuple(_words(was[key]) for key in was if key not in now),
        changed=tuple((_words(was[key]), _words(now[key])) for key in both),
    )


def _words(entry: Any) -> str:
    if hasattr(entry, "need"):
        return f"{NEEDS[entry.need]} ({PHASES.get(entry.before, entry.before)})"
    return str(entry.label)
