"""A pair in a few plain sentences, put together from facts: nobody wrote them about anyone."""

from collections.abc import Mapping

from core.calendar.dayparts import describe
from core.languages import language_name
from core.matching.limits import Blocker, Limit, pair_distance_km
from core.matching.preferences import COMING, HOME, INTERESTS, THEMES, words_for
from core.matching.profiles import OfferProfile, RequestProfile, Subject
from core.wording import Text, _, _l, comma

AROUND_THE_CORNER = 1.5
MOST_NAMED = 3
FOSTER_WORDS = {
    "is_now": _l("Is ook pleeggezin."),
    "was_before": _l("Was pleeggezin."),
    "wished_for": _l("Denkt over pleegzorg."),
}
TO_TALK_ABOUT: dict[Limit, Text] = {
    Limit.DISTANCE: _l("Vraag of iemand kan rijden, of halverwege wil afspreken."),
    Limit.DAYPARTS: _l("Vraag of een ander moment ook kan."),
    Limit.INTENSITY: _l("Vraag of iets minder vaak ook goed is."),
    Limit.AGE: _l("Vraag of deze leeftijd ook mag."),
    Limit.FORM: _l("Vraag of zij dit ook willen doen."),
    Limit.HOUSEHOLD: _l("Vraag na hoe erg het is. Twijfelt u? Dan niet."),
    Limit.LANGUAGE: _l("Vraag wie in huis de taal wel spreekt."),
    Limit.VOG: _l("Kennismaken mag al. De proef begint als de VOG gezien is."),
    Limit.CAPACITY: _l("Vraag wanneer er weer plek is."),
    Limit.EXCLUSION: _l("Nee, tenzij u dit zelf weer opheft."),
}
"""What a coordinator can ask about each limit: a person decides, often after a talk."""
HARDLY = Limit.HOUSEHOLD | Limit.EXCLUSION | Limit.AGE
"""Limits that a talk seldom moves."""


def can_change(blockers: tuple[Blocker, ...]) -> Text:
    """Whether somebody who does not fit now might later, in words."""
    if len(blockers) > 1:
        return _l("Niet snel: er zijn meer redenen.")
    return TO_TALK_ABOUT[blockers[0].limit]


def facts(request: RequestProfile, offer: OfferProfile, place: str, foster_care: str) -> list[str]:
    """What is good to know of this pair, the nearest thing first."""
    found = [_where(pair_distance_km(request, offer), place), _days(request, offer)]
    found += [_children(request, offer), _languages(request, offer), _experience(request, offer)]
    found += [_shared(request, offer), str(FOSTER_WORDS.get(foster_care, ""))]
    return [sentence for sentence in found if sentence]


def _where(km: float | None, place: str) -> str:
    if km is None:
        return _("%(place)s, afstand onbekend.", place=place) if place else _("Plaats onbekend.")
    if not km:
        return _("Woont in dezelfde buurt.")
    if km <= AROUND_THE_CORNER:
        return _("Woont om de hoek (%(km)s km).", km=comma(km))
    if not place:
        return _("Woont op %(km)s km.", km=comma(km))
    return _("%(place)s, %(km)s km.", place=place, km=comma(km))


def _days(request: RequestProfile, offer: OfferProfile) -> str:
    shared = request.dayparts & offer.dayparts
    if shared and shared == request.dayparts:
        return _("Alle dagdelen passen: %(days)s.", days=describe(shared))
    return _("Kan ook %(days)s.", days=describe(shared)) if shared else ""


def _children(request: RequestProfile, offer: OfferProfile) -> str:
    if offer.own_ages:
        ages = _listed([str(age) for age in sorted(offer.own_ages)])
        return _("Eigen kinderen van %(ages)s jaar.", ages=ages)
    if offer.own_ages is not None:
        return _("Geen eigen kinderen thuis.")
    if request.subject is Subject.CHILD and offer.ages:
        young, old = offer.ages
        return _("Kind van %(young)s tot en met %(old)s jaar.", young=young, old=old)
    return ""


def _languages(request: RequestProfile, offer: OfferProfile) -> str:
    asked = request.languages or frozenset()
    spoken = (offer.languages or frozenset()) - {"nl", "other"}
    others = sorted(spoken, key=lambda code: (code not in asked, code))
    names = _listed([str(language_name(code)) for code in others])
    return _("Spreekt ook %(languages)s.", languages=names) if others else ""


def _experience(request: RequestProfile, offer: OfferProfile) -> str:
    asked = request.themes
    if not asked:
        return ""
    if offer.themes is None:
        return _(
            "Of zij zelf ervaring hebben met %(what)s, is niet bekend.", what=_named(THEMES, asked)
        )
    both = asked & offer.themes
    if both:
        return _("Heeft zelf ervaring met %(what)s.", what=_named(THEMES, both))
    return _("Geen eigen ervaring met %(what)s.", what=_named(THEMES, asked))


def _shared(request: RequestProfile, offer: OfferProfile) -> str:
    both = (request.interests or frozenset()) & (offer.interests or frozenset())
    met = (request.wishes or frozenset()) & (offer.traits or frozenset())
    parts = []
    if both:
        parts.append(_("Houden allebei van %(what)s.", what=_named(INTERESTS, both)))
    if met:
        parts.append(_("Heeft wat het gezin wenst: %(what)s.", what=_named(HOME, met)))
    wished = (offer.wishes or frozenset()) - (request.traits or offer.wishes or frozenset())
    if wished:
        parts.append(_("Wenst zelf nog: %(what)s.", what=_named(COMING, wished)))
    return " ".join(parts)


def _named(labels: Mapping[str, Text], keys: frozenset[str]) -> str:
    """At most three labels, in the order of the list that people choose from."""
    known = [key for key in labels if key in keys] + sorted(keys - set(labels))
    return _listed([words_for(labels, (key,)) for key in known[:MOST_NAMED]])


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s", first=", ".join(words[:-1]), last=words[-1])
