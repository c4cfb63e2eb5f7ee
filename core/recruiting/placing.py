"""Showing a profile: by which channels, until which day, and taking it away everywhere at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.matching.models import RequestState
from core.network.models import Partner
from core.programme.models import Programme
from core.recruiting.access import Opened, access_profile, text_of_version
from core.recruiting.channels import is_referrer
from core.recruiting.known import known_of
from core.recruiting.models import ChannelKind, ProfileChannel, ProfileState, SearchProfile
from core.recruiting.overruling import still_found
from core.recruiting.standing import standing
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST = timedelta(days=184)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where and until when: the channels that are on, and what each cost in euro cents."""

    channel_ids: frozenset[UUID]
    until: date
    costs: Mapping[UUID, int | None] = field(default_factory=dict)


def place(work: Work, profile_id: UUID, placing: Placing) -> None:
    """Keep the channels, the costs and the last day; raises Refused, NotFound for a channel."""
    found = access_profile(work, profile_id)
    if placing.until < work.today:
        raise Refused(_("Deze dag is al geweest. Kies een latere dag."), "until")
    if placing.until > work.today + LONGEST:
        raise Refused(_("Kies een dag binnen een half jaar."), "until")
    channels = channels_of(work, profile_id)
    if placing.channel_ids - {channel.id for channel in channels}:
        raise NotFound("profile_channel")
    for channel in channels:
        channel.is_on = channel.id in placing.channel_ids
        if channel.id in placing.costs:
            channel.cost_cents = placing.costs[channel.id]
    found.profile.until = placing.until
    work.session.flush()
    work.record("search_profile.placed", "search_profile", profile_id)


def add_organisation(work: Work, profile_id: UUID, partner_id: UUID) -> None:
    """Give an organisation of the network an address of its own for this profile.

    Raises NotFound, and Refused for one that signed this family up or has an address already.
    """
    found = access_profile(work, profile_id)
    partner = work.find(Partner, partner_id)
    if any(one.partner_id == partner_id for one in _of_organisations(work, profile_id)):
        raise Refused(_("Deze organisatie staat er al bij."), "partner")
    organisation_channel(work, found.profile, partner.id, partner.name)


def organisation_channel(
    work: Work, profile: SearchProfile, partner_id: UUID, name: str
) -> ProfileChannel:
    """The channel of an organisation, made or put on again; raises Refused for a referrer."""
    if is_referrer(work, profile.request_id, partner_id, name):
        raise Refused(
            _("Deze organisatie meldde het gezin aan en krijgt dit profiel niet."), "partner"
        )
    own = _of_organisations(work, profile.id)
    known = next((one for one in own if one.partner_id == partner_id), None)
    if known:
        known.is_on = True
        return known
    work.record("search_profile.channel_added", "search_profile", profile.id)
    return work.add(
        ProfileChannel(
            id=new_id(),
            profile_id=profile.id,
            kind=ChannelKind.PARTNER,
            partner_id=partner_id,
            code=f"{profile.code}-p{len(own) + 1}",
        )
    )


def _of_organisations(work: Work, profile_id: UUID) -> list[ProfileChannel]:
    return [one for one in channels_of(work, profile_id) if one.kind == ChannelKind.PARTNER]


def channels_of(work: Work, profile_id: UUID) -> list[ProfileChannel]:
    """The channels of a profile, in the order in which they were made."""
    wanted = select(ProfileChannel).where(ProfileChannel.profile_id == profile_id)
    return list(work.session.scalars(wanted.order_by(ProfileChannel.id)))


def publish(work: Work, profile_id: UUID) -> int:
    """Show the newest version; returns its number. Raises Refused, saying what is to be done first.

    The version that was shown until now makes room in the same moment.
    """
    found = access_profile(work, profile_id)
    if found.version.published_on is not None and found.profile.state == ProfileState.PUBLISHED:
        raise Refused(_("Deze tekst staat al online."))
    for told in still_to_do(work, found):
        raise Refused(told)
    if found.profile.until < work.today:
        raise Refused(_("Kies eerst tot welke dag het profiel er staat."), "until")
    if not any(channel.is_on for channel in channels_of(work, profile_id)):
        raise Refused(_("Kies eerst een plek waar het profiel komt."))
    found.version.published_on = work.today
    found.profile.state = ProfileState.PUBLISHED
    work.record("search_profile.published", "search_profile", profile_id, str(found.version.number))
    return found.version.number


def still_to_do(work: Work, found: Opened) -> list[str]:
    """What stands between this text and the public, in the order of the page."""
    told: list[str] = []
    if found.request is not None and found.request.state != RequestState.OPEN:
        told.append(_("Voor deze hulpvraag zoekt u nu niemand."))
    if still_found(work, found.version, known_of(work, found.request)):
        told.append(_("Maak eerst stap 2 af: het gezin is nog te herkennen."))
    digest = text_of_version(work, found.version).digest
    if rereads_profiles(work) and found.version.reread_digest != digest:
        told.append(_("Een collega moet de tekst eerst lezen."))
    if found.request is not None and found.version.approved_digest != digest:
        told.append(_("Vraag eerst het akkoord van het gezin, bij stap 3."))
    return told


def withdraw(work: Work, profile_id: UUID) -> None:
    """Take a profile away: every address of it stops at once. Done already is no error."""
    found = access_profile(work, profile_id)
    if found.profile.state in (ProfileState.DRAFT, ProfileState.PUBLISHED):
        found.profile.state = ProfileState.WITHDRAWN
        work.record("search_profile.withdrawn", "search_profile", profile_id)


def rereads_profiles(work: Work) -> bool:
    """Whether this programme wants a second person to read each profile first."""
    return bool(work.session.scalar(select(Programme.rereads_profiles)))


def state_of(work: Work, found: Opened) -> ProfileState:
    """The state of a profile that holds today."""
    request = RequestState(found.request.state) if found.request else None
    return standing(ProfileState(found.profile.state), found.profile.until, request, work.today)
