"""What the launcher asks of the rest of the product; given from outside, so that it can be tried
alone."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.launcher.request import LaunchRequest
from tenants.embedded import EmbeddedServer

Prepare = Callable[[LaunchRequest, EmbeddedServer | None], Mapping[str, str]]
Addresses = Callable[[LaunchRequest, Mapping[str, str]], Sequence[str]]


def prepare_nothing(request: LaunchRequest, server: EmbeddedServer | None) -> Mapping[str, str]:
    """Leave the database as it is and pass on nothing."""
    return {}


def bare_address(request: LaunchRequest, environment: Mapping[str, str]) -> Sequence[str]:
    """Name the port only."""
    return [f"Ready: http://localhost:{request.port}/ (Ctrl-C stops)"]


@dataclass(frozen=True)
class Steps:
    """The steps between the database's start and the services' stop.

    `prepare` brings the database up to date (roles, migrations, invented data) and returns the
    environment of the services: DATABASE_URL and so on. It gets None for the server when
    DATABASE_URL names one that is not ours. `addresses` returns the lines to show when all is up.
    `application` and `worker` say what the services run.
    """

    prepare: Prepare = prepare_nothing
    addresses: Addresses = bare_address
    application: str = "wsgi:app"
    worker: Sequence[str] = (sys.executable, "-m", "core.cli", "worker")
