"""What every test may use: the run's PostgreSQL server, and a browser."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tenants.embedded import EmbeddedServer
from tests.chromium import MISSING, find_chromium
from tests.processes import kill_server
from tests.server import RunServer, data_dir_in, quick_postgres

pytest_plugins = (
    "tests.fixtures_database",
    "tests.fixtures_plugins",
    "tests.fixtures_scratch",
    "tests.fixtures_web",
)

# The same examples in every run, so that a red run says something of the change and not of luck;
# `make search` looks with new ones, and many more.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

FOLDER = pytest.StashKey[Path]()
LONGEST = ("test_main_job", "test_day", "test_nobody_is_hindered", "test_outsider")
QUIETLY = ("--disable-gpu", "--disable-background-networking")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server, before the workers of xdist start; they are told where it is."""
    told = getattr(session.config, "workerinput", None)
    if told is not None:
        session.config.stash[FOLDER] = Path(told["run_folder"])
        return
    # A run that is told to end cleans up like one that is interrupted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = RunServer()
    session.config.add_cleanup(server.stop)
    server.start()
    session.config.stash[FOLDER] = server.folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers last: once Playwright drives one, no other event loop can begin in that process.

    The longest of them come first, so that one process does not wait for the other at the end.
    """
    items.sort(key=_when)


def _when(item: pytest.Item) -> tuple[bool, int]:
    drives = "playwright" in getattr(item, "fixturenames", ())
    place = next((at for at, name in enumerate(LONGEST) if name in item.nodeid), len(LONGEST))
    return drives, drives * place


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Workers take browsers one by one, and do not wait for one who took them all."""
    if config.getvalue("dist") != "load":
        return None
    from tests.sharing import BrowsersOneByOne

    return BrowsersOneByOne(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the run's server and folders are."""
    node.workerinput["run_folder"] = str(node.config.stash[FOLDER])


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """The folder of this run, the same one for all workers."""
    return pytestconfig.stash[FOLDER]


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> EmbeddedServer:
    """The PostgreSQL server of this run, the same one for all workers."""
    return quick_postgres(data_dir_in(pytestconfig.stash[FOLDER])).attach()


@pytest.fixture
def place(pytestconfig: pytest.Config) -> Iterator[Path]:
    """A folder for servers of the test's own: short, and open to every account."""
    folder = Path(tempfile.mkdtemp(prefix="p-", dir=pytestconfig.stash[FOLDER]))
    folder.chmod(0o711)
    yield folder
    kill_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium; Playwright downloads none."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(MISSING)
    # Chromium's sandbox refuses to work under root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = [*sandbox, *QUIETLY, "--host-resolver-rules=MAP *.localhost 127.0.0.1"]
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": arguments}
