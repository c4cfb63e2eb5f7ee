"""The yes of both families to exactly one text of a story; another text asks anew."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from core.couplings.access import access_coupling
from core.errors import Refused
from core.families.models import FamilyRole
from core.funding.models import PublishedStory, Story, StoryConsent, StoryState
from core.wording import _
from core.work import Work

SIDES = (FamilyRole.ASKING, FamilyRole.OFFERING)


@dataclass(frozen=True, slots=True)
class Consent:
    """What one family said to the text as it is now."""

    given_on: date
    nationally: bool


def digest(title: str, text: str) -> bytes:
    """What a consent is to: it differs as soon as one letter does."""
    return hashlib.sha256(json.dumps([title, text], ensure_ascii=False).encode()).digest()


def digest_of(work: Work, story: Story) -> bytes:
    """The digest of a story as it stands."""
    opened = work.vault.open
    return digest(
        opened(Story.title, story.id, story.title), opened(Story.text, story.id, story.text)
    )


def note_consent(
    work: Work, story_id: UUID, side: FamilyRole, *, given_on: date, nationally: bool
) -> None:
    """A family agrees to the text as it is now; raises NotFound, Refused, NeedsReason."""
    story = of_a_coupling(work, story_id)
    if given_on > work.today:
        raise Refused(_("Kies de dag waarop u toestemming kreeg: vandaag of eerder."), "given_on")
    _forget(work, story, side)
    work.add(
        StoryConsent(
            story_id=story_id, side=side, given_on=given_on,
            digest=digest_of(work, story), nationally=nationally,
        )
    )  # fmt: skip
    if not _all_say(work, story, nationally=True):
        unshare(work, story)
    work.record("story.consented", "story", story_id, detail=side)


def take_consent_back(work: Work, story_id: UUID, side: FamilyRole) -> None:
    """A family wants it no longer: the story is nowhere any more, from now on."""
    story = work.find(Story, story_id)
    _forget(work, story, side)
    hide(work, story)
    work.record("story.consent_ended", "story", story_id, detail=side)


def consents(work: Work, story: Story) -> dict[FamilyRole, Consent]:
    """Which families agree to the text as it is now."""
    wanted = digest_of(work, story)
    rows = work.session.scalars(select(StoryConsent).where(StoryConsent.story_id == story.id))
    return {
        FamilyRole(row.side): Consent(row.given_on, row.nationally)
        for row in rows
        if row.digest == wanted
    }


def require_consents(work: Work, story: Story, *, nationally: bool) -> None:
    """Raises Refused unless both families agree to exactly this text, and to where it goes."""
    if not _all_say(work, story, nationally=nationally):
        raise Refused(
            _("Noteer eerst dat beide gezinnen het goedvinden dat dit landelijk gedeeld wordt.")
            if nationally
            else _("Noteer eerst dat beide gezinnen precies deze tekst goedvinden.")
        )


def forget_consents(work: Work, story: Story) -> None:
    """The text is another, or it is taken back: nobody agreed to it, and nobody sees it."""
    work.session.execute(delete(StoryConsent).where(StoryConsent.story_id == story.id))
    hide(work, story)


def hide(work: Work, story: Story) -> None:
    """Take a story from the public page and from what is shared."""
    story.public_on = None
    unshare(work, story)


def unshare(work: Work, story: Story) -> None:
    """Take a story from what is shared nationally."""
    work.session.execute(delete(PublishedStory).where(PublishedStory.story_id == story.id))


def of_a_coupling(work: Work, story_id: UUID) -> Story:
    """A story that may be told of a coupling; raises NotFound, Refused, NeedsReason."""
    story = work.find(Story, story_id)
    if story.state == StoryState.WITHDRAWN:
        raise Refused(_("Dit verhaal is ingetrokken. Schrijf een nieuw verhaal als het weer mag."))
    if story.coupling_id is None:
        raise Refused(_("Schrijf een verhaal voor iedereen vanaf de bladzijde van de koppeling."))
    access_coupling(work, story.coupling_id)
    return story


def _all_say(work: Work, story: Story, *, nationally: bool) -> bool:
    given = consents(work, story)
    return all(side in given and (given[side].nationally or not nationally) for side in SIDES)


def _forget(work: Work, story: Story, side: FamilyRole) -> None:
    work.session.execute(
        delete(StoryConsent).where(StoryConsent.story_id == story.id, StoryConsent.side == side)
    )
