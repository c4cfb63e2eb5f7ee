"""What to do first with a family for which nobody is sought yet: intake, check, what it wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.families.heading import FamilyHeading
from core.families.models import AppointmentKind, FamilyRole
from core.family_file.overview import Planned
from core.intake.models import Intake
from core.method.choice import pinned
from core.safety.queries import safety_of
from core.wording import Text, _l
from core.work import Work

INTAKE_PAGES = {FamilyRole.ASKING: "intake.asking", FamilyRole.OFFERING: "intake.offering"}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One button on top of the file: its words, and the page that it opens."""

    words: Text
    endpoint: str
    icon: str


def first_step(
    work: Work, family: FamilyHeading, planned: Sequence[Planned], waits: Sequence[FamilyRole]
) -> FirstStep | None:
    """The next thing to do in the first of the roles that have no request or offer yet."""
    role = next((role for role in waits if role in family.roles), None)
    if role is None:
        return None
    mine = Intake.family_id == family.id, Intake.role == role
    intake = work.session.scalar(select(Intake).where(*mine))
    if intake is None:
        return _towards_intake(role, planned)
    return _after_intake(work, family.id, role) if _proceeds(work, intake) else None


def _towards_intake(role: FamilyRole, planned: Sequence[Planned]) -> FirstStep:
    if any(talk.kind is AppointmentKind.INTAKE for talk in planned):
        return FirstStep(_l("Schrijf de intake op"), INTAKE_PAGES[role], "clipboard-list")
    return FirstStep(_l("Plan de intake"), "families.plan", "calendar-plus")


def _after_intake(work: Work, family_id: UUID, role: FamilyRole) -> FirstStep | None:
    if role is FamilyRole.OFFERING:
        return FirstStep(_l("Schrijf het aanbod op"), "matching.new_offer", "hand-heart")
    safety = safety_of(work, family_id)
    if not safety.done:
        return FirstStep(_l("Doe de veiligheidscheck"), "safety.check", "shield-check")
    if not safety.ok:
        return None
    return FirstStep(_l("Schrijf de hulpvraag op"), "matching.new_request", "plus")


def _proceeds(work: Work, intake: Intake) -> bool:
    known = pinned(work, intake.variant, intake.variant_version).suitability_outcomes
    return any(outcome.key == intake.suitability and outcome.proceeds for outcome in known)


def had_intake(work: Work, family: FamilyHeading) -> bool:
    """Whether an intake is written down for every role with an open file."""
    written = select(Intake.role).where(Intake.family_id == family.id)
    return set(family.roles) <= set(work.session.scalars(written))
