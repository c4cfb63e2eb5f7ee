"""What `up` and `demo` share: their options, and how they start."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from core.launcher import LaunchError, LaunchRequest, serve
from core.launcher.first_run import steps

Command = Callable[..., Any]


def launch_options(command: Command) -> Command:
    """Add --port, --data and --today to a command."""
    options = [
        click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True),
        click.option(
            "--data",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path(".data"),
            show_default=True,
            help="Folder for the database and all else that lasts.",
        ),
        click.option(
            "--today",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Set the business clock to this date.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def launch(*, demo: bool, port: int, data: Path, today: datetime | None) -> None:
    """Start everything; a problem becomes one clear line."""
    day = today.replace(tzinfo=UTC).date() if today else None
    request = LaunchRequest(port=port, data=data.resolve(), demo=demo, today=day)
    try:
        serve(request, steps())
    except LaunchError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Stopped.")
