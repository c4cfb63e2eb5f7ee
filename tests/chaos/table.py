"""What came of each scenario, as a table for a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

HEAD = ("scenario", "acknowledged", "found", "mails", "twice", "lost", "back after", "errors seen")


@dataclass(frozen=True)
class Line:
    """One scenario. `mails` counts who got a letter, `twice` who got more than one."""

    scenario: str
    acknowledged: int = 0
    found: int = 0
    mails: int = 0
    twice: int = 0
    back_after: float | None = None
    errors: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def lost(self) -> int:
        """Sign-ups that are not there, and letters that never came."""
        return (self.acknowledged - self.found) + (self.found - self.mails)


def shown(lines: Sequence[Line]) -> list[str]:
    """The table, a line of text each."""
    rows = [HEAD, *map(_cells, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows]  # fmt: skip


def _cells(line: Line) -> tuple[str, ...]:
    if line.skipped:
        return (line.scenario, *("-" for _ in HEAD[2:]), f"skipped: {line.skipped}")
    back = "never" if line.back_after is None else f"{line.back_after:.1f} s"
    seen = ", ".join(f"{what} x{count}" for what, count in sorted(line.errors.items()))
    counts = (line.acknowledged, line.found, line.mails, line.twice, line.lost)
    return (line.scenario, *map(str, counts), back, seen or "none")
