"""One referral, opened for reading: everything that the page beside the inbox shows of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Identity, Membership
from core.bsn import MARK
from core.contact_details import is_mail
from core.families.models import FamilyRole
from core.languages import language_name
from core.method.choice import pinned
from core.recruiting.models import ProfileChannel, SearchProfile
from core.referrals.access import open_referral
from core.referrals.models import Referral, ReferralState, Referrer
from core.referrals.queries import answered_profile, family_label, wish_label
from core.wording import Text, _
from core.work import Work


@dataclass(frozen=True, slots=True)
class ReferrerFacts:
    """Who referred the family; `contact` is "+31…" or an e-mail address."""

    id: UUID
    name: str
    function: str
    organisation: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """One referral, opened for reading."""

    id: UUID
    label: str
    role: FamilyRole
    state: ReferralState
    source: str
    via: Text
    channel: str
    named: bool
    first_name: str
    family_name: str
    reach: str
    contact: str
    message_safe: bool | None
    language: Text
    postcode4: str
    wishes: tuple[Text, ...]
    story: str
    has_mark: bool
    joins_talk: str | None
    consent_on: date | None
    received_on: date
    received_at: datetime
    respond_by: date
    referrer: ReferrerFacts | None
    family_id: UUID | None
    decided_by: str | None
    decided_on: date | None
    decision: Text | None
    decision_note: str
    answered: str = ""
    profile_id: UUID | None = None
    ask_again_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided."""
        return self.state in (ReferralState.NEW, ReferralState.QUESTION)

    @property
    def phone(self) -> str | None:
        """The family's phone number, if that is how it can be reached."""
        return None if not self.contact or is_mail(self.contact) else self.contact


def read_referral(work: Work, referral_id: UUID) -> ReferralFacts:
    """Open one referral; the logbook records who looked. Raises NotFound or NeedsReason."""
    referral = open_referral(work, referral_id)
    vault, method = work.vault, pinned(work, referral.variant, referral.variant_version)
    role = FamilyRole(referral.role)
    story = vault.open(Referral.story, referral.id, referral.story)
    note = vault.open(Referral.decision_note, referral.id, referral.decision_note)
    referrer = _referrer(work, referral.referrer_id)
    code, channel, profile_id = _answered(work, referral.profile_channel_id)
    texts = [story, note, referral.first_name, referrer.name if referrer else ""]
    return ReferralFacts(
        id=referral.id,
        label=family_label(referral.first_name, referral.family_name, referral.named),
        role=role,
        state=ReferralState(referral.state),
        source=referral.source,
        via=method.label("referral_sources", referral.source),
        channel=_(referral.channel_label) if referral.channel_label else "",
        named=referral.named,
        first_name=referral.first_name,
        family_name=referral.family_name,
        reach=referral.reach,
        contact=vault.open(Referral.contact, referral.id, referral.contact),
        message_safe=referral.message_safe,
        language=language_name(referral.language),
        postcode4=referral.postcode4,
        wishes=tuple(wish_label(method, role, key) for key in referral.wishes),
        story=story,
        has_mark=any(MARK in text for text in texts),
        joins_talk=referral.joins_talk,
        consent_on=referral.consent_on,
        received_on=referral.received_on,
        received_at=referral.received_at,
        respond_by=referral.respond_by,
        referrer=referrer,
        family_id=referral.family_id,
        decided_by=_name_of(work, referral.decided_by),
        decided_on=referral.decided_on,
        decision=_decision(work, referral),
        decision_note=note,
        answered=answered_profile(code, channel),
        profile_id=profile_id,
        ask_again_on=referral.ask_again_on,
    )


def _answered(work: Work, channel_id: UUID | None) -> tuple[str, str, UUID | None]:
    """The code and the id of the profile that was answered, and the kind of the channel."""
    row = (
        channel_id
        and work.session.execute(
            select(SearchProfile.code, ProfileChannel.kind, SearchProfile.id)
            .join(ProfileChannel, ProfileChannel.profile_id == SearchProfile.id)
            .where(ProfileChannel.id == channel_id)
        ).one_or_none()
    )
    return (row[0], row[1], row[2]) if row else ("", "", None)


def _referrer(work: Work, referrer_id: UUID | None) -> ReferrerFacts | None:
    if referrer_id is None:
        return None
    row = work.find(Referrer, referrer_id)
    contact = work.vault.open(Referrer.contact, row.id, row.contact)
    return ReferrerFacts(row.id, row.name, row.function, row.organisation, contact)


def _decision(work: Work, referral: Referral) -> Text | None:
    method = pinned(work, referral.variant, referral.variant_version)
    if referral.referred_to:
        return method.label("refer_on_destinations", referral.referred_to)
    if referral.decision_reason is None:
        return None
    offers = referral.role == FamilyRole.OFFERING
    list_name = "offer_decline_reasons" if offers else "decline_reasons"
    return method.label(list_name, referral.decision_reason)


def _name_of(work: Work, membership_id: UUID | None) -> str | None:
    named = (
        select(Identity.name)
        .join(Membership, Membership.identity_id == Identity.id)
        .where(Membership.id == membership_id)
    )
    return work.session.scalar(named) if membership_id else None
