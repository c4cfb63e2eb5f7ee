"""`buurtgezinnen demo`."""

from datetime import datetime
from pathlib import Path

import click

from core.commands.launch import launch, launch_options


@click.command()
@launch_options
def demo(port: int, data: Path, today: datetime | None) -> None:
    """The same as `up`, with invented families to look at."""
    launch(demo=True, port=port, data=data, today=today)
