"""In Rhenen there is something to choose: families that ask for more, others that have room."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.calendar.dayparts import from_keys
from core.demo.town import Town
from core.families.models import FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.families.services import NewMember, add_member
from core.intake.models import Intake
from core.matching.profiles import Subject
from core.matching.services import OfferDetails, RequestDetails, add_offer, add_request
from core.work import Work

SLUG = "rhenen"
TUESDAY, WEDNESDAY, FRIDAY = (from_keys([f"{day}-middag"]) for day in ("di", "wo", "vr"))
WEEKEND = from_keys(["za-ochtend", "za-middag", "zo-middag"])
EVENINGS = from_keys(["di-avond", "do-avond"])


def look_for_more(town: Town) -> None:
    """Families that have a file ask and offer more than once; no family is added."""
    if town.plan.slug != SLUG:
        return
    with town.on(town.today - timedelta(days=20)) as work:
        helpers = _families(work, FamilyRole.OFFERING)
        for number, offer in enumerate(_offers()):
            add_offer(work, helpers[number % len(helpers)], offer)
    with town.on(town.today - timedelta(days=20)) as work:
        families = _families(work, FamilyRole.ASKING)
        _ask_for_children(town, work, families)
        _ask_for_a_parent(work, families[0])


def _families(work: Work, role: FamilyRole) -> list[UUID]:
    """Those who had their intake, in the order in which they came."""
    talked = select(Intake.family_id).where(Intake.role == role)
    files = (
        select(FamilyFile.family_id)
        .where(
            FamilyFile.role == role, FamilyFile.closed_on.is_(None),
            FamilyFile.family_id.in_(talked),
        )
        .order_by(FamilyFile.opened_on, FamilyFile.id)
    )  # fmt: skip
    return list(work.session.scalars(files))


def _ask_for_children(town: Town, work: Work, families: list[UUID]) -> None:
    asked = (
        (8, "een vaste woensdagmiddag", ("after_school", "daypart"), WEDNESDAY, 2),
        (5, "woensdag of vrijdag mee naar buiten", ("daypart",), WEDNESDAY | FRIDAY, 1),
        (11, "een weekend in de maand", ("weekend", "overnight"), WEEKEND, 1),
        (9, "af en toe een weekend", ("weekend",), WEEKEND, 1),
        (7, "een vaste dinsdagmiddag", ("daypart",), TUESDAY, 1),
    )
    for number, (age, words, forms, dayparts, urgency) in enumerate(asked, start=1):
        family_id = families[number % len(families)]
        child = town.people.child()
        born_on = date(work.today.year - age, 3, 9)
        member = add_member(
            work, family_id, NewMember(MemberKind.CHILD, child, "", born_on=born_on)
        )
        details = RequestDetails(
            title=f"{child}: {words}",
            member_id=member,
            forms=forms,
            dayparts=dayparts,
            max_km=8,
            avoid_pets=("cats",) if dayparts == WEDNESDAY else (),
            interests=("animals", "outdoors"),
            wish_keys=("garden", "own_children"),
            traits=("calm", "plays_alone"),
            urgency=urgency,
            urgency_reason="Moeder wordt in augustus geopereerd." if urgency > 1 else "",
        )
        add_request(work, family_id, details)


def _ask_for_a_parent(work: Work, family_id: UUID) -> None:
    parents = select(FamilyMember).where(
        FamilyMember.family_id == family_id, FamilyMember.kind == MemberKind.PARENT
    )
    parent = work.session.scalars(parents.order_by(FamilyMember.id)).first()
    if parent is None:
        return
    details = RequestDetails(
        title=f"{parent.first_name}: iemand om mee te praten",
        subject=Subject.PARENT,
        member_id=parent.id,
        forms=("parent_contact",),
        dayparts=EVENINGS,
        max_km=6,
        avoid_pets=(),
        interests=("cooking",),
        urgency=1,
    )
    add_request(work, family_id, details)


def _offers() -> tuple[OfferDetails, ...]:
    """Two that are as good for a Wednesday, one that is less so, and some with one obstacle."""
    usual = OfferDetails(
        "Woensdagmiddag bij ons thuis",
        forms=("after_school", "daypart"),
        dayparts=WEDNESDAY,
        max_km=8,
        age_from=4,
        age_to=12,
        pets=(),
        smokes=False,
        languages=("nl",),
        interests=("animals", "outdoors"),
        wish_keys=("calm",),
        traits=("garden", "own_bed"),
        own_ages=(7, 9),
    )
    return (
        usual,
        replace(usual, title="Woensdagmiddag naar de tuin", traits=("garden", "own_bed", "car")),
        replace(
            usual, title="Woensdag of vrijdag na school", dayparts=WEDNESDAY | FRIDAY,
            own_ages=(14, 16), interests=("gaming",), traits=("lively_house",),
        ),
        replace(usual, title="Woensdagmiddag, met twee katten", pets=("cats",)),
        replace(usual, title="Woensdagmiddag voor de kleintjes", age_from=0, age_to=6),
        replace(usual, title="Vrijdagmiddag samen eten", dayparts=FRIDAY, forms=("daypart",)),
        replace(usual, title="Woensdagmiddag, zodra alles rond is"),
    )  # fmt: skip
