"""Who fits one request: every open offer, with what stands in the way in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.calendar.dayparts import describe
from core.errors import NotFound
from core.families.access import access_file
from core.families.ages import age_on
from core.families.models import Family, FamilyMember, FamilyRole
from core.languages import language_name
from core.matching.access import access_request
from core.matching.households import HOUSEHOLD
from core.matching.limits import LIMIT_LABELS, Limit, mask
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.matching.offers_list import Pair, pair, sort_offers
from core.matching.profiles import RequestProfile, Subject
from core.matching.profiles_query import offer_profiles, request_profiles
from core.method.choice import label
from core.safety.queries import SafetyStatus, safety_of
from core.wording import Text, _, _l, comma
from core.work import Work

FOSTER_WORDS = {
    "is_now": _l("Is ook pleeggezin."),
    "was_before": _l("Was pleeggezin."),
    "wished_for": _l("Denkt over pleegzorg."),
}
SHOWN = 25
"""How many offers of one group are shown; the nearest come first."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The request on top of the page. `who` is the first name it is for, else the family's."""

    id: UUID
    family_id: UUID
    family_name: str
    title: str
    who: str
    facts: tuple[Text, ...]
    forms: tuple[Text, ...]
    avoids: str
    language: Text
    wishes: str
    urgency_reason: str
    state: RequestState
    safety: SafetyStatus


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer beside the request: what is good to know, what blocks, and what is doubtful."""

    offer_id: UUID
    family_id: UUID
    family_name: str
    title: str
    facts: tuple[str, ...]
    experience: str
    blockers: tuple[Text, ...]
    doubts: tuple[Text, ...]
    limits: Limit
    unknown: Limit


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every open offer exactly once, nearest first; at most `SHOWN` of each group are there."""

    fits: list[Candidate]
    one_blocker: list[Candidate]
    more: list[Candidate]
    counts: tuple[int, int, int]
    why_not: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """The pair that was chosen and not introduced yet."""

    id: UUID
    offer_id: UUID
    family_name: str
    chosen_on: date
    reason: str


def asked_for(work: Work, request_id: UUID) -> AskedFor:
    """The request with its family; raises NotFound, or NeedsReason when the file is not open."""
    request = access_request(work, request_id)
    access_file(work, request.family_id, FamilyRole.ASKING)
    family = work.find(Family, request.family_id)
    member = work.find(FamilyMember, request.member_id) if request.member_id else None
    return AskedFor(
        id=request.id,
        family_id=family.id,
        family_name=family.name,
        title=request.title,
        who=member.first_name if member else family.name,
        facts=tuple(_request_facts(work, request, member)),
        forms=tuple(label(work, "support_forms", key) for key in request.forms),
        avoids=_avoids(request),
        language=language_name(request.required_language) if request.required_language else "",
        wishes=work.vault.open(SupportRequest.wishes, request.id, request.wishes),
        urgency_reason=work.vault.open(
            SupportRequest.urgency_reason, request.id, request.urgency_reason
        ),
        state=RequestState(request.state),
        safety=safety_of(work, family.id),
    )


def _avoids(request: SupportRequest) -> str:
    if request.avoid_pets is None:
        return _("nog niet gevraagd")
    keys = [*request.avoid_pets, *(["smoking"] if request.avoid_smoking else [])]
    return ", ".join(str(HOUSEHOLD.get(key, key)) for key in keys) or _("nergens last van")


