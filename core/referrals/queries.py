"""What pages read about referrals, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.engine import Row

from core.bsn import MARK
from core.contact_details import is_mail
from core.families.models import FamilyRole
from core.method.choice import pinned
from core.method.variant import MethodVariant
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.models import ChannelKind, ProfileChannel, SearchProfile
from core.referrals.models import Referral, ReferralState, Referrer
from core.referrals.waiting import is_new
from core.wording import Text, _
from core.work import Work

__all__ = ["NewReferral", "Receipt", "new_referrals", "receipt_of"]

SHORT = 60


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A referral that waits for a first reaction; `phone` is "+31…", for a tel: link."""

    id: UUID
    label: str
    role: FamilyRole
    respond_by: date
    in_short: str
    via: Text
    received_on: date
    phone: str | None
    message_safe: bool | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender of a referral may see again: nothing about the family."""

    id: UUID
    role: FamilyRole
    named: bool
    state: ReferralState
    first_name: str
    referrer_name: str
    reach: str
    message_safe: bool | None
    mailed: bool
    has_mark: bool
    received_at: datetime
    received_on: date
    respond_by: date


def new_referrals(work: Work, limit: int) -> tuple[NewReferral, ...]:
    """The new referrals with the earliest promise first, for the week page."""
    waiting = (
        listed()
        .add_columns(Referral.contact, Referral.message_safe)
        .where(is_new(work.today))
        .order_by(Referral.respond_by, Referral.received_at, Referral.id)
        .limit(limit)
    )
    return tuple(_new(work, row) for row in work.session.execute(waiting))


def _new(work: Work, row: Row[Any]) -> NewReferral:
    contact = work.vault.open(Referral.contact, row.id, row.contact)
    method = pinned(work, row.variant, row.variant_version)
    return NewReferral(
        row.id,
        family_label(row.first_name, row.family_name, row.named),
        FamilyRole(row.role),
        row.respond_by,
        in_short(method, FamilyRole(row.role), row.wishes, None) or _("staat in de aanmelding"),
        row.organisation or method.label("referral_sources", row.source),
        row.received_on,
        None if not contact or is_mail(contact) else contact,
        row.message_safe,
    )


def listed() -> Select[*tuple[Any, ...]]:
    """One line a referral, with its referrer: what every list of referrals needs."""
    lines = select(
        Referral.id,
        Referral.role,
        Referral.state,
        Referral.source,
        Referral.variant,
        Referral.variant_version,
        Referral.named,
        Referral.first_name,
        Referral.family_name,
        Referral.wishes,
        Referral.received_on,
        Referral.respond_by,
        Referrer.name.label("referrer_name"),
        Referrer.organisation,
        ProfileChannel.kind.label("profile_channel"),
        SearchProfile.code.label("profile_code"),
    )
    return with_origin(lines)


def with_origin(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Referrals with who referred them, and the search profile that they answer."""
    return (
        query.outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(ProfileChannel, ProfileChannel.id == Referral.profile_channel_id)
        .outerjoin(SearchProfile, SearchProfile.id == ProfileChannel.profile_id)
    )


def answered_profile(code: str | None, channel: str | None) -> str:
    """Which search profile somebody answered, and where it was read; "" when none."""
    if not code or not channel:
        return ""
    place = CHANNEL_LABELS[ChannelKind(channel)]
    return _("zoekprofiel %(code)s, %(place)s", code=code, place=place)


def family_label(first_name: str, family_name: str, named: bool) -> str:
    """How a list calls a family: its name, the first name, or that it has none yet."""
    if not named:
        return _("Nog zonder naam")
    return family_name or first_name


def in_short(
    method: MethodVariant, role: FamilyRole, wishes: Iterable[str], organisation: str | None
) -> str:
    """What a referral is about in a few words: the first wish, else who referred it."""
    labels = [str(wish_label(method, role, key)) for key in wishes]
    short = labels[0] if labels else organisation or ""
    return short if len(short) <= SHORT else short[: SHORT - 1].rstrip() + "…"


def wish_label(method: MethodVariant, role: FamilyRole, key: str) -> Text:
    """The words of a wish: what a family asks for, or what it offers."""
    list_name = "support_forms" if role is FamilyRole.OFFERING else "public_wishes"
    return method.label(list_name, key)


def receipt_of(work: Work, referral_id: UUID) -> Receipt | None:
    """What the confirmation shows; None when the referral is gone."""
    row = work.session.execute(
        select(Referral, Referrer)
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referral.id == referral_id)
    ).one_or_none()
    if row is None:
        return None
    referral: Referral = row[0]
    referrer: Referrer | None = row[1]
    contact = work.vault.open(Referral.contact, referral.id, referral.contact)
    story = work.vault.open(Referral.story, referral.id, referral.story)
    if referrer is not None:
        contact = work.vault.open(Referrer.contact, referrer.id, referrer.contact)
    return Receipt(
        referral.id,
        FamilyRole(referral.role),
        referral.named,
        ReferralState(referral.state),
        referral.first_name,
        referrer.name if referrer is not None else "",
        referral.reach,
        referral.message_safe,
        is_mail(contact) and (referrer is not None or bool(referral.message_safe)),
        MARK in story,
        referral.received_at,
        referral.received_on,
        referral.respond_by,
    )
