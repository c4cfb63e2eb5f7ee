"""Where a profile is shown: the usual channels, who they reach, and who is never among them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.families.models import FamilyRole
from core.matching.models import SupportRequest
from core.network.models import Partner
from core.recruiting.models import ChannelKind, ProfileChannel, SearchProfile
from core.recruiting.never import never_of
from core.referrals.models import Referral, Referrer
from core.work import Work
from tenants.ids import new_id

USUAL: tuple[tuple[ChannelKind, str, bool], ...] = (
    (ChannelKind.SCHOOLS, "s", True),
    (ChannelKind.NEWSPAPER, "k", True),
    (ChannelKind.LIBRARY, "b", True),
    (ChannelKind.SOCIAL, "f", True),
    (ChannelKind.GPS, "h", False),
)
"""The channels of every profile: the letter that ends its address, and whether it is ticked."""
PARTNER_KINDS = {ChannelKind.SCHOOLS: "school", ChannelKind.GPS: "practice"}
"""Channels that stand for organisations of the network, and of which kind."""


@dataclass(frozen=True, slots=True)
class Referred:
    """An organisation that signed this family up; without `partner_id` it is not in the network."""

    name: str
    partner_id: UUID | None


def add_channels(work: Work, profile: SearchProfile) -> None:
    """Give a new profile the usual channels, each with an address of its own."""
    for kind, letter, is_on in USUAL:
        channel = ProfileChannel(
            id=new_id(),
            profile_id=profile.id,
            kind=kind,
            code=f"{profile.code}-{letter}",
            is_on=is_on,
        )
        work.session.add(channel)
    work.session.flush()


def referred_by(work: Work, request_id: UUID | None) -> tuple[Referred, ...]:
    """The organisations that signed the family of a request up: they never get its profile."""
    if request_id is None:
        return ()
    rows = work.session.execute(
        select(Referrer.organisation, Referrer.partner_id, Partner.name)
        .join(Referral, Referral.referrer_id == Referrer.id)
        .join(SupportRequest, SupportRequest.family_id == Referral.family_id)
        .outerjoin(Partner, Partner.id == Referrer.partner_id)
        .where(SupportRequest.id == request_id, Referral.role == FamilyRole.ASKING)
        .distinct()
    )
    found = {
        (row.name or row.organisation): Referred(row.name or row.organisation, row.partner_id)
        for row in rows
        if row.name or row.organisation
    }
    return tuple(found[name] for name in sorted(found))


def receivers(
    work: Work, kind: ChannelKind, request_id: UUID | None
) -> tuple[tuple[UUID, str], ...]:
    """The organisations that a channel reaches, without those that signed the family up."""
    partner_kind = PARTNER_KINDS.get(kind)
    if partner_kind is None:
        return ()
    never = never_of(work, request_id)
    rows = work.session.execute(
        select(Partner.id, Partner.name)
        .where(Partner.kind == partner_kind, Partner.archived_on.is_(None))
        .order_by(func.lower(Partner.name), Partner.id)
    )
    return tuple((row.id, row.name) for row in rows if not never.is_organisation(row.id, row.name))


def is_referrer(work: Work, request_id: UUID | None, partner_id: UUID, name: str) -> bool:
    """Whether an organisation signed the family of a request up, by its row or by its name."""
    return never_of(work, request_id).is_organisation(partner_id, name)
