"""The page of one profile: its text, what was found in it, who agreed, and where it is shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import member_names
from core.families.models import Family
from core.recruiting.access import Opened, access_profile, text_of_version
from core.recruiting.channel_lines import ChannelLine, channel_lines
from core.recruiting.channels import Referred, referred_by
from core.recruiting.known import known_of
from core.recruiting.models import ProfileState, SearchProfileVersion
from core.recruiting.overruling import still_found
from core.recruiting.placing import rereads_profiles, state_of
from core.recruiting.recipients import Mailed, mailed
from core.recruiting.shown_findings import (
    FalseAlarm,
    MadeWider,
    Pieces,
    Shown,
    false_alarm,
    made_wider,
    marked,
    shown_finding,
)
from core.recruiting.texts import PublicText
from core.recruiting.wording import Fields
from core.recruiting.writing import read_checked, read_choices
from core.work import Work


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
        found=tuple(shown_finding(one, fields, sentence, known.area) for one in traces),
        done=tuple(made_wider(one, fields, known.crowd) for one in checked.done),
        false_alarms=tuple(false_alarm(one, names) for one in checked.overruled),
        approved_on=version.approved_on,
        approved_how=version.approved_how,
        needs_reader=rereads_profiles(work),
        reread_on=version.reread_on,
        reread_by=names.get(version.reread_by, "") if version.reread_by else "",
        wrote_it=checked.by == work.actor.id,
        is_published=version.published_on is not None,
        online=_online(work, found),
        channels=channel_lines(work, found.profile),
        referred=referred_by(work, found.profile.request_id),
        mailed=mailed(work, found.profile.id),
    )


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
