"""Offering support: what a steungezin can do, and for how many at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.errors import Refused
from core.families.access import require_open_file
from core.families.models import FamilyRole
from core.matching.access import access_offer
from core.matching.changing import list_changed
from core.matching.models import OfferState, SupportOffer, write_lists
from core.matching.occupancy import places_taken
from core.matching.profiles import Subject
from core.matching.undoing import OFFER_CLOSED
from core.undo.acts import undoable
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """What is offered. `dayparts` is a mask of 21 bits (0: not known), `capacity` 1 to 3.

    `age_from` and `age_to` are both included. `pets` are keys of `households.HOUSEHOLD` (None: not
    asked yet), `languages` of `languages.LANGUAGES`, `traits` of `preferences.HOME`, `wish_keys` of
    `preferences.COMING`; `own_ages` are the ages of their own children (an empty tuple: none). What
    was not asked is None. `own_experience` and its `themes` are used for matching only with
    `experience_may_match`. `since` is the day of the offer, None for today.
    """

    title: str
    subjects: tuple[str, ...] = (Subject.CHILD,)
    forms: tuple[str, ...] = ()
    dayparts: int = 0
    per_week: int = 1
    max_km: int = 5
    age_from: int = 0
    age_to: int = 18
    capacity: int = 1
    pets: tuple[str, ...] | None = None
    smokes: bool | None = None
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    wish_keys: tuple[str, ...] | None = None
    traits: tuple[str, ...] | None = None
    own_ages: tuple[int, ...] | None = None
    own_experience: str = ""
    experience_may_match: bool = False
    foster_care: str = "no"
    since: date | None = None


def add_offer(work: Work, family_id: UUID, details: OfferDetails) -> UUID:
    """Write down an offer of a steungezin.

    Raises NotFound, or Refused when the file is closed or a detail cannot be.
    """
    require_open_file(work, family_id, FamilyRole.OFFERING)
    _check(details)
    offer = SupportOffer(id=new_id(), family_id=family_id, state=OfferState.OPEN)
    offer.since = details.since or work.today
    _fill(work, offer, details)
    work.add(offer)
    work.record("offer.added", "support_offer", offer.id)
    list_changed(work)
    return offer.id


def change_offer(work: Work, offer_id: UUID, details: OfferDetails) -> None:
    """Change what is offered. Raises Refused when fewer places are left than are taken."""
    offer = access_offer(work, offer_id)
    require_open_file(work, offer.family_id, FamilyRole.OFFERING)
    _check(details)
    taken = places_taken(work, offer_id)
    if details.capacity < taken:
        words = _("Er zijn nu %(taken)s plekken bezet. Rond eerst een koppeling af.", taken=taken)
        raise Refused(words, "capacity")
    offer.since = details.since or offer.since
    _fill(work, offer, details)
    work.record("offer.changed", "support_offer", offer.id)
    list_changed(work)


def pause_offer(work: Work, offer_id: UUID) -> None:
    """Ask this family nothing new for a while; running couplings go on."""
    _move(work, offer_id, OfferState.OPEN, OfferState.PAUSED, "offer.paused")


def resume_offer(work: Work, offer_id: UUID) -> None:
    """The family can be asked again; also opens an offer that was closed."""
    offer = access_offer(work, offer_id)
    require_open_file(work, offer.family_id, FamilyRole.OFFERING)
    if offer.state == OfferState.OPEN:
        raise Refused(_("Dit aanbod staat al open."))
    offer.state = OfferState.OPEN
    work.record("offer.resumed", "support_offer", offer.id)
    list_changed(work)


def close_offer(work: Work, offer_id: UUID) -> None:
    """The family stops offering. Raises Refused while a coupling runs or a proposal is open."""
    offer = access_offer(work, offer_id)
    if places_taken(work, offer_id):
        raise Refused(_("Er loopt nog een koppeling of voorstel. Rond dat eerst af."))
    with undoable(work, OFFER_CLOSED, offer_id):
        offer.state = OfferState.CLOSED
    work.record("offer.closed", "support_offer", offer.id)
    list_changed(work)


def _move(work: Work, offer_id: UUID, before: OfferState, after: OfferState, action: str) -> None:
    offer = access_offer(work, offer_id)
    if offer.state != before:
        raise Refused(_("Dit aanbod staat niet open."))
    offer.state = after
    work.record(action, "support_offer", offer.id)
    list_changed(work)


def _check(details: OfferDetails) -> None:
    if not details.title.strip():
        raise Refused(_("Vul in een paar woorden in wat het aanbod is."), "title")
    if not details.subjects:
        raise Refused(_("Kies voor wie de steun is."), "subjects")
    if details.age_from > details.age_to:
        raise Refused(_("De jongste leeftijd is hoger dan de oudste. Draai ze om."), "age_from")


def _fill(work: Work, offer: SupportOffer, details: OfferDetails) -> None:
    offer.subjects, offer.forms = list(details.subjects), list(details.forms)
    offer.title, offer.dayparts = details.title.strip(), details.dayparts
    offer.per_week, offer.max_km = details.per_week, details.max_km
    offer.age_from, offer.age_to = details.age_from, details.age_to
    offer.capacity, offer.smokes = details.capacity, details.smokes
    write_lists(offer, details)
    offer.languages, offer.foster_care = list(details.languages), details.foster_care
    offer.own_experience = work.vault.seal_optional(
        SupportOffer.own_experience, offer.id, details.own_experience
    )
    told = details.own_experience or details.themes
    offer.experience_may_match = bool(told and details.experience_may_match)
