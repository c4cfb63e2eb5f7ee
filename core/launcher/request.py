"""What somebody asks for with `buurtgezinnen up` or `buurtgezinnen demo`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class LaunchRequest:
    """The port of the web server, the folder for all data, and whether to invent families.

    `today` sets the business clock; None leaves it at the real date.
    """

    port: int
    data: Path
    demo: bool = False
    today: date | None = None

    @property
    def command(self) -> str:
        """The make command that asks for the same."""
        return "make demo" if self.demo else "make up"
