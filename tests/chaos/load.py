"""People who keep signing families up, whatever happens to the installation."""

import http.client
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.chaos.asking import Asker, is_acknowledged, sign_up
from tests.chaos.ledger import Ledger, Page

AT_ONCE = 2
BREATH = 0.4


def address_of(name: str) -> str:
    """Where the confirmation of a sign-up is mailed to."""
    return f"{name.lower()}@school.example"


class Load:
    """Threads that sign up one family after another, each from a network of its own."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self._port = port
        self._ledger = ledger
        self._numbers = itertools.count(1)

    @contextmanager
    def on(self, page: Page) -> Iterator[None]:
        """Load for as long as it takes."""
        ended = threading.Event()
        threads = [
            threading.Thread(target=self._keep_on, args=(page, ended)) for _ in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            for thread in threads:
                thread.join(30)

    def once(self, page: Page) -> str | None:
        """One sign-up; its name when it was acknowledged."""
        number = next(self._numbers)
        name = f"Gezin{number}"
        asker = Asker(self._port, f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
        try:
            answer = sign_up(asker, name, address_of(name))
        except (OSError, http.client.HTTPException):
            self._ledger.silence(page)
            return None
        if not is_acknowledged(answer):
            self._ledger.refuse(page, answer.status, answer.page)
            return None
        self._ledger.acknowledge(page, name)
        return name

    def _keep_on(self, page: Page, ended: threading.Event) -> None:
        while not ended.is_set():
            self.once(page)
            time.sleep(BREATH)
