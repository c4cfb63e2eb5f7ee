"""What the installation acknowledged, written down before it is counted."""

import json
import os
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

CLEAR = "We zijn even niet bereikbaar"
"""What a page says when it cannot be answered now; it goes on with what to do."""


@dataclass
class Page:
    """One scenario in the ledger: who was acknowledged, and what else came back."""

    scenario: str
    acknowledged: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    unclear: list[str] = field(default_factory=list)


class Ledger:
    """An append-only file; a name is on the disk before the installation is asked again."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("a")
        self._lock = threading.Lock()
        self.pages: list[Page] = []

    def open_page(self, scenario: str) -> Page:
        """Begin a scenario."""
        page = Page(scenario)
        self.pages.append(page)
        return page

    def acknowledge(self, page: Page, name: str) -> None:
        """Note a confirmation that somebody was shown."""
        with self._lock:
            self._file.write(json.dumps([page.scenario, name]) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            page.acknowledged.append(name)

    def refuse(self, page: Page, status: int, text: str) -> None:
        """Note an answer that is no confirmation; one without clear words is a fault."""
        with self._lock:
            page.errors[str(status)] += 1
            if status >= 500 and CLEAR not in text:
                page.unclear.append(f"{status}: {text[:80]!r}")

    def silence(self, page: Page) -> None:
        """Note that nothing answered."""
        with self._lock:
            page.errors["no answer"] += 1

    def close(self) -> None:
        """Close the file."""
        self._file.close()
