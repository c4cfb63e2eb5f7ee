"""Writing a story, recording the consent to it, and taking it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.couplings.access import access_coupling
from core.errors import Refused
from core.funding.models import Story, StoryState
from core.funding.story_consents import digest, digest_of, forget_consents
from core.funding.texts import check_texts
from core.wording import Text, _, _l
from core.work import Work
from tenants.ids import new_id

STATE_LABELS: dict[StoryState, Text] = {
    StoryState.DRAFT: _l("Nog geen toestemming"),
    StoryState.READY: _l("Mag verteld worden"),
    StoryState.WITHDRAWN: _l("Ingetrokken"),
}


@dataclass(frozen=True, slots=True)
class StoryNote:
    """What is written; `consent_of` says who agreed, without a name."""

    title: str
    text: str
    consent_on: date | None = None
    consent_of: str = ""
    is_checked: bool = False
    coupling_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story, opened."""

    id: UUID
    title: str
    text: str
    state: StoryState
    consent_on: date | None
    consent_of: str
    written_on: date
    coupling_id: UUID | None
    public_on: date | None

    @property
    def label(self) -> Text:
        """Whether it may be told, in words."""
        return STATE_LABELS[self.state]


def write_story(work: Work, note: StoryNote) -> UUID:
    """Keep a story; with the day of a consent it may be told. Raises Refused, MayIdentify."""
    _check(work, note)
    story = Story(
        id=new_id(), author_id=work.actor.id, written_on=work.today,
        coupling_id=note.coupling_id and access_coupling(work, note.coupling_id).id,
    )  # fmt: skip
    _keep(work, story, note)
    work.add(story)
    work.record("story.written", "story", story.id)
    return story.id


def change_story(work: Work, story_id: UUID, note: StoryNote) -> None:
    """Change a story; raises NotFound, Refused when its consent was taken back, MayIdentify."""
    story = work.find(Story, story_id)
    if story.state == StoryState.WITHDRAWN:
        raise Refused(_("Dit verhaal is ingetrokken. Schrijf een nieuw verhaal als het weer mag."))
    _check(work, note)
    if digest_of(work, story) != digest(note.title.strip(), note.text.strip()):
        forget_consents(work, story)
    _keep(work, story, note)
    work.record("story.changed", "story", story_id)


def withdraw_story(work: Work, story_id: UUID) -> None:
    """Take a story back, when who it is about wants that: it is gone everywhere at once.

    What was handed in stays as it was.
    """
    story = work.find(Story, story_id)
    if story.state == StoryState.WITHDRAWN:
        return
    forget_consents(work, story)
    story.state, story.withdrawn_on = StoryState.WITHDRAWN, work.today
    work.record("story.withdrawn", "story", story_id)


def list_stories(work: Work, *, ready: bool = False) -> tuple[StoryLine, ...]:
    """Every story, or those that may be told; the newest first."""
    query = select(Story).order_by(Story.written_on.desc(), Story.id.desc())
    if ready:
        query = query.where(Story.state == StoryState.READY)
    return tuple(_line(work, story) for story in work.session.scalars(query))


def read_story(work: Work, story_id: UUID) -> StoryLine:
    """One story; raises NotFound."""
    return _line(work, work.find(Story, story_id))


def _check(work: Work, note: StoryNote) -> None:
    if note.consent_on and note.consent_on > work.today:
        raise Refused(_("Kies de dag waarop u toestemming kreeg: vandaag of eerder."), "consent_on")
    if note.consent_on and not note.consent_of.strip():
        raise Refused(_("Schrijf op wie toestemming gaf, zonder naam."), "consent_of")
    told = (note.title, note.text, note.consent_of)
    check_texts(work, told, is_checked=note.is_checked)


def _keep(work: Work, story: Story, note: StoryNote) -> None:
    seal = work.vault.seal
    story.title = seal(Story.title, story.id, note.title.strip())
    story.text = seal(Story.text, story.id, note.text.strip())
    story.consent_on = note.consent_on
    story.consent_of = work.vault.seal_optional(
        Story.consent_of, story.id, note.consent_of.strip() or None
    )
    story.state = StoryState.READY if note.consent_on else StoryState.DRAFT


def _line(work: Work, story: Story) -> StoryLine:
    vault = work.vault
    return StoryLine(
        story.id,
        vault.open(Story.title, story.id, story.title),
        vault.open(Story.text, story.id, story.text),
        StoryState(story.state),
        story.consent_on,
        vault.open(Story.consent_of, story.id, story.consent_of),
        story.written_on,
        story.coupling_id,
        story.public_on,
    )
