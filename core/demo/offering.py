"""Invented families that offer: from the sign-up to an offer with every VOG seen."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.calendar.dayparts import from_keys
from core.demo.people import OFFERS, Person
from core.demo.preferences import of_offer
from core.demo.town import Town
from core.families.models import FamilyRole, MemberKind
from core.families.queries import people_of
from core.families.services import NewMember, Purpose, add_member, give_consent
from core.intake.services import IntakeRecord, record_intake
from core.matching.services import OfferDetails, add_offer, pause_offer
from core.referrals.draft import OFFER_DOOR
from core.referrals.models import Referral
from core.referrals.services import ReferralDraft, accept, receive
from core.safety.services import issue_vog, request_vog, see_vog

OTHER_DAYPARTS = (
    ["wo-middag", "za-middag"],
    ["za-ochtend", "za-middag"],
    ["vr-middag", "zo-middag"],
)


@dataclass(frozen=True, slots=True)
class OfferingFamily:
    """A family with an offer."""

    family_id: UUID
    offer_id: UUID
    parent: Person


def sign_up(town: Town, number: int, day: date) -> tuple[UUID, Person]:
    """Let a family come in that wants to give support."""
    parent = town.people.parent()
    draft = ReferralDraft(
        role=FamilyRole.OFFERING,
        channel_key=OFFER_DOOR,
        first_name=parent.first_name,
        family_name=parent.last_name,
        contact=parent.phone,
        message_safe=True,
        postcode4=town.postcode(),
        wishes=("daypart",),
        story=OFFERS[number % len(OFFERS)],
        consent_on=day,
    )
    with town.on(day) as work:
        return receive(work, draft), parent


def whole_road(
    town: Town,
    number: int,
    day: date,
    *,
    dayparts: tuple[str, ...] = (),
    vog_seen: bool = True,
) -> OfferingFamily:
    """From the sign-up on `day` to an offer, in about five weeks (a VOG takes its time)."""
    referral_id, parent = sign_up(town, number, day)
    with town.on(day + timedelta(days=3)) as work:
        coordinator = town.coordinator.id
        if coordinator is None:
            raise ValueError("hire the coordinator first")
        family_id = accept(
            work,
            referral_id,
            coordinator_id=coordinator,
            family_name=parent.last_name,
            place=town.place_of(work.find(Referral, referral_id).postcode4),
        )
    talk = day + timedelta(days=9)
    adults = _hold_intake(town, family_id, parent, number, talk)
    _ask_for_vog(town, adults, talk, seen=vog_seen)
    chosen = dayparts or tuple(OTHER_DAYPARTS[number % len(OTHER_DAYPARTS)])
    with town.on(talk + timedelta(days=1)) as work:
        offer_id = add_offer(work, family_id, _offer(number, chosen))
    return OfferingFamily(family_id, offer_id, parent)


def pause(town: Town, family: OfferingFamily, day: date) -> None:
    """Let a family rest for a while."""
    with town.on(day) as work:
        pause_offer(work, family.offer_id)


def _hold_intake(
    town: Town, family_id: UUID, parent: Person, number: int, day: date
) -> tuple[UUID, ...]:
    partner = town.people.parent()
    answers = {
        "motivation": OFFERS[number % len(OFFERS)],
        "time": "Een vast dagdeel in de week, en af en toe een zaterdag.",
        "stability": "Zij wonen hier al jaren en hebben familie dichtbij.",
        "parenting_experience": "own_children_home",
        "own_experience": "Zelf opgegroeid met één ouder." if number % 4 == 0 else "",
        "foster_care": ("no", "no", "was_before", "wished_for")[number % 4],
        "no_payment": True,
        "vog_explained": True,
    }
    record = IntakeRecord(FamilyRole.OFFERING, day, answers, "suitable", "", (), None, "")
    with town.on(day) as work:
        record_intake(work, family_id, record)
        give_consent(work, family_id, Purpose.SHARE, parent.first_name)
        add_member(
            work, family_id, NewMember(MemberKind.ADULT, partner.first_name, parent.last_name)
        )
        adults = people_of(work, family_id)
        return tuple(person.id for person in adults if person.kind is not MemberKind.CHILD)


def _ask_for_vog(town: Town, adults: tuple[UUID, ...], talk: date, *, seen: bool) -> None:
    with town.on(talk) as work:
        for adult in adults:
            request_vog(work, adult, talk)
    if seen:
        day = talk + timedelta(days=21)
        with town.on(day) as work:
            for adult in adults:
                issue_vog(work, adult, work.today)
                see_vog(work, adult, work.today)


def _offer(number: int, dayparts: tuple[str, ...]) -> OfferDetails:
    return OfferDetails(
        title="Een vast dagdeel in de week",
        forms=("daypart", "after_school"),
        dayparts=from_keys(dayparts),
        max_km=10,
        age_from=0,
        age_to=12,
        capacity=2 if number % 6 == 0 else 1,
        pets=("cats",) if number % 3 == 0 else (),
        smokes=False,
        languages=("nl",),
        foster_care=("no", "no", "was_before", "wished_for")[number % 4],
        **of_offer(number),
    )
