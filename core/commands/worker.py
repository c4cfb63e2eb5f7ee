"""`buurtgezinnen worker`."""

import click

from core.commands.office import commanded
from core.jobs.worker import run_worker
from core.launcher.lifeline import follow_launcher
from core.logs import configure_logging
from core.settings import MissingSetting
from core.tasks import TASKS


@click.command()
@click.option("--once", is_flag=True, help="Stop when no job is due.")
def worker(once: bool) -> None:
    """Run the jobs: mail and what else waits for after a commit."""
    follow_launcher()
    configure_logging()
    with commanded() as office:
        try:
            run_worker(office, TASKS, wait=not once)
        except MissingSetting as missing:
            raise click.ClickException(str(missing)) from missing
