"""Families at work, made quickly: for tests of intake, safety and matching."""

from datetime import date
from uuid import UUID

from core.calendar.dayparts import from_keys
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.matching.services import OfferDetails, RequestDetails, add_offer, add_request
from core.safety.services import record_safety_check, see_vog
from core.work import Work

SATURDAY = from_keys(["za-ochtend", "za-middag"])


def make_family(
    work: Work,
    role: FamilyRole,
    name: str = "Aydin-de Wit",
    *,
    place: str = "Rhenen",
    coordinator_id: UUID | None = None,
    since: date | None = None,
) -> UUID:
    family = work.add(Family(name=name, place=place, created_on=since or work.today))
    work.add(
        FamilyFile(
            family_id=family.id, role=role, coordinator_id=coordinator_id, opened_on=work.today
        )
    )
    return family.id


def add_member(
    work: Work,
    family_id: UUID,
    first_name: str = "Elif",
    kind: MemberKind = MemberKind.PARENT,
    born_on: date | None = None,
) -> UUID:
    member = FamilyMember(family_id=family_id, kind=kind, first_name=first_name, born_on=born_on)
    return work.add(member).id


def asking(
    work: Work, name: str = "Aydin-de Wit", *, checked: bool = True, **details: object
) -> tuple[UUID, UUID]:
    """A family that asks, with Mila (5) and her request: (family, request)."""
    family_id = make_family(work, FamilyRole.ASKING, name)
    add_member(work, family_id)
    mila = add_member(work, family_id, "Mila", MemberKind.CHILD, date(2021, 5, 1))
    if checked:
        record_safety_check(work, family_id, outcome="safe", note="", done_on=work.today)
    wanted = {
        "title": "Mila, zaterdag",
        "member_id": mila,
        "forms": ("weekend",),
        "dayparts": SATURDAY,
        "avoid_pets": ("cats",),
        **details,
    }
    return family_id, add_request(work, family_id, RequestDetails(**wanted))  # type: ignore[arg-type]


def offering(
    work: Work, name: str = "De Bruin-Kaya", *, vog: bool = True, **details: object
) -> tuple[UUID, UUID]:
    """A steungezin with one adult, that fits Mila: (family, offer)."""
    family_id = make_family(work, FamilyRole.OFFERING, name)
    adult = add_member(work, family_id, "Joris")
    if vog:
        see_vog(work, adult, work.today)
    given = {
        "title": "Zaterdag",
        "forms": ("weekend",),
        "dayparts": SATURDAY,
        "pets": (),
        "smokes": False,
        "languages": ("nl",),
        **details,
    }
    return family_id, add_offer(work, family_id, OfferDetails(**given))  # type: ignore[arg-type]
