"""The web server's settings, with the real gunicorn: workers that are replaced, times that add."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.core.launcher.test_serve import ROOT, free_port

Ask = Callable[[str], str]
SERVE = ("-m", "gunicorn", "--config", "python:core.launcher.gunicorn_conf")


@contextmanager
def serving(**settings: str) -> Iterator[Ask]:
    """Gunicorn with the small application; yields what asks it for a page."""
    port = free_port()
    command = [sys.executable, *SERVE, "tests.core.launcher.measured_app:app"]
    environment = {**os.environ, "PORT": str(port), "WEB_WORKERS": "1", **settings}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)

    def ask(path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return str(answer.read().decode())

    try:
        _wait_for(port, server)
        yield ask
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("the web server stopped")


def workers_seen(ask: Ask, requests: int) -> set[str]:
    return {ask("/") for _ in range(requests)}


def test_a_worker_that_has_grown_is_replaced_without_losing_a_request() -> None:
    with serving(WEB_MEMORY_MB="1") as ask:
        assert len(workers_seen(ask, 60)) > 1


def test_a_worker_of_a_usual_size_stays() -> None:
    with serving() as ask:
        assert len(workers_seen(ask, 60)) == 1


def test_workers_are_replaced_after_their_share_and_what_they_measured_stays() -> None:
    with serving(WEB_WORKERS="2", WEB_MAX_REQUESTS="5") as ask:
        assert len(workers_seen(ask, 20)) > 1
        told = ask("/measured")
    [line] = re.findall(r'request_seconds_count\{endpoint="process".*', told)
    assert line.endswith('method="GET",status="2xx"} 20.0')
