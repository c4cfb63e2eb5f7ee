"""Keeping what came out of the first talk with a family."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.errors import Refused
from core.families.access import require_open_file
from core.families.models import Appointment, AppointmentKind, Family, FamilyRole
from core.families.services import settle_talks
from core.intake.models import Intake
from core.method.choice import method_of, pinned
from core.method.variant import Choice, MethodVariant, Outcome
from core.wording import _
from core.work import Work
from tenants.ids import new_id

FORMAL_HELP = "formal_help_now"
HEAVY_CONCERNS = "heavy_concerns"
PROTECTION = "protection"
RECIPROCITY = "reciprocity"


@dataclass(frozen=True, slots=True)
class IntakeRecord:
    """What came out of an intake.

    `answers` are keyed by the method's questions: text, a key, a list of keys or a bool.
    `suitability` is a key of the method's outcomes, or "" while only a part is kept.
    """

    role: FamilyRole
    held_on: date
    answers: dict[str, Any]
    suitability: str
    suitability_reason: str
    formal_help: tuple[str, ...]
    prevention_kind: str | None
    goals: str


def record_intake(
    work: Work, family_id: UUID, record: IntakeRecord, by: MethodVariant | None = None
) -> UUID:
    """Keep the intake of a family in one role; a change keeps the id and the pinned method.

    A new one is pinned to the usual method, or to `by`, by which it was held elsewhere.
    A planned intake talk up to today is marked as held. Raises NotFound, or Refused when the file
    is closed, the day lies ahead, or a judgement lacks its reason.
    """
    require_open_file(work, family_id, record.role)
    intake = _find(work, family_id, record.role)
    pins = intake and pinned(work, intake.variant, intake.variant_version)
    method = pins or by or method_of(work)
    _check(work, record, method)
    action = "intake.changed" if intake else "intake.recorded"
    intake = intake or Intake(id=new_id(), family_id=family_id, role=record.role)
    intake.variant, intake.variant_version = method.key, method.version
    _fill(work, intake, record)
    work.add(intake)
    settle_talks(
        work,
        Appointment.family_id == family_id,
        Appointment.role == record.role,
        Appointment.kind == AppointmentKind.INTAKE,
    )
    _tell_file(work, family_id, record)
    work.record(action, "family", family_id)
    return intake.id


def _tell_file(work: Work, family_id: UUID, record: IntakeRecord) -> None:
    """What the family can do in return is asked here and shown in its file: typed once."""
    told = str(record.answers.get(RECIPROCITY) or "").strip()
    if told:
        family = work.find(Family, family_id)
        family.reciprocity = work.vault.seal(Family.reciprocity, family.id, told)


def _find(work: Work, family_id: UUID, role: FamilyRole) -> Intake | None:
    wanted = select(Intake).where(Intake.family_id == family_id, Intake.role == role)
    return work.session.scalar(wanted)


def _fill(work: Work, intake: Intake, record: IntakeRecord) -> None:
    vault = work.vault
    intake.author_id = work.actor.id
    intake.held_on = record.held_on
    intake.answers = vault.seal(Intake.answers, intake.id, json.dumps(record.answers, default=str))
    intake.suitability = record.suitability
    intake.suitability_reason = vault.seal_optional(
        Intake.suitability_reason, intake.id, record.suitability_reason
    )
    intake.formal_help = list(record.formal_help)
    intake.prevention_kind = record.prevention_kind
    intake.goals = vault.seal_optional(Intake.goals, intake.id, record.goals)


def _check(work: Work, record: IntakeRecord, method: MethodVariant) -> None:
    if record.held_on > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies vandaag of eerder."), "held_on")
    _check_none_alone(record)
    if not _known(record.formal_help, method.formal_help_kinds):
        raise Refused(_("Kies welke hulp er nu is."), "formal_help_now")
    if record.prevention_kind and not _known((record.prevention_kind,), method.prevention_kinds):
        raise Refused(_("Kies hoe het gezin ervoor staat."), "prevention_kind")
    if record.suitability:
        _check_judgement(record, method)


def _check_none_alone(record: IntakeRecord) -> None:
    for field in (FORMAL_HELP, HEAVY_CONCERNS):
        chosen = record.answers.get(field) or ()
        if "none" in chosen and len(chosen) > 1:
            raise Refused(_("U koos “geen” en ook iets anders. Haal een van de twee weg."), field)


def _known(keys: tuple[str, ...], choices: tuple[Choice, ...]) -> bool:
    return set(keys) <= {choice.key for choice in choices}


def _check_judgement(record: IntakeRecord, method: MethodVariant) -> None:
    outcome = _outcome(method, record.suitability)
    if record.suitability_reason.strip():
        return
    if outcome.needs_reason:
        raise Refused(_("Schrijf op waarom u dit besluit."), "suitability_reason")
    if outcome.proceeds and has_concerns(record.answers):
        raise Refused(
            _("U noemde een zware zorg of jeugdbescherming. Schrijf op waarom het gezin past."),
            "suitability_reason",
        )


def _outcome(method: MethodVariant, key: str) -> Outcome:
    for outcome in method.suitability_outcomes:
        if outcome.key == key:
            return outcome
    raise Refused(_("Kies of het gezin past."), "suitability")


def has_concerns(answers: dict[str, Any]) -> bool:
    """Whether an answer names a heavy concern, or a supervision order or after-care."""
    concerns = set(answers.get(HEAVY_CONCERNS) or ()) - {"none"}
    return bool(concerns) or answers.get(PROTECTION) not in (None, "", "no")
