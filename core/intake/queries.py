"""What was kept of an intake."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Identity, Membership
from core.families.access import access_file
from core.families.models import FamilyRole
from core.intake.models import Intake
from core.intake.services import IntakeRecord
from core.method.choice import pinned
from core.method.variant import MethodVariant
from core.work import Work


@dataclass(frozen=True, slots=True)
class KeptIntake:
    """An intake as kept, and by whom; `is_complete` is False while only a part was kept."""

    record: IntakeRecord
    author: str
    method: MethodVariant

    @property
    def is_complete(self) -> bool:
        """Whether there is a judgement."""
        return bool(self.record.suitability)


def intake_of(work: Work, family_id: UUID, role: FamilyRole) -> KeptIntake | None:
    """The intake of a family in one role; None when there was none yet.

    Raises NotFound without such a file, and NeedsReason when it is closed or a colleague's.
    """
    access_file(work, family_id, role)
    wanted = (
        select(Intake, Identity.name)
        .outerjoin(Membership, Membership.id == Intake.author_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(Intake.family_id == family_id, Intake.role == role)
    )
    found = work.session.execute(wanted).one_or_none()
    if found is None:
        return None
    intake: Intake = found[0]
    method = pinned(work, intake.variant, intake.variant_version)
    return KeptIntake(opened(work, intake), found[1] or "", method)


def opened(work: Work, intake: Intake) -> IntakeRecord:
    """What an intake says, unsealed, for who may read the file."""
    vault = work.vault
    return IntakeRecord(
        role=FamilyRole(intake.role),
        held_on=intake.held_on,
        answers=json.loads(vault.open(Intake.answers, intake.id, intake.answers)),
        suitability=intake.suitability,
        suitability_reason=vault.open(
            Intake.suitability_reason, intake.id, intake.suitability_reason
        ),
        formal_help=tuple(intake.formal_help),
        prevention_kind=intake.prevention_kind,
        goals=vault.open(Intake.goals, intake.id, intake.goals),
    )
