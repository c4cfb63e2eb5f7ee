"""A real installation: the launcher with its database, web server and worker."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psutil

from tests.chaos.asking import answers, free_port
from tests.processes import kill_server

ROOT = Path(__file__).parents[2]
START_PATIENCE = 90.0


class Installation:
    """What `buurtgezinnen up` starts, in a folder of its own; `say` adds to its environment."""

    def __init__(self, data: Path, **say: str) -> None:
        self.data = data
        self.port = free_port()
        self.environment = {
            **os.environ, "BUURTGEZINNEN_DATA": str(data), "WEB_WORKERS": "1", **say,
        }  # fmt: skip
        self.launcher: subprocess.Popen[str] | None = None
        self.log = data.with_suffix(".log")

    def command(self, *words: str) -> str:
        """Run one of the product's commands here, and give what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "core.cli", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, also: Mapping[str, str] | None = None) -> None:
        """Start everything and wait until it answers."""
        words = ["up", "--port", str(self.port), "--data", str(self.data)]
        with self.log.open("a") as log:
            self.launcher = subprocess.Popen(
                [sys.executable, "-m", "core.cli", *words],
                cwd=ROOT, env={**self.environment, **(also or {})}, text=True,
                stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + START_PATIENCE
        while not answers(self.port):
            assert self.launcher.poll() is None, f"the launcher stopped: {self.last_words()}"
            assert time.monotonic() < deadline, f"it did not start in time: {self.last_words()}"
            time.sleep(0.2)

    def last_words(self) -> str:
        """The end of what the launcher and its services said."""
        return self.log.read_text(errors="replace")[-2000:]

    def kill_everything(self) -> None:
        """kill -9 of the launcher, its children, and every process of the database."""
        family = [self._launched(), *self._launched().children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        kill_server(self.data)
        self._bury()

    def kill_launcher(self) -> None:
        """kill -9 of the launcher alone."""
        self._launched().send_signal(signal.SIGKILL)
        self._bury()

    def kill_worker(self) -> None:
        """kill -9 of the worker with what it started."""
        for process in self._launched().children():
            with suppress(psutil.Error):
                if re.search(r"core\.cli worker$", " ".join(process.cmdline())):
                    process.send_signal(signal.SIGKILL)

    def kill_database(self) -> None:
        """kill -9 of every process of the database, once."""
        kill_server(self.data)

    def stop(self) -> None:
        """Ctrl-C, and wait."""
        if self.launcher and self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGINT)
            self.launcher.wait(timeout=60)

    def _launched(self) -> psutil.Process:
        assert self.launcher is not None
        return psutil.Process(self.launcher.pid)

    def _bury(self) -> None:
        assert self.launcher is not None
        self.launcher.wait(timeout=30)
