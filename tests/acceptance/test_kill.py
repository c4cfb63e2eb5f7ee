"""kill -9 of everything in the middle of sign-ups: what was acknowledged is there afterwards."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from core.installation import office_of
from core.referrals.models import Referral
from tenants.directory import find_by_slug
from tests.processes import kill_server, server_processes

ROOT = Path(__file__).parents[2]
HOST = "rhenen.localhost"
_TOKEN = re.compile(r'name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"|'
                    r'type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')  # fmt: skip


class Installation:
    """A real installation: the launcher with its database, web server and worker."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.environment = {**os.environ, "BUURTGEZINNEN_DATA": str(data), "WEB_WORKERS": "1"}
        self.launcher: subprocess.Popen[str] | None = None

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "core.cli", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start everything and wait until it answers."""
        words = ["up", "--port", str(self.port), "--data", str(self.data)]
        self.launcher = subprocess.Popen(
            [sys.executable, "-m", "core.cli", *words],
            cwd=ROOT, env=self.environment, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 90
        while not self._answers():
            assert self.launcher.poll() is None, "the launcher stopped"
            assert time.monotonic() < deadline, "it did not start in time"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            return b"status" in request(self.port, "GET", "/readyz")[1]
        except OSError:
            return False

    def kill_everything(self) -> None:
        """kill -9 of the launcher, its children, and every process of the database."""
        assert self.launcher is not None
        family = [psutil.Process(self.launcher.pid)]
        family += family[0].children(recursive=True)
        for process in family:
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        kill_server(self.data)
        self.launcher.wait(timeout=30)

    def stop(self) -> None:
        if self.launcher and self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGINT)
            self.launcher.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def request(
    port: int, method: str, path: str, form: dict[str, str] | None = None, cookie: str = ""
) -> tuple[http.client.HTTPResponse, bytes]:
    """One request on a connection of its own, at the tenant's host."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Host": f"{HOST}:{port}", "Cookie": cookie}
    body = urllib.parse.urlencode(form) if form else None
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Referer"] = f"http://{HOST}:{port}{path}"
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def sign_up(port: int, name: str) -> bool:
    """A professional signs a family up; whether the confirmation came."""
    path = "/een-gezin-aanmelden"
    answer, page = request(port, "GET", path)
    jar = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    cookie = "; ".join(f"{key}={value.value}" for key, value in jar.items())
    hidden = {a or c: b or d for a, b, c, d in _TOKEN.findall(page.decode())}
    form = {**hidden, **REFERRAL, "first_name": name}
    answer, page = request(port, "POST", path, form, cookie)
    return answer.status in (302, 303)


REFERRAL = {
    "known": "ja",
    "contact": "0612345678",
    "message_safe": "ja",
    "name": "Joris Wester",
    "function": "intern begeleider",
    "source": "school",
    "organisation": "Basisschool De Zaagmolen",
    "own_contact": "j.wester@school.example",
    "story": "Een vaste middag zou rust geven.",
    "joins_talk": "ask",
}


@pytest.fixture
def installation(place: Path) -> Iterator[Installation]:
    installation = Installation(place / "data")
    yield installation
    installation.stop()
    if server_processes(installation.data):
        kill_server(installation.data)


def test_every_acknowledged_sign_up_is_there(installation: Installation) -> None:
    installation.start()
    installation.command(
        "tenant", "create", "Rhenen", "--inhabitants", "20000",
        "--inhabitants-on", "2026-01-01", "--source", "CBS",
    )  # fmt: skip
    acknowledged: list[str] = []
    stopped = threading.Event()

    def keep_signing_up() -> None:
        for number in range(10_000):
            name = f"Gezin{number}"
            try:
                if sign_up(installation.port, name):
                    acknowledged.append(name)
            except (OSError, http.client.HTTPException):
                if stopped.is_set():
                    return

    busy = threading.Thread(target=keep_signing_up)
    busy.start()
    deadline = time.monotonic() + 60
    while len(acknowledged) < 20 and time.monotonic() < deadline:
        time.sleep(0.05)
    stopped.set()
    installation.kill_everything()
    busy.join(timeout=60)
    assert len(acknowledged) >= 20

    installation.start()
    with office_of(installation.data) as office:
        with office.database.registry() as session:
            tenant = find_by_slug(session, "rhenen")
        assert tenant is not None
        with office.work(tenant) as work:
            kept = set(work.session.scalars(select(Referral.first_name)))
    assert set(acknowledged) <= kept
    assert sign_up(installation.port, "Daarna")
