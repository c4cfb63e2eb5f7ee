"""Invented slips: a note that was corrected, and one that was never finished."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from core.demo.plan import DEMO_TODAY
from core.demo.town import Town
from core.drafts.services import keep_draft
from core.drafts.tickets import Ticket, new_page
from core.families.correcting import correct_note, own_note
from core.families.models import ContactMoment

HALF_A_NOTE = "Gebeld over de intake. Zij vroeg of haar zus erbij mag zijn, en"
ADDED = "Zij wil liever in de ochtend."


def think_again(town: Town, family_id: UUID) -> None:
    """The coordinator corrects what was noted of this family, and is called away from the next."""
    with town.on(DEMO_TODAY) as work:
        noted = select(ContactMoment.id).where(ContactMoment.family_id == family_id)
        contact_id = work.session.scalars(noted.order_by(ContactMoment.id).limit(1)).one()
        said = own_note(work, contact_id).now
        correct_note(work, contact_id, replace(said, text=f"{said.text} {ADDED}"))
        if town.coordinator.id:
            page = Ticket(town.coordinator.id, "families.note", str(family_id), new_page())
            keep_draft(work, page, {"way": ["phone"], "text": [HALF_A_NOTE]})
