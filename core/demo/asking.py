"""Invented families that ask: from the first sign-up to an open request."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select

from core.calendar.dayparts import from_keys
from core.demo.people import SCHOOLS, STORIES, Person
from core.demo.preferences import of_request
from core.demo.town import Town
from core.families.models import AppointmentKind, ContactWay, FamilyRole, MemberKind
from core.families.services import (
    ContactNote,
    NewAppointment,
    NewMember,
    Purpose,
    add_member,
    give_consent,
    note_contact,
    plan_appointment,
)
from core.intake.services import IntakeRecord, record_intake
from core.matching.services import RequestDetails, add_request
from core.referrals.draft import ASK_DOOR, REFER_DOOR
from core.referrals.models import Referral, ReferralState
from core.referrals.services import ReferralDraft, ReferrerDraft, accept, decline, receive
from core.safety.services import record_safety_check

SOURCES = ("school", "social_team", "jgz", "cjg", "childcare", "huisarts", "school")
"""Who sends families, in turn."""
SWEET_SPOTS = (["wo-middag"], ["za-ochtend", "za-middag"], ["vr-middag"], ["zo-middag"])
"""Dayparts that are asked, in turn; offers have them too."""


@dataclass(frozen=True, slots=True)
class AskingFamily:
    """A family with an open request for a child."""

    family_id: UUID
    request_id: UUID
    parent: Person
    child: str
    dayparts: tuple[str, ...]


def sign_up(town: Town, number: int, day: date, *, itself: bool) -> tuple[UUID, Person]:
    """Let a family come in through a door; returns the referral and the parent."""
    parent = town.people.parent()
    referrer = None if itself else _referrer(town, number)
    draft = ReferralDraft(
        role=FamilyRole.ASKING,
        channel_key=ASK_DOOR if itself else REFER_DOOR,
        source="self" if itself else SOURCES[number % len(SOURCES)],
        first_name=parent.first_name,
        family_name=parent.last_name,
        contact=parent.phone,
        message_safe=number % 5 != 0,
        postcode4=town.postcode(),
        wishes=("regular_place",),
        story=STORIES[number % len(STORIES)],
        consent_on=day,
        referrer=referrer,
    )
    with town.on(day) as work:
        return receive(work, draft), parent


def sign_up_again(town: Town) -> None:
    """A family that was referred signs up by itself as well, and writes its name differently.

    Nobody decided about it, so it is not counted; who opens it sees that the family is known.
    """
    with town.on(town.today) as work:
        accepted = select(Referral).where(
            Referral.state == ReferralState.ACCEPTED,
            Referral.role == FamilyRole.ASKING,
            Referral.referrer_id.is_not(None),
        )
        known = work.session.scalar(accepted.order_by(Referral.id.desc()).limit(1))
        if known is None:
            return
        draft = ReferralDraft(
            role=FamilyRole.ASKING,
            channel_key=ASK_DOOR,
            first_name=known.first_name,
            family_name=" ".join(reversed(known.family_name.replace("-", " ").upper().split())),
            contact=work.vault.open(Referral.contact, known.id, known.contact),
            message_safe=known.message_safe,
            postcode4=known.postcode4,
            wishes=("regular_place",),
            consent_on=work.today,
        )
        receive(work, draft)


def _referrer(town: Town, number: int) -> ReferrerDraft:
    name = town.people.staff()
    return ReferrerDraft(
        name=name,
        function="intern begeleider",
        organisation=SCHOOLS[number % len(SCHOOLS)],
        contact=town.people.mail_address(name, town.plan.slug),
    )


def open_file(town: Town, referral_id: UUID, parent: Person, day: date) -> UUID:
    """Accept a sign-up of a family; returns the family."""
    with town.on(day) as work:
        family_id = accept(
            work,
            referral_id,
            coordinator_id=_required(town.coordinator.id),
            family_name=parent.last_name,
            place=town.place_of(work.find(Referral, referral_id).postcode4),
        )
        note = "Gebeld. Moeder is blij met het telefoontje. Wij hebben een afspraak gemaakt."
        note_contact(
            work,
            family_id,
            ContactNote(FamilyRole.ASKING, ContactWay.PHONE, parent.first_name, note, work.today),
        )
    return family_id


def turn_away(town: Town, number: int, day: date) -> None:
    """Decline a family that lives too far away; it has no file, so it is not counted."""
    referral_id, _parent = sign_up(town, number, day, itself=False)
    with town.on(day + timedelta(days=2)) as work:
        decline(work, referral_id, reason="outside_area", note="Woont verderop.", message="")


def plan_intake(town: Town, family_id: UUID, said_on: date, day: date) -> None:
    """Put an intake at home on the list of talks."""
    with town.on(said_on) as work:
        intake = NewAppointment(
            FamilyRole.ASKING, AppointmentKind.INTAKE, day, time(14, 30), "bij het gezin thuis"
        )
        plan_appointment(work, family_id, intake)


def hold_intake(town: Town, family_id: UUID, parent: Person, number: int, day: date) -> str:
    """Talk with the family, look at safety, write down who the child is; returns its name."""
    child = town.people.child()
    has_help = number % 5 != 0  # about 80% is known to formal help (HvA 2016)
    formal_help = ("social_team",) if has_help else ("none",)
    answers = {
        "support_wanted": STORIES[number % len(STORIES)],
        "support_forms": ["daypart"],
        "goals": "Meer rust in huis, en dat het kind ergens kan spelen.",
        "reciprocity": f"{parent.first_name} kookt graag voor het andere gezin.",
        "formal_help_now": list(formal_help),
        "prevention_kind": ("none", "signals", "manifest")[number % 3],
        "protection": "no",
        "heavy_concerns": ["none"],
        "safety_notes": "Geen zorgen. De sfeer is warm.",
    }
    record = IntakeRecord(
        role=FamilyRole.ASKING,
        held_on=day,
        answers=answers,
        suitability="suitable",
        suitability_reason="",
        formal_help=formal_help,
        prevention_kind=("none", "signals", "manifest")[number % 3],
        goals="Meer rust in huis, en dat het kind ergens kan spelen.",
    )
    with town.on(day) as work:
        record_intake(work, family_id, record)
        record_safety_check(work, family_id, outcome="safe", note="", done_on=day)
        give_consent(work, family_id, Purpose.SHARE, parent.first_name)
        if number % 5 != 4:
            give_consent(work, family_id, Purpose.HEALTH, parent.first_name)
    return child


def ask(
    town: Town, family_id: UUID, parent: Person, child: str, number: int, day: date
) -> AskingFamily:
    """Write down the child and what is asked for it."""
    dayparts = SWEET_SPOTS[number % len(SWEET_SPOTS)]
    age = town.random.randint(3, 11)
    born_on = date(day.year - age, town.random.randint(1, 12), town.random.randint(1, 28))
    with town.on(day) as work:
        child_id = add_member(
            work,
            family_id,
            NewMember(MemberKind.CHILD, child, parent.last_name, born_on=born_on),
        )
        request_id = add_request(
            work,
            family_id,
            RequestDetails(
                title=f"{child}: een vast dagdeel in de week",
                member_id=child_id,
                forms=("daypart",),
                dayparts=from_keys(dayparts),
                max_km=8,
                avoid_pets=(),
                wishes="Graag een gezin met een kind van dezelfde leeftijd.",
                urgency=number % 3,
                urgency_reason="Moeder is uitgeput." if number % 3 == 2 else "",
                since=day,
                **of_request(number),
            ),
        )
    return AskingFamily(family_id, request_id, parent, child, tuple(dayparts))


def whole_road(town: Town, number: int, day: date, *, itself: bool) -> AskingFamily:
    """From the sign-up on `day` to an open request, in about two weeks."""
    referral_id, parent = sign_up(town, number, day, itself=itself)
    family_id = open_file(town, referral_id, parent, day + timedelta(days=2))
    talk = day + timedelta(days=7)
    plan_intake(town, family_id, day + timedelta(days=2), talk)
    child = hold_intake(town, family_id, parent, number, talk)
    return ask(town, family_id, parent, child, number, talk + timedelta(days=3))


def _required(value: UUID | None) -> UUID:
    if value is None:
        raise ValueError("hire the coordinator first")
    return value
