"""Two couplings are told in public: both families agreed to exactly this text. All is invented."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from core.couplings.models import Coupling, CouplingPhase
from core.demo.town import Town
from core.families.models import FamilyRole
from core.funding.stories import StoryNote, write_story
from core.funding.stories_for_all import share_story, show_story
from core.funding.story_consents import note_consent
from core.work import Work

SINCE = timedelta(days=12)


@dataclass(frozen=True, slots=True)
class Told:
    """A story, and whether it is shared nationally as well."""

    title: str
    text: str
    is_shared: bool


STORIES = {
    "rhenen": Told(
        "Een bord erbij",
        "Iedere week eet een kind uit de buurt mee. Eerst was het stil aan tafel, nu dekt het zelf "
        "en vraagt het om het recept. Thuis is er die avond rust. “Een bord erbij kost ons niets”, "
        "zegt het steungezin.",
        is_shared=True,
    ),
    "zaanstad": Told(
        "Samen naar buiten",
        "Een vader had zijn handen vol en sliep slecht. Nu gaat zijn kind om de week mee naar "
        "buiten met een gezin verderop. “Ik slaap weer”, zegt hij, “en mijn kind komt met vieze "
        "knieën en een verhaal thuis.”",
        is_shared=False,
    ),
}


def tell_of_a_coupling(town: Town) -> None:
    """Write it, note the yes of both families, and put it on the public page."""
    told = STORIES.get(town.plan.slug)
    if told is None:
        return
    with town.on(town.today - SINCE) as work:
        note = StoryNote(told.title, told.text, is_checked=True, coupling_id=_coupling(work))
        story_id = write_story(work, note)
        for side in (FamilyRole.ASKING, FamilyRole.OFFERING):
            note_consent(work, story_id, side, given_on=work.today, nationally=told.is_shared)
        show_story(work, story_id)
        if told.is_shared:
            share_story(work, story_id)


def _coupling(work: Work) -> UUID:
    lasting = select(Coupling.id).where(Coupling.phase == CouplingPhase.ACTIVE)
    found = work.session.scalars(lasting.order_by(Coupling.trial_from, Coupling.id)).first()
    if found is None:
        raise LookupError("nothing lasts in this town")
    return found
