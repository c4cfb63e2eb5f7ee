"""Search profiles as they stand in public, with their channels."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.recruiting.models import (
    ChannelKind,
    ProfileChannel,
    ProfileState,
    SearchProfile,
    SearchProfileVersion,
)
from core.recruiting.texts import PublicText, keep_text
from core.work import Work
from tenants.ids import new_id

TEXT = PublicText(
    "Een kind op de basisschool zoekt een vaste middag",
    ("Een keer per week bij een ander gezin: buiten spelen en mee-eten.",),
    ("een gezin met kinderen, of een ouder stel", "één middag per week"),
    ("een coördinator die u begeleidt",),
)


@dataclass(frozen=True)
class Shown:
    """A published profile: its id, its code, and its channels by kind."""

    id: UUID
    code: str
    channels: dict[ChannelKind, UUID]


def show(
    work: Work, code: str = "jw7", text: PublicText = TEXT, until: date | None = None
) -> Shown:
    """Publish a profile at schools and on the website, as `<code>-s` and `<code>-f`."""
    profile = work.add(
        SearchProfile(
            id=new_id(), code=code, state=ProfileState.PUBLISHED,
            until=until or work.today + timedelta(days=60), created_on=work.today,
        )
    )  # fmt: skip
    version = SearchProfileVersion(
        id=new_id(), profile_id=profile.id, number=1, fields={}, published_on=work.today
    )
    keep_text(work, version, text)
    work.add(version)
    channels = {
        kind: work.add(
            ProfileChannel(id=new_id(), profile_id=profile.id, kind=kind, code=f"{code}-{end}")
        ).id
        for kind, end in ((ChannelKind.SCHOOLS, "s"), (ChannelKind.SOCIAL, "f"))
    }
    return Shown(profile.id, code, channels)
