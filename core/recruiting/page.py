"""The page of one profile: its text, what was found in it, who agreed, and where it is shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.queries import member_names
from core.families.models import Family
from core.network.models import Partner
from core.recruiting.access import Opened, access_profile, newest_version, text_of_version
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.channels import PARTNER_KINDS, Referred, receivers, referred_by
from core.recruiting.crowd import Crowd
from core.recruiting.finding_words import LABELS, REASONS, title_of
from core.recruiting.known import known_of
from core.recruiting.material import SHORT_LINK
from core.recruiting.models import (
    ChannelKind,
    ProfileState,
    SearchProfile,
    SearchProfileVersion,
)
from core.recruiting.never import never_of
from core.recruiting.overruling import still_found
from core.recruiting.placing import channels_of, rereads_profiles, state_of
from core.recruiting.recipients import Mailed, mailed
from core.recruiting.recognising import MAY_BE_FALSE, SENTENCE, Finding, coarser
from core.recruiting.texts import PublicText
from core.recruiting.wording import Fields, text_of
from core.recruiting.writing import read_checked, read_choices
from core.wording import Text, _
from core.work import Work

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, and which of them are marked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on the page; `wider` is what "Maak grover" makes of it."""

    key: str
    title: str
    reason: Text
    wider: str
    quote: str
    may_be_false: bool


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Words that were kept, with why, by whom and when."""

    quote: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class MadeWider:
    """Something that was made wider, and how many fit now."""

    part: str
    label: Text
    before: str
    after: str
    children: int | None


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel: its words, how many it reaches, its short link and whether it is on."""

    id: UUID
    label: str
    link: str
    is_on: bool
    cost_cents: int | None


