"""The channels of a profile as its page shows them, and who may still get one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.network.models import Partner
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.channels import PARTNER_KINDS, receivers
from core.recruiting.material import SHORT_LINK
from core.recruiting.models import ChannelKind, SearchProfile
from core.recruiting.never import never_of
from core.recruiting.placing import channels_of
from core.work import Work


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel: its words, how many it reaches, its short link and whether it is on."""

    id: UUID
    label: str
    link: str
    is_on: bool
    cost_cents: int | None


def channel_lines(work: Work, profile: SearchProfile) -> tuple[ChannelLine, ...]:
    """The channels of a profile as they were made; the number of queries does not grow."""
    rows = channels_of(work, profile.id)
    ids = {row.partner_id for row in rows if row.partner_id}
    named = select(Partner.id, Partner.name).where(Partner.id.in_(ids))
    names = {row.id: row.name for row in work.session.execute(named)} if ids else {}
    return tuple(
        ChannelLine(
            row.id,
            _channel_words(work, profile, ChannelKind(row.kind), names.get(row.partner_id, "")),
            SHORT_LINK + row.code,
            row.is_on,
            row.cost_cents,
        )
        for row in rows
    )


def _channel_words(work: Work, profile: SearchProfile, kind: ChannelKind, name: str) -> str:
    words = name or str(CHANNEL_LABELS[kind])
    if kind not in PARTNER_KINDS:
        return words
    count = len(receivers(work, kind, profile.request_id))
    return f"{words} ({count})" if count else words


def partners_to_add(work: Work, profile_id: UUID, request_id: UUID | None) -> list[tuple[str, str]]:
    """The organisations that may get an address of their own: not those that signed it up."""
    never = never_of(work, request_id)
    taken = {row.partner_id for row in channels_of(work, profile_id)}
    rows = work.session.execute(
        select(Partner.id, Partner.name)
        .where(Partner.archived_on.is_(None))
        .order_by(func.lower(Partner.name), Partner.id)
    )
    return [
        (str(row.id), row.name)
        for row in rows
        if row.id not in taken and not never.is_organisation(row.id, row.name)
    ]
