"""A warning of the check that somebody kept: which words, why not a name, who said so and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.recruiting.recognising import Trace


@dataclass(frozen=True, slots=True)
class Overruled:
    """One false alarm, as it is kept on the version."""

    trace: Trace
    quote: str
    reason: str
    by: UUID | None
    on: date

    def as_dict(self) -> dict[str, Any]:
        """By name, as it is kept."""
        return {
            "trace": self.trace,
            "quote": self.quote,
            "reason": self.reason,
            "by": str(self.by) if self.by else None,
            "on": self.on.isoformat(),
        }


def overruled_of(kept: dict[str, Any]) -> Overruled:
    """As it was kept."""
    return Overruled(
        Trace(kept["trace"]),
        kept["quote"],
        kept["reason"],
        UUID(kept["by"]) if kept["by"] else None,
        date.fromisoformat(kept["on"]),
    )
