"""Which questions of the method each side is asked, and where an answer is kept."""

from collections.abc import Iterable, Mapping

from core.families.models import FamilyRole
from core.matching.profiles import Subject
from core.method.choice import known_methods
from core.method.variant import MethodVariant, Question, Side
from core.work import Work

ASKED: Mapping[FamilyRole, tuple[Side, ...]] = {
    FamilyRole.ASKING: (Side.ASKING, Side.CHILD, Side.FORMAL_HELP, Side.SAFETY, Side.CHANGES),
    FamilyRole.OFFERING: (Side.OFFERING, Side.SAFETY, Side.CHANGES),
}
"""What each side is asked about; safety and the agreements are asked of both, apart."""

COLUMNS: Mapping[str, str] = {
    "asking_satisfied": "satisfied",
    "offering_satisfied": "satisfied",
    "child_opinion": "child_satisfied",
    "too_heavy": "too_heavy",
    "safety_changed": "safety",
    "formal_help": "formal_help",
    "asking_go_on": "go_on",
    "offering_go_on": "go_on",
}
"""Questions whose code has a column of its own; all other answers are sealed as words."""


def questions_for(
    method: MethodVariant, side: FamilyRole, subject: str = Subject.CHILD
) -> tuple[Question, ...]:
    """The questions for one side, in order; about a child only when the support is for one."""
    return tuple(
        question
        for about in ASKED[side]
        if about is not Side.CHILD or subject == Subject.CHILD
        for question in method.evaluation_questions_of(about)
    )


def is_complete(questions: Iterable[Question], answers: Mapping[str, str]) -> bool:
    """Whether every required question is answered."""
    return all(answers.get(question.key) for question in questions if question.required)


def alarms(work: Work) -> dict[str, frozenset[str]]:
    """The codes, by column, that ask for a call this week, over all variants of the method."""
    found: dict[str, set[str]] = {}
    for method in known_methods(work):
        for question in method.evaluation_questions:
            column = COLUMNS.get(question.key)
            codes = {choice.key for choice in question.choices if choice.alarm}
            if column and codes:
                found.setdefault(column, set()).update(codes)
    return {column: frozenset(codes) for column, codes in found.items()}
