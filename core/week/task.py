"""One thing to do, with everything that is needed to do it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from core.week.calls import Call, Families

LIMIT = 200
"""How much one source brings at most; the page says so when there is more."""


class TaskKind(StrEnum):
    """Why something is to be done."""

    APPOINTMENT = "appointment"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    EVALUATION = "evaluation"
    GO_ON = "go_on"
    VOG_TO_SEE = "vog_to_see"
    VOG_TO_REPEAT = "vog_to_repeat"
    PROPOSAL = "proposal"
    INTAKE = "intake"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Target:
    """A page of the product: its endpoint and the ids in its address."""

    endpoint: str
    values: Mapping[str, UUID | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    `due_on` says in which part of the list it stands; `is_fixed` whether that very day is meant,
    or some moment in that week. `families` are the ids and names of whom it is about, `route` is
    where to go (a place, never an address), `done` is what ticks it off and `move` what puts it
    on another day; `stands_in_for` is the colleague whose task it is.
    """

    kind: TaskKind
    due_on: date
    icon: str
    title: str
    who: str
    about: Target
    action: Target
    action_word: str
    families: Families
    note: str = ""
    at_time: time | None = None
    is_fixed: bool = True
    tone: str = ""
    route: str = ""
    done: Target | None = None
    move: Target | None = None
    done_word: str = ""
    calls: tuple[Call, ...] = ()
    stands_in_for: str = ""

    @property
    def order(self) -> tuple[date, bool, time, str, str]:
        """Where it stands: by day, what has an hour first, what can wait last."""
        return (self.due_on, not self.is_fixed, self.at_time or time.max, self.title, self.who)

    @property
    def full_title(self) -> str:
        """What and with whom, for hidden words at a button."""
        return f"{self.title}, {self.who}"


def both(first: str, second: str) -> str:
    """How two families are called together."""
    return f"{first} en {second}"


def joined(*parts: str | None) -> str:
    """A line of facts, without the empty ones."""
    return " · ".join(part for part in parts if part)