@dataclass(frozen=True, slots=True)
class Online:
    """The version that people see now, and when the family agreed to it."""

    number: int
    approved_on: date | None
    published_on: date


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Everything on the page of one profile."""

    id: UUID
    code: str
    state: ProfileState
    number: int
    until: date
    request_id: UUID | None
    family_id: UUID | None
    family_name: str
    fields: Fields
    sentence: str
    text: PublicText
    body: Pieces
    found: tuple[Shown, ...]
    done: tuple[MadeWider, ...]
    false_alarms: tuple[FalseAlarm, ...]
    approved_on: date | None
    approved_how: str | None
    needs_reader: bool
    reread_on: date | None
    reread_by: str
    wrote_it: bool
    is_published: bool
    online: Online | None
    channels: tuple[ChannelLine, ...]
    referred: tuple[Referred, ...]
    mailed: tuple[Mailed, ...]

    @property
    def is_checked(self) -> bool:
        """Whether nothing is found any more, and a colleague has read it where that is asked."""
        return not self.found and not (self.needs_reader and self.reread_on is None)

    @property
    def is_approved(self) -> bool:
        """Whether the family agreed, or there is no one family to ask."""
        return self.approved_on is not None or self.request_id is None

    @property
    def digest(self) -> str:
        """What an approval of this text is of."""
        return self.text.digest.hex()


def profile_page(work: Work, profile_id: UUID) -> ProfilePage:
    """The page of a profile; raises NotFound, NeedsReason."""
    found = access_profile(work, profile_id)
    fields, sentence = read_choices(work, found.version)
    known = known_of(work, found.request)
    traces = still_found(work, found.version, known)
    checked = read_checked(work, found.version)
    text = text_of_version(work, found.version)
    names = member_names(work)
    version, request = found.version, found.request
    return ProfilePage(
        id=found.profile.id,
        code=found.profile.code,
        state=state_of(work, found),
        number=version.number,
        until=found.profile.until,
        request_id=request.id if request else None,
        family_id=request.family_id if request else None,
        family_name=work.find(Family, request.family_id).name if request else "",
        fields=fields,
        sentence=sentence,
        text=text,
        body=marked(" ".join(text.lines), tuple(one.quote for one in traces)),
        found=tuple(_shown(one, fields, sentence, known.area) for one in traces),
        done=tuple(
            MadeWider(
                one.part, LABELS[one.trace], one.before, one.after,
                _children(one.part, fields, known.crowd),
            )
            for one in checked.done
        ),
        false_alarms=tuple(
            FalseAlarm(one.quote, one.reason, names.get(one.by, "") if one.by else "", one.on)
            for one in checked.overruled
        ),
        approved_on=version.approved_on,
        approved_how=version.approved_how,
        needs_reader=rereads_profiles(work),
        reread_on=version.reread_on,
        reread_by=names.get(version.reread_by, "") if version.reread_by else "",
        wrote_it=checked.by == work.actor.id,
        is_published=version.published_on is not None,
        online=_online(work, found),
        channels=_channels(work, found.profile),
        referred=referred_by(work, found.profile.request_id),
        mailed=mailed(work, found.profile.id),
    )  # fmt: skip


def _children(part: str, fields: Fields, crowd: Crowd) -> int | None:
    return crowd.children(fields) if part == "who" else None


def _shown(one: Finding, fields: Fields, sentence: str, area: str) -> Shown:
    wider, told = coarser(fields, sentence, one)
    text = text_of(wider, told, area)
    after = told if one.part == SENTENCE else text.title if one.part == "who" else text.lines[0]
    return Shown(
        one.key, title_of(one), REASONS[one.trace], after, one.quote, one.trace in MAY_BE_FALSE
    )


def marked(text: str, quotes: tuple[str, ...]) -> Pieces:
    """A text in pieces, with what was found marked where it is first said."""
    spans = []
    for quote in quotes:
        start = text.casefold().find(quote.casefold()) if quote else -1
        if start >= 0:
            spans.append((start, start + len(quote)))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])


def _online(work: Work, found: Opened) -> Online | None:
    """The version that the public sees now, if any."""
    if state_of(work, found) is not ProfileState.PUBLISHED:
        return None
    version = SearchProfileVersion
    row = work.session.execute(
        select(version.number, version.approved_on, version.published_on)
        .where(version.profile_id == found.profile.id, version.published_on.is_not(None))
        .order_by(version.number.desc())
        .limit(1)
    ).one_or_none()
    return (
        Online(row.number, row.approved_on, row.published_on) if row and row.published_on else None
    )


def _channels(work: Work, profile: SearchProfile) -> tuple[ChannelLine, ...]:
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


def partners_to_add(work: Work, page: ProfilePage) -> list[tuple[str, str]]:
    """The organisations that may get an address of their own: not those that signed it up."""
    never = never_of(work, page.request_id)
    taken = {row.partner_id for row in channels_of(work, page.id)}
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


@dataclass(frozen=True, slots=True)
class ToRead:
    """A text for a second reader: nothing else of the profile, and no family.

    `kept` are words of the text that a colleague says are no names; why may be about the family.
    """

    id: UUID
    text: PublicText
    number: int
    by: str
    wrote_it: bool
    reread_on: date | None
    kept: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What the reader has read."""
        return self.text.digest.hex()


def text_to_read(work: Work, profile_id: UUID) -> ToRead:
    """The newest text of a profile; raises NotFound."""
    profile = work.find(SearchProfile, profile_id)
    version = newest_version(work, profile.id)
    checked = read_checked(work, version)
    by = checked.by
    return ToRead(
        profile.id,
        text_of_version(work, version),
        version.number,
        member_names(work).get(by, "") if by else "",
        by == work.actor.id,
        version.reread_on,
        tuple(one.quote for one in checked.overruled),
    )


def steps_of(page: ProfilePage) -> list[tuple[str, str, str]]:
    """The four steps on top of the page, as (name, note, state)."""
    on = sum(channel.is_on for channel in page.channels)
    placed = page.is_published and page.state is ProfileState.PUBLISHED
    checked = _check_note(page)
    agreed = _("niet nodig") if page.request_id is None else _("verplicht")
    done = [True, page.is_checked, page.is_checked and page.is_approved, placed]
    now = done.index(False) if False in done else len(done)
    notes = [_("uit velden"), checked, agreed, _("%(count)s kanalen gekozen", count=on)]
    names = [_("Tekst"), _("Controle"), _("Akkoord van het gezin"), _("Plaatsen")]
    states = ["done" if at < now else "now" if at == now else "later" for at in range(len(names))]
    return list(zip(names, notes, states, strict=True))


def _check_note(page: ProfilePage) -> str:
    if page.found:
        count = len(page.found)
        if count == 1:
            return _("nog 1 ding te wijzigen")
        return _("nog %(count)s dingen te wijzigen", count=count)
    return _("klaar") if page.is_checked else _("wacht op een collega")
