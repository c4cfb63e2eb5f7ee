"""What a second reader gets to see of a profile: its text, and whose hand it is from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.accounts.queries import member_names
from core.recruiting.access import newest_version, text_of_version
from core.recruiting.models import SearchProfile
from core.recruiting.texts import PublicText
from core.recruiting.writing import read_checked
from core.work import Work


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
