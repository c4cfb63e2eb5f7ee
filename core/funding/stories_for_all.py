"""Stories that everyone may read: on the programme's own page, and shared nationally."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.couplings.models import Coupling
from core.errors import Refused
from core.families.models import Family, FamilyMember
from core.funding.models import PublishedStory, Story, StoryState
from core.funding.story_consents import of_a_coupling, require_consents, unshare
from core.lessons.identifying import traces_in
from core.wording import _
from core.work import Work

SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PublicStory:
    """A story as everyone reads it: no names, no coupling."""

    title: str
    text: str


def public_stories(work: Work) -> tuple[PublicStory, ...]:
    """The stories on the public page of this programme, the newest first."""
    rows = work.session.scalars(
        select(Story)
        .where(
            Story.public_on.is_not(None), Story.coupling_id.is_not(None),
            Story.state != StoryState.WITHDRAWN,
        )
        .order_by(Story.public_on.desc(), Story.id.desc())
    )  # fmt: skip
    return tuple(_opened(work, row) for row in rows)


def show_story(work: Work, story_id: UUID) -> None:
    """Put a story on the public page; raises NotFound, Refused, NeedsReason."""
    story = of_a_coupling(work, story_id)
    require_consents(work, story, nationally=False)
    _check(work, story)
    story.public_on = work.today
    work.record("story.shown", "story", story_id)


def hide_story(work: Work, story_id: UUID) -> None:
    """Take a story from the public page; what is shared nationally stays."""
    work.find(Story, story_id).public_on = None
    work.record("story.hidden", "story", story_id)


def share_story(work: Work, story_id: UUID) -> None:
    """Share a story nationally, once both families agree to that; raises as `show_story`."""
    story = of_a_coupling(work, story_id)
    require_consents(work, story, nationally=True)
    _check(work, story)
    told = _opened(work, story)
    unshare(work, story)
    work.add(
        PublishedStory(story_id=story_id, title=told.title, text=told.text, shared_on=work.today)
    )
    work.record("story.shared", "story", story_id)


def unshare_story(work: Work, story_id: UUID) -> None:
    """Share a story no longer; raises NotFound."""
    unshare(work, work.find(Story, story_id))
    work.record("story.unshared", "story", story_id)


def is_shared(work: Work, story_id: UUID) -> bool:
    """Whether a story is shared nationally."""
    query = select(PublishedStory.id).where(PublishedStory.story_id == story_id)
    return work.session.scalar(query) is not None


def _opened(work: Work, row: Story) -> PublicStory:
    opened = work.vault.open
    return PublicStory(opened(Story.title, row.id, row.title), opened(Story.text, row.id, row.text))


def _check(work: Work, story: Story) -> None:
    """Raises Refused for a name of these families, a phone number, a mail address or a BSN."""
    told = _opened(work, story)
    whole = f"{told.title}\n\n{told.text}"
    words = {word.casefold() for word in _WORD.findall(whole)}
    found = sorted(name for name in _names(work, story) if name.casefold() in words)
    if found:
        raise Refused(
            _("Er staat een naam van deze gezinnen in: %(names)s. Haal die eerst weg.",
              names=", ".join(found))
        )  # fmt: skip
    traces = traces_in(work, whole)
    if traces.has_bsn or traces.has_phone or traces.has_mail:
        raise Refused(_("Er staat een nummer of een e-mailadres in. Haal dat eerst weg."))


def _names(work: Work, story: Story) -> set[str]:
    """Every part of a name of both families that is long enough to tell."""
    coupling = work.find(Coupling, story.coupling_id)
    both = (coupling.asking_family_id, coupling.offering_family_id)
    people = select(FamilyMember.first_name, FamilyMember.last_name).where(
        FamilyMember.family_id.in_(both)
    )
    names = [name for row in work.session.execute(people) for name in row if name]
    names += work.session.scalars(select(Family.name).where(Family.id.in_(both)))
    parts = {part for name in names for part in _WORD.findall(name)}
    return {part for part in parts if len(part) >= SHORTEST_NAME and part[0].isupper()}
