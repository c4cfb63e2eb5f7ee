"""Each scenario: a name, whether every mail must come exactly once, and how it is played."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.ledger import Page
from tests.chaos.scenarios import disk_full, hung_mail, killed, wrong_clock
from tests.chaos.stage import Stage, Told


@dataclass(frozen=True)
class Scenario:
    """`exactly_once` is for what kills nobody between sending a mail and noting it."""

    name: str
    play: Callable[[Stage, Page], Told]
    exactly_once: bool = False


SCENARIOS = (
    Scenario("kill -9 of the worker", killed.worker),
    Scenario("kill -9 of the database", killed.database),
    Scenario("kill -9 of the launcher", killed.launcher),
    Scenario("a mail server that hangs", hung_mail.play, exactly_once=True),
    Scenario("a full disk", disk_full.play),
    Scenario("a clock two hours ahead", wrong_clock.ahead, exactly_once=True),
    Scenario("a clock two hours behind", wrong_clock.behind, exactly_once=True),
)
