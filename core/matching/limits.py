"""The hard limits: a bit each, so that a mask says why a pair does not fit.

Unknown is not a pass: an unknown safety fact (VOG, allergy) blocks; an unknown wish does not block
but is told as a doubt. Nobody is coupled by this: a person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag

from core.calendar.dayparts import describe
from core.matching.households import HOUSEHOLD
from core.matching.profiles import (
    ExclusionReason,
    OfferProfile,
    RequestProfile,
    Subject,
    VogStatus,
)
from core.places.distance import distance_km
from core.wording import Text, _l, comma


class Limit(IntFlag):
    """A hard limit."""

    DISTANCE = 1
    DAYPARTS = 2
    INTENSITY = 4
    AGE = 8
    FORM = 16
    HOUSEHOLD = 32
    LANGUAGE = 64
    VOG = 128
    CAPACITY = 256
    EXCLUSION = 512


PROPOSABLE = Limit.VOG
"""A VOG may be on its way while families meet; it is a gate before the trial, not before that."""

LIMIT_LABELS: dict[Limit, Text] = {
    Limit.DISTANCE: _l("afstand"),
    Limit.DAYPARTS: _l("dagdelen"),
    Limit.INTENSITY: _l("hoe vaak"),
    Limit.AGE: _l("leeftijd"),
    Limit.FORM: _l("soort steun"),
    Limit.HOUSEHOLD: _l("allergie of huisdier"),
    Limit.LANGUAGE: _l("taal"),
    Limit.VOG: _l("VOG"),
    Limit.CAPACITY: _l("plek"),
    Limit.EXCLUSION: _l("bekende of eerder niet gelukt"),
}

EXCLUSION_SENTENCES: dict[ExclusionReason, Text] = {
    ExclusionReason.ACQUAINTANCE: _l("Bekende van het gezin"),
    ExclusionReason.FAILED_BEFORE: _l("Eerder geprobeerd en toen niet gelukt"),
    ExclusionReason.VETO: _l("Een van beide gezinnen wil dit niet"),
}


@dataclass(frozen=True, slots=True)
class Blocker:
    """One limit that a pair does not keep, with the sentence that says so."""

    limit: Limit
    sentence: Text


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is not known and does not block, with the sentence that says so."""

    limit: Limit
    sentence: Text


Finding = Blocker | Doubt | None


def blockers(request: RequestProfile, offer: OfferProfile) -> tuple[Blocker, ...]:
    """Return every limit that the pair does not keep, in the order of `Limit`; () when it fits."""
    return tuple(f for f in _findings(request, offer) if isinstance(f, Blocker))


def doubts(request: RequestProfile, offer: OfferProfile) -> tuple[Doubt, ...]:
    """Return what is not known of the pair and does not block, in the order of `Limit`."""
    return tuple(f for f in _findings(request, offer) if isinstance(f, Doubt))


def mask(found: tuple[Blocker, ...] | tuple[Doubt, ...]) -> Limit:
    """Return the limits of blockers or doubts as one mask; 0 when there are none."""
    bits = Limit(0)
    for blocker in found:
        bits |= blocker.limit
    return bits


def pair_distance_km(request: RequestProfile, offer: OfferProfile) -> float | None:
    """Return the estimated kilometres by road between the two, or None when a place is unknown."""
    if request.position is None or offer.position is None:
        return None
    return distance_km(request.position, offer.position)


def _findings(request: RequestProfile, offer: OfferProfile) -> list[Finding]:
    return [check(request, offer) for check in CHECKS]


def _distance(request: RequestProfile, offer: OfferProfile) -> Finding:
    km = pair_distance_km(request, offer)
    limits = [limit for limit in (request.max_km, offer.max_km) if limit is not None]
    if km is None or not limits:
        return Doubt(Limit.DISTANCE, _l("Onbekend of het dichtbij genoeg is"))
    if km <= min(limits):
        return None
    sentence = _l(
        "Te ver: %(km)s km, de grens is %(limit)s km", km=comma(km), limit=comma(min(limits))
    )
    return Blocker(Limit.DISTANCE, sentence)


def _dayparts(request: RequestProfile, offer: OfferProfile) -> Finding:
    if not request.dayparts or not offer.dayparts:
        return Doubt(Limit.DAYPARTS, _l("Nog niet alle dagdelen zijn bekend"))
    if request.dayparts & offer.dayparts:
        return None
    sentence = _l("Geen dagdeel gelijk: dit gezin kan %(days)s", days=describe(offer.dayparts))
    return Blocker(Limit.DAYPARTS, sentence)


