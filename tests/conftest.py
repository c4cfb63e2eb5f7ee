"""What every test may use: the run's PostgreSQL server, and a browser."""

import os
from pathlib import Path
from typing import Any

import pytest

from tenants.embedded import EmbeddedServer
from tests.chromium import MISSING, find_chromium
from tests.server import RunServer, quick_postgres

pytest_plugins = ("tests.fixtures_database", "tests.fixtures_web")

DATA_DIR = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server, before the workers of xdist start; they are told where it is."""
    told = getattr(session.config, "workerinput", None)
    if told is not None:
        session.config.stash[DATA_DIR] = Path(told["postgres_data"])
        return
    server = RunServer()
    session.config.add_cleanup(server.stop)
    server.start()
    session.config.stash[DATA_DIR] = server.data_dir


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 - xdist gives its node no type
    """Tell a worker where the server's data lie."""
    node.workerinput["postgres_data"] = str(node.config.stash[DATA_DIR])


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> EmbeddedServer:
    """The PostgreSQL server of this run, the same one for all workers."""
    return quick_postgres(pytestconfig.stash[DATA_DIR]).attach()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium; Playwright downloads none."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(MISSING)
    # Chromium's sandbox refuses to work under root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": arguments}
