"""What search profiles brought: from seen to still coupled after a year, by channel, with its cost.

Counts only. *Seen* is how often a link was opened; *responded* how many sign-ups came by it. What
follows counts families that came in that way, once each, and only what happened after they did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, distinct, exists, func, select

from core.couplings.models import Coupling
from core.families.models import FamilyMember, FamilyRole
from core.intake.models import Intake
from core.matching.models import MatchProposal, SupportOffer
from core.network.models import Partner
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.models import ChannelKind, ProfileChannel, ProfileVisits, SearchProfile
from core.referrals.models import Referral
from core.safety.models import VogRecord
from core.wording import Text
from core.work import Work

YEAR = timedelta(days=365)
STAGES = ("responded", "intake", "vog", "proposed", "coupled", "lasting")


@dataclass(frozen=True, slots=True)
class Yield:
    """How many came how far; `cost_cents` is None while nobody said what it cost."""

    seen: int = 0
    responded: int = 0
    intake: int = 0
    vog: int = 0
    proposed: int = 0
    coupled: int = 0
    lasting: int = 0
    cost_cents: int | None = None

    @property
    def cost_of_a_response(self) -> int | None:
        """Euro cents for each response, rounded; None without a cost or a response."""
        if self.cost_cents is None or not self.responded:
            return None
        return round(self.cost_cents / self.responded)


@dataclass(frozen=True, slots=True)
class ChannelYield:
    """One channel of one profile, and what came by it."""

    channel_id: UUID
    profile_id: UUID
    profile_code: str
    kind: ChannelKind
    label: Text
    code: str
    brought: Yield


def funnel(
    work: Work, profile_id: UUID | None = None, until: date | None = None
) -> tuple[ChannelYield, ...]:
    """Every channel, of one profile or of all, in three queries however many there are.

    With `until` only who responded, and was coupled, up to and including that day.
    """
    seen, came = _seen(work, profile_id), _came(work, profile_id, until or work.today)
    rows = work.session.execute(_channels(profile_id))
    return tuple(_channel(row, seen.get(row.id, 0), came.get(row.id, ())) for row in rows)


@dataclass(frozen=True, slots=True)
class Brought:
    """What one profile brought since it was shown; `best` is the channel with most responses."""

    days: int
    seen: int
    responses: int
    intakes: int
    coupled: int
    best: str


def brought(channels: Sequence[ChannelYield], since: date | None, today: date) -> Brought | None:
    """The yield of one profile's channels in a few numbers; None before it was shown."""
    whole = together(channels)
    if since is None or not (whole.seen or whole.responded):
        return None
    best = max(channels, key=lambda one: one.brought.responded)
    return Brought(
        (today - since).days, whole.seen, whole.responded, whole.intake, whole.coupled,
        str(best.label) if best.brought.responded else "",
    )  # fmt: skip


def together(channels: Iterable[ChannelYield]) -> Yield:
    """What several channels brought together; a family that came by two counts twice."""
    several = [one.brought for one in channels]
    costs = [one.cost_cents for one in several if one.cost_cents is not None]
    counts = {name: sum(getattr(one, name) for one in several) for name in ("seen", *STAGES)}
    return Yield(**counts, cost_cents=sum(costs) if costs else None)


def _channels(profile_id: UUID | None) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            ProfileChannel.id, ProfileChannel.profile_id, ProfileChannel.kind,
            ProfileChannel.code, ProfileChannel.cost_cents,
            SearchProfile.code.label("profile_code"), Partner.name.label("partner"),
        )
        .join(SearchProfile, SearchProfile.id == ProfileChannel.profile_id)
        .outerjoin(Partner, Partner.id == ProfileChannel.partner_id)
        .order_by(SearchProfile.created_on.desc(), SearchProfile.code, ProfileChannel.code)
    )  # fmt: skip
    return query.where(ProfileChannel.profile_id == profile_id) if profile_id else query


def _channel(row: Any, seen: int, came: tuple[int, ...]) -> ChannelYield:
    kind = ChannelKind(row.kind)
    stages = dict(zip(STAGES, came, strict=True)) if came else {}
    return ChannelYield(
        row.id, row.profile_id, row.profile_code, kind, row.partner or CHANNEL_LABELS[kind],
        row.code, Yield(seen=seen, **stages, cost_cents=row.cost_cents),
    )  # fmt: skip


def _seen(work: Work, profile_id: UUID | None) -> dict[UUID, int]:
    query = select(ProfileVisits.channel_id, func.sum(ProfileVisits.seen)).group_by(
        ProfileVisits.channel_id
    )
    if profile_id:
        query = query.join(ProfileChannel, ProfileChannel.id == ProfileVisits.channel_id).where(
            ProfileChannel.profile_id == profile_id
        )
    return {channel: int(count) for channel, count in work.session.execute(query)}


def _came(work: Work, profile_id: UUID | None, until: date) -> dict[UUID, tuple[int, ...]]:
    """Per channel how many responded, and how many of their families came to each stage."""
    counted = (
        func.count(distinct(case((stage, Referral.family_id)))) for stage in _stages(work, until)
    )
    query = (
        select(Referral.profile_channel_id, func.count(Referral.id), *counted)
        .where(Referral.profile_channel_id.is_not(None), Referral.received_on <= until)
        .group_by(Referral.profile_channel_id)
    )
    if profile_id:
        query = query.join(ProfileChannel, ProfileChannel.id == Referral.profile_channel_id).where(
            ProfileChannel.profile_id == profile_id
        )
    return {row[0]: tuple(row[1:]) for row in work.session.execute(query) if row[0]}


def _stages(work: Work, until: date) -> tuple[ColumnElement[bool], ...]:
    """Whether the family of a referral came to a stage after it responded."""
    after, family = Referral.received_on, Referral.family_id
    intake = select(Intake.id).where(
        Intake.family_id == family, Intake.role == FamilyRole.OFFERING, Intake.held_on >= after
    )
    vog = (
        select(VogRecord.id)
        .join(FamilyMember, FamilyMember.id == VogRecord.member_id)
        .where(FamilyMember.family_id == family, VogRecord.seen_on >= after)
    )
    proposed = (
        select(MatchProposal.id)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .where(SupportOffer.family_id == family, MatchProposal.chosen_on >= after)
    )
    made = (Coupling.offering_family_id == family) & Coupling.trial_from.between(after, until)
    long_ago = Coupling.trial_from <= work.today - YEAR
    lasted = Coupling.ended_on.is_(None) | (Coupling.ended_on - Coupling.trial_from >= YEAR.days)
    coupled = select(Coupling.id).where(made)
    lasting = select(Coupling.id).where(made, long_ago, lasted)
    return tuple(exists(one) for one in (intake, vog, proposed, coupled, lasting))
