"""The whole launcher as a program: what starts, what survives, what stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.processes import kill_server, server_processes

ROOT = Path(__file__).parents[3]
Launch = Callable[..., "Launched"]


class Launched:
    """A running launcher."""

    def __init__(self, data: Path, port: int, *more: str) -> None:
        self.port = port
        command = [sys.executable, "-m", "tests.core.launcher.tiny_launch", str(port), str(data)]
        self.process = subprocess.Popen(
            [*command, *more],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "WEB_WORKERS": "1"},
        )

    def until(self, words: str) -> str:
        """Read on until a line with these words, and return it."""
        assert self.process.stdout is not None
        read = []
        for line in self.process.stdout:
            read.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} not in {read}")

    def page(self) -> list[str]:
        """Ask the application for its parent's process id and what it was told."""
        address = f"http://127.0.0.1:{self.port}/"
        with urllib.request.urlopen(address, timeout=10) as answer:
            words: list[str] = answer.read().decode().split(" ", 1)
        return words

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number: signal.Signals = signal.SIGINT) -> str:
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=60)
        return said


@pytest.fixture
def data(place: Path) -> Path:
    return place / "data"


@pytest.fixture
def launch(data: Path) -> Iterator[Launch]:
    started: list[Launched] = []

    def start(*more: str) -> Launched:
        started.append(Launched(data, free_port(), *more))
        return started[-1]

    yield start
    for launched in started:
        if launched.process.poll() is None:
            launched.stop()
        elif launched.process.stdout is not None:
            launched.process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def all_gone(processes: list[psutil.Process], patience: float = 60.0) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=patience)
    return [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_cleanly(
    launch: Launch, data: Path, number: signal.Signals
) -> None:
    launched = launch()
    assert str(launched.port) in launched.until("Ready")
    assert launched.page()[1] == "start 1"
    children = launched.children()
    assert len(children) >= 3
    assert launched.stop(number).splitlines() == ["Stopping ...", "Stopped."]
    assert launched.process.returncode == 0
    assert all_gone(children)
    assert server_processes(data) == []


def test_a_second_start_keeps_the_data(launch: Launch) -> None:
    for number in (1, 2):
        launched = launch()
        launched.until("Ready")
        assert launched.page()[1] == f"start {number}"
        launched.stop()


def test_a_killed_web_server_comes_back(launch: Launch) -> None:
    launched = launch()
    launched.until("Ready")
    before = int(launched.page()[0])
    os.kill(before, signal.SIGKILL)
    assert "(signal SIGKILL); starting it again in 1 s" in launched.until("The web server ended")
    assert int(page_again(launched)[0]) != before


def page_again(launched: Launched) -> list[str]:
    until = time.monotonic() + 60
    while True:
        try:
            return launched.page()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)


def test_a_killed_database_comes_back(launch: Launch, data: Path) -> None:
    launched = launch()
    launched.until("Ready")
    kill_server(data)
    launched.until("The database ended")
    until = time.monotonic() + 60
    while not server_processes(data):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_children_end_with_a_killed_launcher_and_all_starts_again(
    launch: Launch, data: Path
) -> None:
    launched = launch()
    launched.until("Ready")
    children = launched.children()
    launched.process.kill()
    launched.process.wait()
    assert all_gone(children)
    assert server_processes(data), "the database waits for its next launcher"
    again = launch()
    again.until("Ready")
    assert again.page()[1] == "start 2"
    again.stop()
    assert server_processes(data) == []


def test_a_port_in_use_is_said_before_anything_starts(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        launched = Launched(data, port)
        said, _ = launched.process.communicate(timeout=60)
    assert f"Port {port} is in use" in said
    assert f"PORT={port + 1} make up" in said
    assert launched.process.returncode == 1
    assert server_processes(data) == []


def test_a_failing_preparation_leaves_nothing_running(launch: Launch, data: Path) -> None:
    launched = launch("fail")
    said, _ = launched.process.communicate(timeout=60)
    assert said == "The preparation failed.\n"
    assert server_processes(data) == []
