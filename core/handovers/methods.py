"""By which method the receiver goes on: the same when it can, else its own, and said in words."""

from dataclasses import dataclass, replace
from typing import Any

from core.handovers.courses import FORMAL_HELP, PREVENTION, questions_of
from core.handovers.package import Package, SentAnswer, SentMethod
from core.intake.services import IntakeRecord
from core.licences.queries import licence_covers
from core.method.choice import installed, method_of, methods_of
from core.method.variant import MethodVariant, Question
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class Fitted:
    """An intake as it can be kept here, and what is kept as text only."""

    record: IntakeRecord
    as_text: tuple[SentAnswer, ...]


def method_here(work: Work, sent: SentMethod) -> MethodVariant | None:
    """The same variant, in the sent version when it is there; None when it cannot be used here."""
    on = next((one for one in methods_of(work) if one.key == sent.key), None)
    if on is None or not licence_covers(work, sent.key).covered:
        return None
    return installed(work).find(sent.key, sent.version) or on


def methods_in_words(work: Work, package: Package) -> tuple[str, ...]:
    """For each method in a package, whether it is used here, and by which one it goes on else."""
    sent = [one.method for one in package.couplings]
    sent += [package.intake_method] if package.intake_method else []
    return tuple(_in_words(work, one) for one in dict.fromkeys(sent))


def _in_words(work: Work, sent: SentMethod) -> str:
    here, own = method_here(work, sent), str(method_of(work).name)
    if here and here.version == sent.version:
        return _("U werkt hier ook met “%(name)s”.", name=sent.name)
    if here:
        return _(
            "U werkt hier ook met “%(name)s”, maar met versie %(here)s in plaats van %(there)s.",
            name=sent.name, here=here.version, there=sent.version,
        )  # fmt: skip
    return _(
        "“%(name)s” (versie %(version)s) kan hier niet: %(why)s Bij u gaat het verder volgens "
        "“%(own)s”. Wat daarin geen vraag is, blijft als tekst bewaard.",
        name=sent.name, version=sent.version, why=_why_not(work, sent), own=own,
    )  # fmt: skip


def _why_not(work: Work, sent: SentMethod) -> str:
    if sent.key not in installed(work).keys():  # noqa: SIM118 - a method of its own
        return _("deze methode is hier niet geïnstalleerd.")
    answer = licence_covers(work, sent.key)
    return answer.sentence if not answer.covered else _("deze methode staat hier niet aan.")


def fitted(record: IntakeRecord, words: tuple[SentAnswer, ...], method: MethodVariant) -> Fitted:
    """An intake without what this method does not ask; that is kept in the sender's words."""
    asked = {one.key: one for one in questions_of(method, record.role)}
    answers = {
        key: value
        for key, value in record.answers.items()
        if key in asked and _fits(asked[key], value)
    }
    formal = {choice.key for choice in method.formal_help_kinds}
    helps = record.formal_help if set(record.formal_help) <= formal else ()
    kinds = {choice.key for choice in method.prevention_kinds}
    kind = record.prevention_kind if record.prevention_kind in kinds else None
    lost = set(record.answers) - set(answers)
    lost |= {FORMAL_HELP} if helps != record.formal_help else set()
    lost |= {PREVENTION} if kind != record.prevention_kind else set()
    kept = replace(record, answers=answers, formal_help=helps, prevention_kind=kind)
    return Fitted(kept, tuple(one for one in words if one.key in lost))


def _fits(question: Question, value: Any) -> bool:
    """Whether an answer is one of the choices, where there are any."""
    if not question.choices:
        return True
    given = value if isinstance(value, list | tuple) else [value]
    return set(given) <= {choice.key for choice in question.choices} | {None, ""}