def _intensity(request: RequestProfile, offer: OfferProfile) -> Finding:
    needed = request.times_per_week
    if needed is None or offer.max_times_per_week is None:
        return Doubt(Limit.INTENSITY, _l("Nog niet bekend hoe vaak per week"))
    if needed > offer.max_times_per_week:
        return Blocker(
            Limit.INTENSITY,
            _l(
                "Kan %(can)d keer per week, nodig is %(needed)d keer",
                can=offer.max_times_per_week,
                needed=needed,
            ),
        )
    shared = (request.dayparts & offer.dayparts).bit_count()
    if 0 < shared < needed:
        sentence = _l(
            "Maar %(shared)d dagdeel gelijk, nodig is %(needed)d keer per week",
            shared=shared,
            needed=needed,
        )
        return Blocker(Limit.INTENSITY, sentence)
    return None


def _age(request: RequestProfile, offer: OfferProfile) -> Finding:
    if request.subject is Subject.PARENT:
        return None
    if request.age is None or offer.ages is None:
        return Doubt(Limit.AGE, _l("Onbekend of de leeftijd past"))
    youngest, oldest = offer.ages
    if youngest <= request.age <= oldest:
        return None
    sentence = _l(
        "Wil een kind van %(youngest)d tot en met %(oldest)d jaar",
        youngest=youngest,
        oldest=oldest,
    )
    return Blocker(Limit.AGE, sentence)


def _form(request: RequestProfile, offer: OfferProfile) -> Finding:
    if offer.subjects and request.subject not in offer.subjects:
        asked = request.subject is Subject.PARENT
        return Blocker(
            Limit.FORM, _l("Wil een kind steunen") if asked else _l("Wil een ouder steunen")
        )
    if not request.forms or not offer.forms:
        return Doubt(Limit.FORM, _l("Nog niet bekend welke soort steun"))
    if request.forms & offer.forms:
        return None
    return Blocker(Limit.FORM, _l("Biedt een andere soort steun"))


def _household(request: RequestProfile, offer: OfferProfile) -> Finding:
    if request.allergies is None:
        return Blocker(
            Limit.HOUSEHOLD, _l("Nog niet gevraagd naar allergieën bij dit kind of gezin")
        )
    if not request.allergies:
        return None
    if offer.household is None:
        return Blocker(Limit.HOUSEHOLD, _l("Onbekend of hier dieren zijn of wordt gerookt"))
    clash = [str(HOUSEHOLD.get(key, key)) for key in sorted(request.allergies & offer.household)]
    if not clash:
        return None
    return Blocker(Limit.HOUSEHOLD, _l("Dit kan niet samen: %(what)s", what=", ".join(clash)))


def _language(request: RequestProfile, offer: OfferProfile) -> Finding:
    if not request.language_required:
        return None
    if not request.languages or offer.languages is None:
        return Doubt(Limit.LANGUAGE, _l("Onbekend of zij dezelfde taal spreken"))
    if request.languages & offer.languages:
        return None
    return Blocker(Limit.LANGUAGE, _l("Spreekt niet de taal die nodig is"))


def _vog(request: RequestProfile, offer: OfferProfile) -> Finding:
    if not offer.vog:
        return Blocker(Limit.VOG, _l("VOG nog niet gezien: de volwassenen zijn nog niet bekend"))
    unseen = sum(status is not VogStatus.SEEN for status in offer.vog)
    if not unseen:
        return None
    if all(status in (VogStatus.SEEN, VogStatus.EXPIRED) for status in offer.vog):
        return Blocker(Limit.VOG, _l("VOG verlopen: vraag een nieuwe aan"))
    if len(offer.vog) == 1:
        return Blocker(Limit.VOG, _l("VOG nog niet gezien"))
    sentence = _l(
        "VOG nog niet gezien van %(unseen)d van de %(adults)d volwassenen",
        unseen=unseen,
        adults=len(offer.vog),
    )
    return Blocker(Limit.VOG, sentence)


def _capacity(request: RequestProfile, offer: OfferProfile) -> Finding:
    if offer.free_places:
        return None
    if not offer.capacity:
        return Blocker(Limit.CAPACITY, _l("Heeft op dit moment geen plek"))
    sentence = _l(
        "Heeft op dit moment geen plek: %(running)d van %(capacity)d bezet",
        running=offer.running,
        capacity=offer.capacity,
    )
    return Blocker(Limit.CAPACITY, sentence)


def _exclusion(request: RequestProfile, offer: OfferProfile) -> Finding:
    reasons = [e.reason for e in request.exclusions if e.other_id == offer.id]
    reasons += [e.reason for e in offer.exclusions if e.other_id == request.id]
    return Blocker(Limit.EXCLUSION, EXCLUSION_SENTENCES[reasons[0]]) if reasons else None


CHECKS: tuple[Callable[[RequestProfile, OfferProfile], Finding], ...] = (
    _distance,
    _dayparts,
    _intensity,
    _age,
    _form,
    _household,
    _language,
    _vog,
    _capacity,
    _exclusion,
)
