"""The installed product as it runs on a server: its web server in a process of its own."""

import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.launcher.serve import WEB
from core.launcher.steps import Steps
from tests.scratch import ScratchEnvironment

LONGEST_END = 20


class Served:
    """A place on the loopback that stays the same when the server behind it is another.

    Who asks before the server is there waits until it answers.
    """

    def __init__(
        self, scratch: ScratchEnvironment, variables: Mapping[str, str], log: Path
    ) -> None:
        self._scratch, self._log = scratch, log
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        place = {"PORT": str(self.port), "WEB_BIND": f"fd://{self._socket.fileno()}"}
        self.variables = {**variables, **place, "WEB_WORKERS": "1"}

    def address(self, slug: str) -> str:
        """Where a programme is."""
        return f"http://{slug}.localhost:{self.port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """The web server, for a while; it has to have run until the end."""
        _python, *gunicorn = WEB
        with self._log.open("ab") as log:
            server = subprocess.Popen(
                [str(self._scratch.python), *gunicorn, Steps().application],
                env=self._scratch.environment(self.variables), cwd=self._scratch.folder,
                stdout=log, stderr=log, pass_fds=[self._socket.fileno()],
            )  # fmt: skip
            try:
                yield
                assert server.poll() is None, self._log.read_text()
            finally:
                server.send_signal(signal.SIGINT)  # at once: no browser waits for an answer
                server.wait(LONGEST_END)

    def close(self) -> None:
        """Give the place up."""
        self._socket.close()
