"""What the page of the method shows of each variant."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.couplings.models import Coupling, CouplingPhase
from core.couplings.overview import CouplingLine, line, lines, silence_weeks
from core.method.choice import installed, methods_of, pinned
from core.method.difference import Difference, differences
from core.method.registry import STANDARD
from core.method.variant import MethodVariant
from core.work import Work


@dataclass(frozen=True, slots=True)
class VariantShown:
    """A variant that is on, or by which couplings run.

    `newer` differs from the version for new couplings, by `changes`; `behind` are the running
    couplings of an older version than the newest, and `moving` what would change for them.
    """

    method: MethodVariant
    is_on: bool
    is_default: bool
    newest: MethodVariant
    changes: tuple[Difference, ...]
    unlike_standard: tuple[Difference, ...]
    running: int
    behind: tuple[CouplingLine, ...]
    moving: tuple[Difference, ...]

    @property
    def has_newer(self) -> bool:
        """Whether there is a version that could be taken for new couplings."""
        return self.is_on and self.newest.version > self.method.version


def variants_shown(work: Work) -> tuple[VariantShown, ...]:
    """The usual variant first; last those that are off and by which couplings still run."""
    on = methods_of(work)
    weeks = silence_weeks(work)
    query = lines(work, weeks).where(Coupling.phase != CouplingPhase.ENDED)
    running = [line(row) for row in work.session.execute(query.order_by(Coupling.id))]
    shown = {one.key: one for one in on}
    for one in running:
        if one.variant not in shown:
            shown[one.variant] = pinned(work, one.variant, one.variant_version)
    return tuple(_shown(work, method, on, running) for method in shown.values())


def _shown(
    work: Work,
    method: MethodVariant,
    on: Sequence[MethodVariant],
    running: Sequence[CouplingLine],
) -> VariantShown:
    here, mine = installed(work), [one for one in running if one.variant == method.key]
    newest = here.newest(method.key) if method.key in here else method
    behind = tuple(one for one in mine if one.variant_version < newest.version)
    oldest = min(behind, key=lambda one: one.variant_version, default=None)
    begun_by = oldest and pinned(work, oldest.variant, oldest.variant_version)
    return VariantShown(
        method=method,
        is_on=method in on,
        is_default=method is on[0],
        newest=newest,
        changes=differences(method, newest),
        unlike_standard=differences(here.newest(STANDARD), method)
        if method.key != STANDARD
        else (),
        running=len(mine),
        behind=behind,
        moving=differences(begun_by, newest) if begun_by else (),
    )
