"""What was measured, as the tables of README.md; progress goes to standard error."""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from bench.timing import Times
from core.logs import configure_logging


def log_to_nowhere() -> None:
    """Lines of the log are made as always, and thrown away."""
    configure_logging()
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(Path(os.devnull).open("w"))  # noqa: SIM115 - until the end


class Report:
    """Prints lines and tables as they come."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def note(self, text: str) -> None:
        """Tell how far it is."""
        sys.stderr.write(f"{text}\n")

    def say(self, text: str) -> None:
        """One line, with an empty one after it."""
        self._out.write(f"{text}\n\n")
        self._out.flush()

    def table(self, title: str, times: Mapping[str, Times]) -> None:
        """A table of times in milliseconds."""
        lines = [f"### {title}", "", "| ms | p50 | p95 | CPU p50 |", "|---|--:|--:|--:|"]
        for name, taken in times.items():
            lines.append(f"| {name} | {taken.p50:.2f} | {taken.p95:.2f} | {taken.cpu50:.2f} |")
        self.say("\n".join(lines))

    def goal(self, what: str, measured: float, most: float, unit: str = "") -> None:
        """A goal: at most so much."""
        word = "met" if measured <= most else "MISSED"
        self.say(f"- {what}: **{measured:.2f}{unit}** (goal: at most {most:g}{unit}, {word})")

    def goal_least(self, what: str, measured: float, least: float) -> None:
        """A goal: at least so much."""
        word = "met" if measured >= least else "MISSED"
        self.say(f"- {what}: **{measured:.2f}** (goal: at least {least:g}, {word})")
