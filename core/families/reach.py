"""How to reach the adults of families, and whose a phone number or mail address is."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from core.families.models import Family, FamilyMember, MemberKind
from core.families.reaching import contact_index
from core.work import Work


@dataclass(frozen=True, slots=True)
class Reach:
    """One way in: a first name with a phone number, a mail address or both."""

    first_name: str
    phone: str
    email: str
    message_safe: bool | None


def phones_of(work: Work, family_ids: Collection[UUID]) -> dict[UUID, tuple[Reach, ...]]:
    """The people of these families who can be called or mailed; parents first. One statement."""
    wanted = set(family_ids)
    if not wanted:
        return {}
    found: dict[UUID, tuple[Reach, ...]] = {}
    members = work.session.scalars(
        select(FamilyMember)
        .where(FamilyMember.family_id.in_(wanted))
        .where(or_(FamilyMember.phone.is_not(None), FamilyMember.email.is_not(None)))
        .order_by(FamilyMember.kind == MemberKind.CHILD, FamilyMember.id)
    )
    for member in members:
        reach = Reach(
            member.first_name,
            work.vault.open(FamilyMember.phone, member.id, member.phone),
            work.vault.open(FamilyMember.email, member.id, member.email),
            member.message_safe,
        )
        found[member.family_id] = (*found.get(member.family_id, ()), reach)
    return found


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family that somebody with this contact belongs to."""

    family_id: UUID
    name: str
    first_name: str


def find_by_contact(work: Work, contact: str) -> tuple[KnownFamily, ...]:
    """The families in which somebody has this phone number or mail address, however written."""
    index = contact_index(work, contact)
    if index is None:
        return ()
    rows = work.session.execute(
        select(Family.id, Family.name, FamilyMember.first_name)
        .join(FamilyMember, FamilyMember.family_id == Family.id)
        .where(or_(FamilyMember.phone_index == index, FamilyMember.email_index == index))
        .order_by(Family.id)
    )
    return tuple(KnownFamily(row.id, row.name, row.first_name) for row in rows)
