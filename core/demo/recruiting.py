"""A search profile in Rhenen: the first text is online, the second still says too much."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.calendar.dayparts import from_keys
from core.demo.town import Town
from core.families.models import FamilyFile, FamilyRole, MemberKind
from core.families.services import NewMember, add_member
from core.matching.models import SupportRequest
from core.matching.services import RequestDetails, add_request
from core.recruiting.access import access_profile, text_of_version
from core.recruiting.mailing import mail_profile, preview_mail
from core.recruiting.models import ChannelKind, ProfileState, ProfileVisits, SearchProfile
from core.recruiting.placing import LONGEST, Placing, channels_of
from core.recruiting.proposing import propose
from core.recruiting.recipients import Reach, people_to_mail
from core.recruiting.seen import add_seen
from core.recruiting.services import (
    approve,
    place,
    publish,
    start_from_advice,
    start_profile,
    withdraw,
    write_text,
)
from core.recruiting.wording import Fields
from core.referrals.models import Referral
from core.work import Work
from tenants.ids import new_id

SLUG = "rhenen"
SINCE = timedelta(days=17)
UNTIL = timedelta(days=53)
SEEN = {
    ChannelKind.SCHOOLS: 212,
    ChannelKind.NEWSPAPER: 48,
    ChannelKind.LIBRARY: 31,
    ChannelKind.SOCIAL: 388,
}
WINTER = date(2016, 1, 4)
COSTS = {ChannelKind.NEWSPAPER: 95_00, ChannelKind.SCHOOLS: 24_50}
MAILED = 2
WISH = "Gek op dieren, en het liefst de hele middag naar buiten."
TOO_MUCH = "Gek op dieren en het liefst de hele middag naar buiten."


def look_for_somebody(town: Town) -> None:
    """Publish a profile for a family's second child, and begin a text that the check stops."""
    if town.plan.slug != SLUG:
        return
    with town.on(town.today - SINCE - timedelta(days=10)) as work:
        request_id = _second_child(town, work)
    with town.on(town.today - SINCE) as work:
        fields = propose(work, work.find(SupportRequest, request_id)).fields
        profile_id = start_profile(work, request_id, fields)
        text = text_of_version(work, access_profile(work, profile_id).version)
        approve(work, profile_id, work.today, "visit", text.digest.hex())
        channels = channels_of(work, profile_id)
        on = frozenset(channel.id for channel in channels if channel.is_on)
        place(work, profile_id, Placing(on, work.today + SINCE + UNTIL))
        publish(work, profile_id)
        for channel in channels:
            if seen := SEEN.get(ChannelKind(channel.kind)):
                visits = ProfileVisits(id=new_id(), channel_id=channel.id, seen=seen)
                visits.day = work.today
                work.session.add(visits)
    with town.on(town.today) as work:
        write_text(work, profile_id, fields, TOO_MUCH)


def ask_everybody(town: Town) -> None:
    """A profile of last winter that several answered, and a mail to the network about the new one.

    Those who answered are families that are in the story already: nobody is added.
    """
    if town.plan.slug != SLUG:
        return
    with town.on(WINTER) as work:
        profile_id = start_from_advice(work, Fields("primary", "weekend", "fortnight"), {})
        channels = channels_of(work, profile_id)
        on = frozenset(channel.id for channel in channels if channel.is_on)
        costs = {one.id: COSTS[one.kind] for one in channels if one.kind in COSTS}
        place(work, profile_id, Placing(on, WINTER + LONGEST, costs))
        publish(work, profile_id)
        for channel in channels:
            if seen := SEEN.get(ChannelKind(channel.kind)):
                add_seen(work, channel.id, seen // 2)
        ids = [channel.id for channel in channels if channel.id in on]
    with town.on(WINTER + LONGEST) as work:
        _answered(work, ids)
        withdraw(work, profile_id)
    with town.on(town.today - SINCE + timedelta(days=3)) as work:
        _mail_the_network(work)


def _answered(work: Work, channel_ids: list[UUID]) -> None:
    """Who signed up to help after that day did so by one of the channels, most by the first."""
    came = select(Referral).where(
        Referral.role == FamilyRole.OFFERING, Referral.received_on.between(WINTER, work.today)
    )
    for number, referral in enumerate(
        work.session.scalars(came.order_by(Referral.received_on, Referral.id))
    ):
        referral.profile_channel_id = channel_ids[(number // 2) % len(channel_ids)]


def _mail_the_network(work: Work) -> None:
    online = select(SearchProfile).where(SearchProfile.state == ProfileState.PUBLISHED)
    profile = work.session.scalars(online).one()
    free = [one.id for one in people_to_mail(work, profile) if one.reach is Reach.FREE]
    letter = preview_mail(work, profile.id, free[:MAILED])
    mail_profile(work, profile.id, free[:MAILED], letter.digest)


def _second_child(town: Town, work: Work) -> UUID:
    """A request for another child of a family that was helped before: no family more."""
    family_id = work.session.scalars(
        select(FamilyFile.family_id)
        .join(Referral, Referral.family_id == FamilyFile.family_id)
        .where(
            Referral.referrer_id.is_not(None),
            FamilyFile.role == FamilyRole.ASKING,
            FamilyFile.closed_on.is_(None),
        )
        .order_by(FamilyFile.opened_on, FamilyFile.id)
    ).first()
    if family_id is None:
        raise LookupError("nobody asks in this town")
    child = town.people.child()
    born_on = date(work.today.year - 10, 5, 14)
    member = add_member(work, family_id, NewMember(MemberKind.CHILD, child, "", born_on=born_on))
    details = RequestDetails(
        title=f"{child}: een vaste middag",
        member_id=member,
        forms=("daypart",),
        dayparts=from_keys(["di-middag"]),
        max_km=8,
        avoid_pets=(),
        wishes=WISH,
        urgency=1,
    )
    return add_request(work, family_id, details)
