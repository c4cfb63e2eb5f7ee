"""What every scenario plays on: an installation under load, its mail server and the ledger."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.chaos.asking import Asker
from tests.chaos.disk import SmallDisk
from tests.chaos.installation import Installation
from tests.chaos.ledger import Ledger, Page
from tests.chaos.load import Load, address_of
from tests.chaos.postbox import Postbox

BACK_WITHIN = 10.0
ADMIN = "ada@voorbeeld.example"
PASSWORD = "vier losse woorden samen"


class Skipped(Exception):
    """A scenario cannot be played on this machine; the words say why."""


@dataclass
class Stage:
    """Everything that a scenario may treat badly."""

    installation: Installation
    postbox: Postbox
    ledger: Ledger
    load: Load
    disk: SmallDisk | None
    admin: Asker

    def start(self, also: Mapping[str, str] | None = None) -> None:
        """Start the installation once more, in another environment."""
        self.installation.start(also)


@dataclass
class Told:
    """What a scenario found: how long until it was back, and what was wrong beside losses."""

    back_after: float | None = None
    faults: list[str] = field(default_factory=list)

    def must(self, holds: bool, fault: str) -> None:
        """Note a fault where something does not hold."""
        if not holds:
            self.faults.append(fault)


def wait_for(done: Callable[[], object], seconds: float) -> float | None:
    """Seconds until something is so; None when it takes too long."""
    began = time.monotonic()
    while not done():
        if time.monotonic() - began > seconds:
            return None
        time.sleep(0.1)
    return time.monotonic() - began


def back_after(
    stage: Stage, page: Page, *, with_mail: bool = False, patience: float = 60
) -> float | None:
    """Seconds until somebody is acknowledged again, and with `with_mail` has a letter of it."""

    def signed_up() -> str | None:
        return stage.load.once(page)

    began = time.monotonic()
    name = None
    while name is None:
        if time.monotonic() - began > patience:
            return None
        name = signed_up()
        time.sleep(0.05)
    if with_mail and wait_for(lambda: stage.postbox.taken[address_of(name)], patience) is None:
        return None
    return time.monotonic() - began


def let_come(page: Page, more: int, seconds: float = 30) -> None:
    """Wait until so many more sign-ups were acknowledged."""
    goal = len(page.acknowledged) + more
    wait_for(lambda: len(page.acknowledged) >= goal, seconds)
