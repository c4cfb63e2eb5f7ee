"""The start of everything, step by step."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence

import click

from core.launcher import port
from core.launcher.database import database_for
from core.launcher.errors import LaunchError
from core.launcher.request import LaunchRequest
from core.launcher.service import ProcessService, Service
from core.launcher.steps import Steps
from core.launcher.supervisor import heeded_signals, run

WEB = (sys.executable, "-m", "gunicorn", "--config", "python:core.launcher.gunicorn_conf")


def serve(request: LaunchRequest, steps: Steps, environ: Mapping[str, str] | None = None) -> None:
    """Start database, worker and web server, show the addresses, and stay until told to stop.

    Raises LaunchError when something is missing at the start; what had started by then is stopped.
    """
    interruptible()
    port.require_free_port(request.port, request.command)
    make_data_folder(request)
    with database_for(request.data, os.environ if environ is None else environ) as database:
        environment = {**steps.prepare(request, database.server), **business_clock(request)}
        run(
            [*database.services, *our_services(request, steps, environment)],
            is_ready=lambda: port.answers(request.port),
            announce=lambda: show(steps.addresses(request, environment)),
        )


def our_services(
    request: LaunchRequest, steps: Steps, environment: Mapping[str, str]
) -> list[Service]:
    """Return the worker and the web server; the web server is the first to stop."""
    web_environment = {**environment, "PORT": str(request.port)}
    return [
        ProcessService("The job worker", steps.worker, environment),
        ProcessService("The web server", [*WEB, steps.application], web_environment),
    ]


def business_clock(request: LaunchRequest) -> dict[str, str]:
    """Return the variable that sets the business clock, if somebody asked for it."""
    return {"TODAY": request.today.isoformat()} if request.today else {}


def show(lines: Sequence[str]) -> None:
    """Print the addresses and logins."""
    for line in lines:
        click.echo(line)


def make_data_folder(request: LaunchRequest) -> None:
    """Make the folder for all data."""
    try:
        request.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LaunchError(
            f"{request.data} cannot be made ({error.strerror}). Choose another with --data."
        ) from error


def interruptible() -> None:
    """Have SIGTERM and a closed terminal stop a start half-way as cleanly as Ctrl-C does."""
    for number in heeded_signals():
        signal.signal(number, signal.default_int_handler)
