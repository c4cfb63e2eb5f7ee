"""The weights of this tenant: of a variant of the method, in versions that are never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.accounts.queries import member_names
from core.errors import Refused
from core.matching.changing import list_changed
from core.matching.engine.weights import FACTOR_LABELS, FACTORS, WHOLE, Weights
from core.matching.list_models import MatchingWeights
from core.method.choice import method_of, methods_of
from core.wording import Text, _
from core.work import Work
from tenants.ids import new_id

_KEPT = "core.matching.weighing"


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights in use, with the variant of the method that they belong to."""

    variant: str
    label: Text
    weights: Weights

    @property
    def bars(self) -> list[tuple[Text, int, int, bool]]:
        """The weights as the macro of bars takes them."""
        return bars_of(self.weights)


@dataclass(frozen=True, slots=True)
class PastWeights:
    """A version that was saved: by whom, when and why."""

    weights: Weights
    made_by: str
    made_on: date
    reason: str


def bars_of(weights: Weights) -> list[tuple[Text, int, int, bool]]:
    """What each factor weighs, of all 1,000 points."""
    return [(FACTOR_LABELS[one], weights.of(one), WHOLE, False) for one in FACTORS]


def weighing(work: Work) -> Weighing:
    """The newest weights of the usual variant: one small query in a unit of work."""
    known: Weighing | None = work.kept.get(_KEPT)
    if known is None:
        method = method_of(work)
        known = Weighing(method.key, method.name, newest(work, method.key))
        work.kept[_KEPT] = known
    return known


def newest(work: Work, variant: str) -> Weights:
    """The weights of a variant that count now; the standard ones when none were saved."""
    return weights_in(work, variant, None)


def weights_in(work: Work, variant: str, version: int | None) -> Weights:
    """The weights of a variant in a version, None for the newest; standard when it is unknown."""
    rows = select(MatchingWeights.version, MatchingWeights.points).where(
        MatchingWeights.variant == variant
    )
    if version is not None:
        rows = rows.where(MatchingWeights.version == version)
    found = work.session.execute(rows.order_by(MatchingWeights.version.desc()).limit(1)).first()
    return _weights(found.version, found.points) if found else Weights()


def variants(work: Work) -> tuple[tuple[str, Text], ...]:
    """The variants of the method that are on, the usual one first."""
    return tuple((method.key, method.name) for method in methods_of(work))


def past(work: Work, variant: str) -> tuple[PastWeights, ...]:
    """Every version that was saved, the newest first."""
    names = member_names(work)
    rows = select(MatchingWeights).where(MatchingWeights.variant == variant)
    return tuple(
        PastWeights(
            _weights(row.version, row.points),
            names.get(row.made_by, "") if row.made_by else "",
            row.made_on,
            work.vault.open(MatchingWeights.reason, row.id, row.reason),
        )
        for row in work.session.scalars(rows.order_by(MatchingWeights.version.desc()))
    )


def weights_from(points: Mapping[str, int], version: int) -> Weights:
    """Weights from points by factor; raises Refused with how many are too many or too few."""
    total = sum(points[factor.value] for factor in FACTORS)
    if total > WHOLE:
        raise Refused(
            _("Samen is het %(over)s punten te veel. Maak er 1000 van.", over=total - WHOLE)
        )
    if total < WHOLE:
        raise Refused(
            _("Samen is het %(under)s punten te weinig. Maak er 1000 van.", under=WHOLE - total)
        )
    return Weights(version, **{factor.value: points[factor.value] for factor in FACTORS})


def save_weights(work: Work, variant: str, points: Mapping[str, int], reason: str) -> int:
    """Keep new weights as the next version of a variant, with why; returns its number."""
    if variant not in dict(variants(work)):
        raise Refused(_("Deze methode staat niet aan."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u de weging verandert."), "reason")
    current = newest(work, variant)
    made = weights_from(points, current.version + 1)
    row = MatchingWeights(id=new_id(), variant=variant, version=made.version)
    row.points = {factor.value: made.of(factor) for factor in FACTORS}
    row.made_by, row.made_on = work.actor.id, work.today
    row.reason = work.vault.seal_optional(MatchingWeights.reason, row.id, reason.strip())
    work.add(row)
    work.kept.pop(_KEPT, None)
    work.record("weights.saved", "matching_weights", row.id)
    list_changed(work)
    return made.version


def _weights(version: int, points: Mapping[str, int]) -> Weights:
    """What was saved; a factor that is new since counts for nothing in an old version."""
    return Weights(
        version, **{factor.value: int(points.get(factor.value, 0)) for factor in FACTORS}
    )
