"""`buurtgezinnen up`."""

from datetime import datetime
from pathlib import Path

import click

from core.commands.launch import launch, launch_options


@click.command()
@launch_options
def up(port: int, data: Path, today: datetime | None) -> None:
    """Start the database, the worker and the web server."""
    launch(demo=False, port=port, data=data, today=today)
