"""How far a family is, and by which variant of the method: what of it travels."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.couplings.models import Coupling
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import FamilyRole
from core.handovers.package import SentAnswer, SentCoupling, SentMethod
from core.intake.models import Intake
from core.intake.services import IntakeRecord
from core.matching.models import SupportRequest
from core.method.choice import label, pinned
from core.method.often import often
from core.method.variant import MethodVariant, Question
from core.web.formats import long_date
from core.wording import _, in_dutch
from core.work import Work

FORMAL_HELP, PREVENTION = "formal_help", "prevention_kind"
"""What an intake keeps beside its answers."""


@in_dutch()
def sent_couplings(
    work: Work, family_id: UUID, role: FamilyRole, going: frozenset[UUID]
) -> tuple[SentCoupling, ...]:
    """The couplings that did not end, but none for a child that does not travel."""
    mine = Coupling.asking_family_id if role is FamilyRole.ASKING else Coupling.offering_family_id
    query = (
        select(Coupling, SupportRequest.member_id)
        .join(SupportRequest, SupportRequest.id == Coupling.request_id)
        .where(mine == family_id, Coupling.phase != Phase.ENDED)
        .order_by(Coupling.id)
    )
    asks = role is FamilyRole.ASKING
    return tuple(
        _coupling(work, row.Coupling)
        for row in work.session.execute(query)
        if not asks or row.member_id is None or row.member_id in going
    )


def _coupling(work: Work, row: Coupling) -> SentCoupling:
    method = pinned(work, row.variant, row.variant_version)
    held, ahead = _evaluations(work, row.id)
    since = row.active_from or row.trial_from or row.introduction_on
    return SentCoupling(
        _method(method), str(row.phase), since, often(method), held, min(ahead, default=None)
    )


def _evaluations(work: Work, coupling_id: UUID) -> tuple[tuple[date, ...], list[date]]:
    query = select(Evaluation.held_on, Evaluation.due_on, Evaluation.state).where(
        Evaluation.coupling_id == coupling_id
    )
    rows = work.session.execute(query.order_by(Evaluation.due_on)).all()
    held = tuple(row.held_on for row in rows if row.held_on)
    waiting = (EvaluationState.PLANNED, EvaluationState.PARTLY)
    return held, [row.due_on for row in rows if row.state in waiting]


def _method(method: MethodVariant) -> SentMethod:
    return SentMethod(method.key, method.version, str(method.name))


@in_dutch()
def intake_method(work: Work, family_id: UUID, role: FamilyRole) -> SentMethod | None:
    """By which variant the intake was held."""
    query = select(Intake.variant, Intake.variant_version).where(
        Intake.family_id == family_id, Intake.role == role
    )
    row = work.session.execute(query).one_or_none()
    return _method(pinned(work, row.variant, row.variant_version)) if row else None


@in_dutch()
def answers_in_words(
    work: Work, record: IntakeRecord, method: SentMethod
) -> tuple[SentAnswer, ...]:
    """Every answer in the words of the variant by which it was asked."""
    variant = pinned(work, method.key, method.version)
    known = {one.key: one for one in questions_of(variant, record.role)}
    found = [
        SentAnswer(key, str(known[key].label), _words(value, known[key]))
        for key, value in record.answers.items()
        if key in known
    ]
    helped = [str(label(work, "formal_help_kinds", key, variant)) for key in record.formal_help]
    found.append(SentAnswer(FORMAL_HELP, _("Formele hulp"), ", ".join(helped)))
    if record.prevention_kind:
        kind = str(label(work, "prevention_kinds", record.prevention_kind, variant))
        found.append(SentAnswer(PREVENTION, _("Hoe het gezin ervoor staat"), kind))
    return tuple(one for one in found if one.words)


def questions_of(method: MethodVariant, role: FamilyRole) -> tuple[Question, ...]:
    """The questions of an intake in this role."""
    asks = role is FamilyRole.ASKING
    return method.intake_questions if asks else method.support_intake_questions


def _words(value: object, question: Question) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list | tuple):
        return ", ".join(_words(one, question) for one in value)
    labels = {choice.key: str(choice.label) for choice in question.choices}
    return labels.get(str(value), str(value)) if value is not None else ""


def course_in_words(one: SentCoupling) -> str:
    """How far a coupling is, in one line: the same for who sends it and for who receives it."""
    said = [
        _("Koppeling volgens “%(name)s” (versie %(version)s): %(phase)s sinds %(day)s.",
          name=one.method.name, version=one.method.version,
          phase=str(Phase(one.phase).label).lower(), day=long_date(one.since))
    ]  # fmt: skip
    if one.evaluated:
        days = ", ".join(long_date(day) for day in one.evaluated)
        said.append(_("Evaluatie %(often)s, gehouden op %(days)s.", often=one.often, days=days))
    else:
        said.append(_("Evaluatie %(often)s, nog niet gehouden.", often=one.often))
    if one.next_on:
        said.append(_("De volgende zou rond %(day)s zijn.", day=long_date(one.next_on)))
    return " ".join(said)
