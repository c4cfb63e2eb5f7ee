"""kill -9 of everything in the middle of sign-ups: what was acknowledged is there afterwards.

Worse than this is done by `make chaos`.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.asking import Asker, is_acknowledged, sign_up
from tests.chaos.counting import kept_names
from tests.chaos.installation import Installation
from tests.chaos.ledger import Ledger
from tests.chaos.load import Load
from tests.processes import kill_server, server_processes


@pytest.fixture
def installation(place: Path) -> Iterator[Installation]:
    installation = Installation(place / "data", TRUSTED_PROXIES="1")
    yield installation
    installation.stop()
    if server_processes(installation.data):
        kill_server(installation.data)


def test_every_acknowledged_sign_up_is_there(installation: Installation, place: Path) -> None:
    installation.start()
    installation.command(
        "tenant", "create", "Rhenen", "--inhabitants", "20000",
        "--inhabitants-on", "2026-01-01", "--source", "CBS",
    )  # fmt: skip
    ledger = Ledger(place / "ledger")
    page = ledger.open_page("kill everything")
    with Load(installation.port, ledger).on(page):
        deadline = time.monotonic() + 60
        while len(page.acknowledged) < 20 and time.monotonic() < deadline:
            time.sleep(0.05)
        installation.kill_everything()
    ledger.close()
    assert len(page.acknowledged) >= 20

    installation.start()
    assert set(page.acknowledged) <= kept_names(installation.data)
    assert is_acknowledged(sign_up(Asker(installation.port), "Daarna"))
