"""Times of things that are done in turn, so that a busy machine is busy for all of them."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What one time took, in milliseconds: on the clock, and of this process's CPU."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Times:
    """What all rounds took."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median on the clock."""
        return statistics.median(self.wall)

    @property
    def p95(self) -> float:
        """What 95 of 100 stay under, on the clock."""
        return sorted(self.wall)[int(len(self.wall) * 0.95)]

    @property
    def cpu50(self) -> float:
        """The median of the CPU time."""
        return statistics.median(self.cpu)


def timed(action: Callable[[], object]) -> Taken:
    """Do it once."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return Taken((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def interleaved(
    contenders: Mapping[str, Callable[[], Taken]], rounds: int, warm_up: int = 10
) -> dict[str, Times]:
    """Let all of them have their turn, round after round; the first rounds count for nothing."""
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    for number in range(warm_up + rounds):
        for name, contender in contenders.items():
            once = contender()
            if number >= warm_up:
                taken[name].append(once)
    return {
        name: Times(tuple(one.wall for one in all_), tuple(one.cpu for one in all_))
        for name, all_ in taken.items()
    }
