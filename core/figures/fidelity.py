"""How far practice follows the method: three shares of what was done, exactly and as cells.

* an evaluation is *in time* when it was held no later than two weeks after it was due;
* a definitive coupling was *tried* when its trial lasted four weeks or more before that day;
* a pair was *checked* when the asking family had its safety check by the introduction.

Couplings that came from an earlier administration are left out: what went before was not done
here. The gemeente and the console see closed half-years only: a share that follows every change
would tell the change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationState
from core.figures.national import COUNTED_STATES
from core.figures.suppression import share
from core.method.variant import SHORTEST_TRIAL
from core.safety.models import SafetyCheck
from core.wording import Text, _l
from core.work import Work
from tenants.models import Organisation, PublishedFigure, Tenant

IN_TIME = timedelta(days=14)
PREFIX = "fidelity."
LABELS: Mapping[str, Text] = {
    "evaluations": _l("Evaluaties op tijd gehouden"),
    "trials": _l("Eerst een proefperiode, dan definitief"),
    "checks": _l("Eerst een veiligheidscheck, dan kennismaken"),
}
MEANINGS: Mapping[str, Text] = {
    "evaluations": _l("Binnen twee weken na de dag waarop de evaluatie gepland was."),
    "trials": _l("De proefperiode duurde vier weken of langer."),
    "checks": _l("De check van het vraaggezin was er op de dag van de kennismaking."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """`done` of the `whole`; exact, so only for who works with the families."""

    key: str
    done: int
    whole: int

    @property
    def label(self) -> Text:
        """What is measured, in words."""
        return LABELS[self.key]

    @property
    def meaning(self) -> Text:
        """When something counts as done."""
        return MEANINGS[self.key]

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when that would tell a small number."""
        return share(self.done, self.whole)


@dataclass(frozen=True, slots=True)
class Fidelity:
    """The three parts, as of a day."""

    as_of: date
    parts: tuple[Part, ...]

    def cells(self) -> Iterator[tuple[str, int]]:
        """What is published: the exact counts by name of the measure."""
        for part in self.parts:
            yield f"{PREFIX}{part.key}.done", part.done
            yield f"{PREFIX}{part.key}.whole", part.whole


def fidelity(work: Work, until: date) -> Fidelity:
    """Count what was done up to and including a day: three queries."""
    parts = (
        Part("evaluations", *_evaluations(work, until)),
        Part("trials", *_trials(work, until)),
        Part("checks", *_checks(work, until)),
    )
    return Fidelity(until, parts)


def _evaluations(work: Work, until: date) -> tuple[int, int]:
    in_time = Evaluation.held_on <= Evaluation.due_on + IN_TIME
    held = Evaluation.state == EvaluationState.HELD
    row = work.session.execute(
        select(_count_if(held & in_time), func.count(Evaluation.id))
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .where(
            Evaluation.state != EvaluationState.CANCELLED,
            Evaluation.due_on <= until - IN_TIME,
            Coupling.trial_from.is_not(None),
        )
    ).one()
    return row[0], row[1]


def _trials(work: Work, until: date) -> tuple[int, int]:
    long_enough = Coupling.active_from >= Coupling.trial_from + timedelta(days=SHORTEST_TRIAL)
    row = work.session.execute(
        select(_count_if(long_enough), func.count(Coupling.id)).where(
            Coupling.active_from <= until, Coupling.taken_over_on.is_(None)
        )
    ).one()
    return row[0], row[1]


def _checks(work: Work, until: date) -> tuple[int, int]:
    first = (
        select(SafetyCheck.family_id, func.min(SafetyCheck.done_on).label("done_on"))
        .group_by(SafetyCheck.family_id)
        .subquery()
    )
    row = work.session.execute(
        select(_count_if(first.c.done_on <= Coupling.introduction_on), func.count(Coupling.id))
        .select_from(Coupling)
        .outerjoin(first, first.c.family_id == Coupling.asking_family_id)
        .where(Coupling.introduction_on <= until, Coupling.taken_over_on.is_(None))
    ).one()
    return row[0], row[1]


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


@dataclass(frozen=True, slots=True)
class OrganisationFidelity:
    """The sums of an organisation's programmes, shown as shares that tell no small number."""

    id: UUID
    name: str
    programmes: int
    parts: tuple[Part, ...]


def fidelity_by_organisation(
    session: Session, organisation_id: UUID | None = None
) -> tuple[OrganisationFidelity, ...]:
    """Added up per organisation first, then suppressed; one query, under the console's role.

    There is no total: with it, the one organisation that is not shown could be worked out.
    """
    query = (
        select(
            Organisation.id, Organisation.name, PublishedFigure.measure,
            func.sum(PublishedFigure.value).label("value"),
            func.count(Tenant.id).label("programmes"),
        )
        .join(Tenant, Tenant.organisation_id == Organisation.id)
        .join(PublishedFigure, PublishedFigure.tenant_id == Tenant.id)
        .where(
            PublishedFigure.measure.startswith(PREFIX, autoescape=True),
            Tenant.state.in_(COUNTED_STATES),
        )
        .group_by(Organisation.id, Organisation.name, PublishedFigure.measure)
        .order_by(Organisation.name, Organisation.id)
    )  # fmt: skip
    if organisation_id is not None:
        query = query.where(Organisation.id == organisation_id)
    sums: dict[UUID, dict[str, int]] = {}
    facts: dict[UUID, tuple[str, int]] = {}
    for row in session.execute(query):
        sums.setdefault(row.id, {})[row.measure] = row.value
        facts[row.id] = (row.name, row.programmes)
    return tuple(
        OrganisationFidelity(one, *facts[one], parts=_parts(cells)) for one, cells in sums.items()
    )


def _parts(cells: Mapping[str, int]) -> tuple[Part, ...]:
    return tuple(
        Part(key, cells.get(f"{PREFIX}{key}.done", 0), cells.get(f"{PREFIX}{key}.whole", 0))
        for key in LABELS
    )
