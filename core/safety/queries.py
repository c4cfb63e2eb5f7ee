"""What is known of a family's safety: the newest check, the earlier ones, and the VOGs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Identity, Membership
from core.families.access import access_file
from core.families.models import FamilyRole
from core.method.choice import pinned
from core.method.variant import MethodVariant
from core.safety.models import SafetyCheck
from core.safety.vogs import AdultVog, VogStage, VogStatus, seers_of, vog_stages_of, vogs_of
from core.wording import Text
from core.work import Work

__all__ = [
    "AdultVog",
    "PastCheck",
    "SafetyStatus",
    "VogStage",
    "VogStatus",
    "checks_of",
    "safety_of",
    "seers_of",
    "vog_stages_of",
    "vogs_of",
]


@dataclass(frozen=True, slots=True)
class SafetyStatus:
    """The newest safety check: whether there is one, and whether the work may go on with it."""

    done: bool
    ok: bool
    done_on: date | None = None
    outcome: str = ""


def safety_of(work: Work, family_id: UUID) -> SafetyStatus:
    """The newest safety check of a family."""
    newest = (
        select(
            SafetyCheck.outcome,
            SafetyCheck.done_on,
            SafetyCheck.variant,
            SafetyCheck.variant_version,
        )
        .where(SafetyCheck.family_id == family_id)
        .order_by(SafetyCheck.done_on.desc(), SafetyCheck.id.desc())
        .limit(1)
    )
    row = work.session.execute(newest).one_or_none()
    if row is None:
        return SafetyStatus(done=False, ok=False)
    method = pinned(work, row.variant, row.variant_version)
    return SafetyStatus(True, _proceeds(method, row.outcome), row.done_on, row.outcome)


def _proceeds(method: MethodVariant, outcome: str) -> bool:
    """Whether the work may go on with an outcome; one that is no longer known may not."""
    return any(o.key == outcome and o.proceeds for o in method.safety_outcomes)


@dataclass(frozen=True, slots=True)
class PastCheck:
    """One safety check as it was noted."""

    done_on: date
    outcome: Text
    proceeds: bool
    note: str
    author: str


def checks_of(work: Work, family_id: UUID) -> list[PastCheck]:
    """The last ten safety checks of a family, the one that counts first.

    They belong to the file in which the family asks: raises NotFound without one, and NeedsReason
    when it is closed or a colleague's.
    """
    access_file(work, family_id, FamilyRole.ASKING)
    wanted = (
        select(
            SafetyCheck.id,
            SafetyCheck.done_on,
            SafetyCheck.outcome,
            SafetyCheck.note,
            SafetyCheck.variant,
            SafetyCheck.variant_version,
            Identity.name,
        )
        .outerjoin(Membership, Membership.id == SafetyCheck.author_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(SafetyCheck.family_id == family_id)
        .order_by(SafetyCheck.done_on.desc(), SafetyCheck.id.desc())
        .limit(10)
    )
    return [
        PastCheck(
            row.done_on,
            pinned(work, row.variant, row.variant_version).label("safety_outcomes", row.outcome),
            _proceeds(pinned(work, row.variant, row.variant_version), row.outcome),
            work.vault.open(SafetyCheck.note, row.id, row.note),
            row.name or "",
        )
        for row in work.session.execute(wanted)
    ]
