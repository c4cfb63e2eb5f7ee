"""Which families that are here, and which open sign-ups, look like one and the same family.

Of a family that is a colleague's nothing is told but what the list of families shows.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true

from core.accounts.models import Identity, Membership
from core.duplicates.models import KnownDifferent
from core.duplicates.names import are_alike, folded, folded_column, may_be_alike
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole
from core.referrals.models import Referral, ReferralState
from core.work import Work

MOST = 5
_LOOKED_AT = 200
OPEN = (ReferralState.NEW, ReferralState.QUESTION)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of who may be here already; `name` "" when only a first name is known."""

    name: str
    first_names: tuple[str, ...]
    indexes: frozenset[bytes]
    postcode4: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a family, as the list of families shows it."""

    role: FamilyRole
    is_open: bool
    coordinator: str


@dataclass(frozen=True, slots=True)
class AlikeFamily:
    """A family that looks like it; `by_contact` when somebody has the same number or address."""

    family_id: UUID
    name: str
    place: str
    by_contact: bool
    roles: list[Role] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AlikeReferral:
    """An open sign-up that looks like it."""

    referral_id: UUID
    first_name: str
    family_name: str
    role: FamilyRole
    by_contact: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Everything that looks like one family."""

    families: tuple[AlikeFamily, ...] = ()
    referrals: tuple[AlikeReferral, ...] = ()


def alike_to_referral(work: Work, referral: Referral) -> Alike:
    """What looks like a sign-up about which nobody decided yet; without a name nothing does."""
    if not referral.named or referral.state not in OPEN:
        return Alike()
    looked = Looked(
        referral.family_name,
        (referral.first_name,),
        frozenset({referral.contact_index} - {None}),  # type: ignore[arg-type]
        referral.postcode4,
    )
    other = known_different(work, {referral.id})
    return Alike(_families(work, looked, other), _referrals(work, looked, other | {referral.id}))


def alike_to_family(work: Work, family: Family) -> tuple[AlikeFamily, ...]:
    """The families that look like this one."""
    columns = FamilyMember.first_name, FamilyMember.phone_index, FamilyMember.email_index
    people = work.session.execute(select(*columns).where(FamilyMember.family_id == family.id)).all()
    indexes = {index for one in people for index in (one.phone_index, one.email_index) if index}
    names = tuple(one.first_name for one in people)
    looked = Looked(family.name, names, frozenset(indexes), family.postcode4, family.place)
    return _families(work, looked, known_different(work, {family.id}) | {family.id})


def known_different(work: Work, ids: set[UUID]) -> set[UUID]:
    """Those of whom somebody said that they are not the same as one of these.

    A family counts as each of its sign-ups and of the families that were merged into it.
    """
    wanted = or_(*(_stands_for(column, ids) for column in (_ONE, _OTHER)))
    said = work.session.execute(select(_ONE, _OTHER).where(wanted))
    found = {one for pair in said for one in pair}
    if not found:
        return set()
    became = select(Referral.family_id).where(Referral.id.in_(found))
    merged = select(Family.merged_into_id).where(Family.id.in_(found))
    for query in (became, merged):
        found |= {one for one in work.session.scalars(query) if one}
    return found - ids


_ONE, _OTHER = KnownDifferent.one_id, KnownDifferent.other_id


def _stands_for(column: Any, ids: set[UUID]) -> ColumnElement[bool]:
    return or_(
        column.in_(ids),
        column.in_(select(Referral.id).where(Referral.family_id.in_(ids))),
        column.in_(select(Family.id).where(Family.merged_into_id.in_(ids))),
    )


def _families(work: Work, looked: Looked, without: set[UUID]) -> tuple[AlikeFamily, ...]:
    reached = _reached(looked)
    rows = work.session.execute(
        select(
            Family.id, Family.name, Family.place, reached.label("by_contact"),
            FamilyFile.role, FamilyFile.closed_on, Identity.name.label("coordinator"),
        )
        .join(FamilyFile, FamilyFile.family_id == Family.id)
        .outerjoin(Membership, Membership.id == FamilyFile.coordinator_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(
            or_(reached, *_resembling(looked)),
            Family.merged_into_id.is_(None),
            Family.id.not_in(without),
        )
        .order_by(reached.desc(), func.lower(Family.name), Family.id, FamilyFile.opened_on)
        .limit(_LOOKED_AT)
    )  # fmt: skip
    found: dict[UUID, AlikeFamily] = {}
    for row in rows:
        if row.by_contact or not looked.name or are_alike(row.name, looked.name):
            one = found.setdefault(row.id, AlikeFamily(row.id, row.name, row.place, row.by_contact))
            role = Role(FamilyRole(row.role), row.closed_on is None, row.coordinator or "")
            one.roles.append(role)
    return tuple(found.values())[:MOST]


def _reached(looked: Looked) -> ColumnElement[bool]:
    if not looked.indexes:
        return literal(False)
    same = or_(
        FamilyMember.phone_index.in_(looked.indexes), FamilyMember.email_index.in_(looked.indexes)
    )
    return Family.id.in_(select(FamilyMember.family_id).where(same))


def _resembling(looked: Looked) -> list[ColumnElement[bool]]:
    near = [Family.postcode4 == looked.postcode4] if looked.postcode4 else []
    if looked.place:
        unknown = Family.postcode4 == "" if looked.postcode4 else true()
        near.append(and_(Family.place == looked.place, unknown))
    if not near:
        return []
    if looked.name:
        named = or_(*may_be_alike(Family.name, looked.name))
    else:
        first = [folded(name) for name in looked.first_names if name]
        called = select(FamilyMember.family_id).where(
            folded_column(FamilyMember.first_name).in_(first)
        )
        named = Family.id.in_(called)
    return [and_(or_(*near), named)]


def _referrals(work: Work, looked: Looked, without: set[UUID]) -> tuple[AlikeReferral, ...]:
    reached = Referral.contact_index.in_(looked.indexes) if looked.indexes else literal(False)
    first = [folded(name) for name in looked.first_names if name]
    called = folded_column(Referral.first_name).in_(first)
    resembling = and_(called, Referral.postcode4 == looked.postcode4, Referral.postcode4 != "")
    rows = work.session.execute(
        select(
            Referral.id, Referral.first_name, Referral.family_name, Referral.role,
            func.coalesce(reached, False).label("by_contact"),
        )
        .where(
            or_(reached, resembling),
            Referral.state.in_(OPEN),
            Referral.named.is_(True),
            Referral.id.not_in(without),
        )
        .order_by(Referral.received_at, Referral.id)
        .limit(_LOOKED_AT)
    )  # fmt: skip
    return tuple(
        AlikeReferral(r.id, r.first_name, r.family_name, FamilyRole(r.role), r.by_contact)
        for r in rows
        if r.by_contact or _may_be_one(r.family_name, looked.name)
    )[:MOST]


def _may_be_one(one: str, other: str) -> bool:
    return not one or not other or are_alike(one, other)