def _request_facts(work: Work, request: SupportRequest, member: FamilyMember | None) -> list[Text]:
    facts: list[Text] = [request.title]
    if request.dayparts:
        facts.append(describe(request.dayparts))
    age = age_on(member.born_on, work.today) if member else None
    if age is not None and request.subject == Subject.CHILD:
        facts.append(_("%(age)s jaar", age=age))
    facts.append(_("tot %(km)s km", km=request.max_km))
    weeks = max(0, (work.today - request.since).days // 7)
    facts.append(_waits(weeks))
    facts.append(_("urgentie %(urgency)s van 3", urgency=request.urgency))
    return facts


def _waits(weeks: int) -> str:
    if not weeks:
        return _("wacht korter dan een week")
    return _("wacht %(weeks)s weken", weeks=weeks) if weeks != 1 else _("wacht 1 week")


def candidates_for(work: Work, asked: AskedFor) -> Candidates:
    """Every open offer of another family, in three groups; the caller has fetched the request."""
    request = request_profiles(work, SupportRequest.id == asked.id)[asked.id]
    offers = offer_profiles(
        work, SupportOffer.state == OfferState.OPEN, SupportOffer.family_id != asked.family_id
    )
    groups = sort_offers(request, offers.values())
    shown = [group[:SHOWN] for group in (groups.fits, groups.one_blocker, groups.more)]
    known = _offers(work, [UUID(p.offer.id) for group in shown for p in group])
    fits, one, more = ([_candidate(work, request, p, known) for p in group] for group in shown)
    counts = (len(groups.fits), len(groups.one_blocker), len(groups.more))
    return Candidates(fits, one, more, counts, _why_not(groups.more))


def candidate_of(work: Work, asked: AskedFor, offer_id: UUID) -> Candidate:
    """One offer beside a request, whatever its state; raises NotFound."""
    request = request_profiles(work, SupportRequest.id == asked.id)[asked.id]
    offer = offer_profiles(work, SupportOffer.id == offer_id).get(offer_id)
    if offer is None:
        raise NotFound("support_offer")
    return _candidate(work, request, pair(request, offer), _offers(work, [offer_id]))


def open_proposal_of(work: Work, request_id: UUID) -> OpenProposal | None:
    """The pair that was chosen for a request, while the families have not met."""
    wanted = (
        select(MatchProposal, Family.name)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(MatchProposal.request_id == request_id, MatchProposal.state == ProposalState.OPEN)
        .limit(1)
    )
    found = work.session.execute(wanted).one_or_none()
    if found is None:
        return None
    proposal, name = found
    reason = work.vault.open(MatchProposal.reason, proposal.id, proposal.reason)
    return OpenProposal(proposal.id, proposal.offer_id, name, proposal.chosen_on, reason)


Known = dict[UUID, tuple[SupportOffer, Family]]


def _offers(work: Work, ids: list[UUID]) -> Known:
    if not ids:
        return {}
    wanted = (
        select(SupportOffer, Family)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_(ids))
    )
    return {offer.id: (offer, family) for offer, family in work.session.execute(wanted)}


def _candidate(work: Work, request: RequestProfile, found: Pair, known: Known) -> Candidate:
    offer, family = known[UUID(found.offer.id)]
    experience = ""
    if offer.experience_may_match:
        experience = work.vault.open(SupportOffer.own_experience, offer.id, offer.own_experience)
    return Candidate(
        offer_id=offer.id,
        family_id=family.id,
        family_name=family.name,
        title=offer.title,
        facts=tuple(_facts(request, found, offer, family.place)),
        experience=experience,
        blockers=tuple(blocker.sentence for blocker in found.blockers),
        doubts=tuple(doubt.sentence for doubt in found.doubts),
        limits=found.limits,
        unknown=mask(found.doubts),
    )


def _facts(request: RequestProfile, found: Pair, offer: SupportOffer, place: str) -> list[str]:
    facts = [_where(found.distance_km, place)]
    shared = request.dayparts & offer.dayparts
    if shared and shared == request.dayparts:
        facts.append(_("Alle dagdelen passen: %(days)s.", days=describe(shared)))
    elif shared:
        facts.append(_("Kan ook %(days)s.", days=describe(shared)))
    if request.subject is Subject.CHILD:
        facts.append(
            _("Kind van %(young)s tot en met %(old)s jaar.", young=offer.age_from, old=offer.age_to)
        )
    others = [str(language_name(code)) for code in offer.languages if code not in ("nl", "other")]
    if others:
        facts.append(_("Spreekt ook %(languages)s.", languages=", ".join(others)))
    if offer.foster_care in FOSTER_WORDS:
        facts.append(str(FOSTER_WORDS[offer.foster_care]))
    return facts


def _where(km: float | None, place: str) -> str:
    if km is None:
        return _("%(place)s, afstand onbekend.", place=place) if place else _("Plaats onbekend.")
    if not km:
        return _("Woont ook in %(place)s.", place=place)
    return _("%(place)s, %(km)s km.", place=place, km=comma(km))


def _why_not(pairs: tuple[Pair, ...]) -> tuple[Text, ...]:
    """The limits that keep the last group apart, each named once."""
    together = Limit(0)
    for found in pairs:
        together |= found.limits
    return tuple(label for limit, label in LIMIT_LABELS.items() if limit & together)
