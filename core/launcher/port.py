"""The port of the web server: free before the start, answering after it."""

import errno
import socket
import time

from core.launcher.errors import LaunchError

HOST = "127.0.0.1"
# A web server whose launcher was killed is still finishing its last requests.
PATIENCE = 5.0


def require_free_port(port: int, command: str, patience: float | None = None) -> None:
    """Raise LaunchError, saying what to do, when the port cannot be had within `patience`."""
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    while (trouble := _try_port(port)) == errno.EADDRINUSE and time.monotonic() < until:
        time.sleep(0.2)
    if trouble == errno.EADDRINUSE:
        raise LaunchError(
            f"Port {port} is in use by another program."
            f" Stop that one, or choose another port: PORT={port + 1} {command}"
        )
    if trouble is not None:
        raise LaunchError(
            f"Port {port} cannot be opened ({errno.errorcode[trouble]})."
            f" Choose one above 1023: PORT=8000 {command}"
        )


def answers(port: int) -> bool:
    """Whether something takes connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0


def _try_port(port: int) -> int | None:
    """Return why the port cannot be opened, or None."""
    with socket.socket() as probe:
        # As gunicorn does: connections that are fading away do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.errno
    return None
