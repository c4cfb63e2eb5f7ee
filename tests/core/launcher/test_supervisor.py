"""The supervisor alone, with services that only pretend."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

import psutil
import pytest

from core.launcher import LaunchError, ProcessService, run


@dataclass
class NullService:
    """Keeps a diary; ends as often as `ends` says, and fails its first `failures` starts."""

    name: str
    diary: list[str]
    ends: list[str] = field(default_factory=list)
    failures: int = 0

    def start(self) -> None:
        self.diary.append(f"start {self.name}")
        if self.failures:
            self.failures -= 1
            raise LaunchError(f"{self.name} cannot start")

    def ended(self) -> str | None:
        return self.ends.pop() if self.ends else None

    def stop(self) -> None:
        self.diary.append(f"stop {self.name}")


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_starts_in_order_and_stops_in_reverse() -> None:
    diary: list[str] = []
    services = [NullService(name, diary) for name in ("database", "worker", "web")]
    run(services, announce=interrupt, say=lambda line: None)
    started = ["start database", "start worker", "start web"]
    assert diary == [*started, "stop web", "stop worker", "stop database"]


def test_says_why_it_starts_again_and_waits_longer_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.launcher.supervisor.LOOK_EVERY", 0.01)
    diary: list[str] = []
    said: list[str] = []
    service = NullService("web", diary, ends=["exit code 1"], failures=1)
    until = time.monotonic() + 3.5
    run(
        [service],
        is_ready=lambda: time.monotonic() > until,
        announce=interrupt,
        say=said.append,
    )
    assert said[:2] == [
        "web cannot start; starting it again in 1 s",
        "web ended (exit code 1); starting it again in 2 s",
    ]
    assert diary == ["start web", "start web", "start web", "stop web"]


def test_goes_on_stopping_when_nobody_listens() -> None:
    def closed_terminal(line: str) -> None:
        raise OSError("gone")

    diary: list[str] = []
    run([NullService("web", diary)], announce=interrupt, say=closed_terminal)
    assert diary == ["start web", "stop web"]


def test_the_old_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    run([], announce=interrupt, say=lambda line: None)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_process_that_does_not_listen_is_killed_with_its_children() -> None:
    deaf = (
        "import signal, subprocess, time;"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "subprocess.Popen(['sleep', '600']); print(flush=True); time.sleep(600)"
    )
    service = ProcessService("deaf", [sys.executable, "-c", deaf], patience=1.0)
    service.start()
    assert service.pid
    family = wait_for_child(service.pid)
    service.stop()
    _, alive = psutil.wait_procs(family, timeout=5)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def wait_for_child(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    until = time.monotonic() + 10
    while not (children := process.children()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return [process, *children]


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(LaunchError, match="The job worker cannot be started"):
        ProcessService("The job worker", ["/no/such/program"]).start()


def test_elsewhere_than_linux_a_service_sees_that_its_launcher_has_gone() -> None:
    orphan = "from core.launcher.lifeline import watch_parent; watch_parent(1_000_000, 0.01)"
    ended = subprocess.run([sys.executable, "-c", orphan], check=False, timeout=30)
    assert ended.returncode == -signal.SIGTERM
