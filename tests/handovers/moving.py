"""Two gemeenten, and a family on its way from one to the other."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.families.models import ContactMoment, ContactWay, FamilyMember, FamilyRole
from core.families.services import ContactNote, FamilyDetails, change_family, note_contact
from core.handovers.packing import Choices, record_yes
from core.handovers.sending import send_handover
from core.intake.services import IntakeRecord, record_intake
from core.jobs.running import run_job
from core.tasks import TASKS
from core.work import Office
from tenants.context import TenantContext
from tests.casework import asking, offering
from tests.fixtures_web import TODAY, Person, hire

SECRET = "Zonneroosje vertelt"
"""Stands in every text that travels."""
LIKED: dict[str, Any] = {
    "interests": ("music",), "themes": ("autism",), "wish_keys": (), "traits": None,
}  # fmt: skip


@dataclass(frozen=True)
class Road:
    """The sender and the receiver, with a coordinator each, and a family that goes."""

    office: Office
    here: TenantContext
    there: TenantContext
    sender: Person
    receiver: Person
    family_id: UUID
    role: FamilyRole

    def job(self, tenant: TenantContext, name: str, **ids: str) -> None:
        """Run a job of one of the two now."""
        [task] = [task for task in TASKS.all() if task.name == name]
        run_job(self.office, task, {"tenant_id": tenant.id, **ids})

    def send(self, *, notes: bool = True) -> UUID:
        """Send the family, without the courier."""
        with self.office.work(self.here, self.sender.actor) as work:
            wanted = select(ContactMoment.id).where(ContactMoment.family_id == self.family_id)
            chosen = frozenset(work.session.scalars(wanted)) if notes else frozenset()
            choices = Choices(with_intake=True, notes=chosen)
            return send_handover(work, self.family_id, self.role, self.there.id, choices)

    def deliver(self, handover_id: UUID) -> None:
        """Let the courier go."""
        self.job(self.here, "deliver_handover", handover_id=str(handover_id))


def set_out(
    app: Flask,
    office: Office,
    here: TenantContext,
    there: TenantContext,
    role: FamilyRole = FamilyRole.ASKING,
    *,
    says_yes: bool = True,
    mark: str = SECRET,
) -> Road:
    """A family with everything, whose adults and child said yes to be handed over."""
    sender = hire(app, office, here, Role.COORDINATOR, "Marit Hendriks")
    receiver = hire(app, office, there, Role.COORDINATOR, "Bram van Zuid")
    with office.work(here, sender.actor) as work:
        name = f"{mark} Aydin"
        family_id, _row = (
            asking(work, name, wishes=mark, home_languages=("tr",), **LIKED)
            if role is FamilyRole.ASKING
            else offering(
                work, name, own_experience=mark, experience_may_match=True, own_ages=(7,), **LIKED
            )
        )
        change_family(work, family_id, FamilyDetails(name, "Rhenen", "3911", "nl", mark, mark))
        note = ContactNote(role, ContactWay.PHONE, "Elif", f"{mark} over school", TODAY)
        note_contact(work, family_id, note)
        record_intake(
            work, family_id,
            IntakeRecord(role, TODAY, {"daily_life": mark}, "suitable", mark, (), None, mark),
        )  # fmt: skip
        if says_yes:
            people = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
            record_yes(work, family_id, frozenset(work.session.scalars(people)))
    return Road(office, here, there, sender, receiver, family_id, role)
