"""Links of organisations: made, renewed and withdrawn by a coordinator, used without an account."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.channels.models import ChannelLink
from core.channels.standing import Standing, channel_by_key, channels_at
from core.errors import Refused
from core.extension.channels import Door
from core.network.access import access_partner, require_partner
from core.network.models import Partner
from core.referrals.references import invitation_reference
from core.wording import Text, _
from core.work import Work
from tenants.ids import new_id

TERM = timedelta(days=365)
MOST = 20
"""Working links of one organisation: one a channel and some more."""


class LinkIsOver(Exception):
    """The link was ours, but it lets nobody in any more."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a working link opens: a channel, for an organisation."""

    link: ChannelLink
    partner: Partner
    standing: Standing


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link as the page of its organisation shows it; `channel` are its words, or its key."""

    id: UUID
    key: str
    channel: Text
    is_on: bool
    is_over: bool
    address: str
    made_on: date
    expires_on: date
    last_used_on: date | None
    uses: int


def make_link(work: Work, partner_id: UUID, channel: str) -> UUID:
    """Give an organisation a link to a channel; raises Refused when it has one or it is off."""
    partner = require_partner(work, partner_id)
    if channel_by_key(work, channel, Door.LINK) is None:
        raise Refused(_("Kies een kanaal dat aan staat."), field="channel")
    working = [one for one in _of(work, partner) if one.expires_on >= work.today]
    if any(one.channel == channel for one in working):
        raise Refused(_("Voor dit kanaal is er al een link. Verleng die."), field="channel")
    if len(working) >= MOST:
        raise Refused(_("Deze organisatie heeft genoeg links. Trek er eerst een in."), "channel")
    link = work.add(
        ChannelLink(
            id=new_id(),
            channel=channel,
            partner_id=partner.id,
            made_by=work.actor.id,
            made_on=work.today,
            expires_on=work.today + TERM,
        )
    )
    work.record("channel_link.made", "partner", partner.id)
    return link.id


def renew_link(work: Work, link_id: UUID) -> UUID:
    """Have a link work for another year from today; returns its organisation."""
    link = work.find(ChannelLink, link_id)
    partner = require_partner(work, _owner(work, link).id)
    if link.ended_on:
        raise Refused(_("Deze link is ingetrokken. Maak een nieuwe."))
    link.expires_on = work.today + TERM
    work.record("channel_link.renewed", "partner", partner.id)
    return partner.id


def withdraw_link(work: Work, link_id: UUID) -> UUID:
    """Have a link let nobody in any more; returns its organisation."""
    link = work.find(ChannelLink, link_id)
    if link.ended_on:
        raise Refused(_("Deze link is al ingetrokken."))
    link.ended_on = work.today
    partner = _owner(work, link)
    work.record("channel_link.withdrawn", "partner", partner.id)
    return partner.id


def _owner(work: Work, link: ChannelLink) -> Partner:
    """The organisation of a link, or the one into which it was merged."""
    partner = access_partner(work, link.partner_id)
    return access_partner(work, partner.merged_into_id) if partner.merged_into_id else partner


def links_of(work: Work, partner_id: UUID) -> tuple[LinkLine, ...]:
    """The links of an organisation that were not withdrawn, also of one that merged into it."""
    words = {one.key: one.channel.label for one in channels_at(work, Door.LINK)}
    return tuple(
        LinkLine(
            one.id, one.channel, words.get(one.channel, one.channel), one.channel in words,
            one.expires_on < work.today, address_of(work, one.id), one.made_on, one.expires_on,
            one.last_used_on, one.uses,
        )
        for one in _of(work, access_partner(work, partner_id))
    )  # fmt: skip


def _of(work: Work, partner: Partner) -> list[ChannelLink]:
    found = work.session.scalars(
        select(ChannelLink)
        .join(Partner, Partner.id == ChannelLink.partner_id)
        .where(
            (Partner.id == partner.id) | (Partner.merged_into_id == partner.id),
            ChannelLink.ended_on.is_(None),
        )
        .order_by(ChannelLink.made_on, ChannelLink.id)
    )
    return list(found)


def address_of(work: Work, link_id: UUID) -> str:
    """The address that an organisation gets."""
    return work.address(f"/verwijzen/{invitation_reference(work, link_id)}")


def open_link(work: Work, link_id: UUID) -> Invitation | None:
    """What a link opens today; None when there is none. Raises LinkIsOver when it has ended.

    An organisation that merged into another signs up as that other; of one in the archive no link
    works.
    """
    link = work.session.get(ChannelLink, (work.tenant.id, link_id))
    if link is None:
        return None
    partner = _owner(work, link)
    standing = channel_by_key(work, link.channel, Door.LINK)
    if link.ended_on or link.expires_on < work.today or partner.archived_on or standing is None:
        raise LinkIsOver
    return Invitation(link, partner, standing)


def note_use(work: Work, link: ChannelLink) -> None:
    """Count a sign-up by a link."""
    link.uses += 1
    link.last_used_on = work.today
