"""What the supervisor keeps running."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from core.launcher.errors import LaunchError
from core.launcher.lifeline import LAUNCHER_PID, tie_to


class Service(Protocol):
    """Something that is started, may die, and is stopped."""

    @property
    def name(self) -> str:
        """What people call it."""

    def start(self) -> None:
        """Start it, or raise LaunchError."""

    def ended(self) -> str | None:
        """Say how it ended, or return None while it runs."""

    def stop(self) -> None:
        """Stop it, by force if it does not listen."""


@dataclass
class ProcessService:
    """A service that is a child process.

    `patience` is how many seconds it gets to end by itself. It runs in a process group of its own,
    so that Ctrl-C reaches the launcher alone, which then stops the services in their order.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    patience: float = 15.0
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def pid(self) -> int | None:
        """The process id of the latest start."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process, tied to the life of this one."""
        launcher = os.getpid()
        environment = {**os.environ, **self.environment, LAUNCHER_PID: str(launcher)}
        try:
            self._process = subprocess.Popen(
                self.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=tie_to(launcher),
            )
        except OSError as error:
            raise LaunchError(f"{self.name} cannot be started: {error}") from error

    def ended(self) -> str | None:
        """Say how the process ended, and end what it left behind."""
        code = self._process.poll() if self._process else None
        if code is None:
            return None
        self._signal_group(signal.SIGTERM)
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """Ask the process to end, wait, and kill what is left of its group."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.terminate()
            self._process.wait(self.patience)
        self._signal_group(signal.SIGKILL)
        self._process.wait()

    def _signal_group(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
