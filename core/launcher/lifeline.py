"""Children end with their launcher, even when that is killed -9.

Linux sends a signal to a child whose parent dies, once the child has asked for it. Elsewhere the
child itself looks whether its parent is still there.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

LAUNCHER_PID = "BUURTGEZINNEN_LAUNCHER_PID"
ON_LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
# Loaded here, as little should happen between fork and exec.
_libc = ctypes.CDLL(None) if ON_LINUX else None


def tie_to(launcher: int) -> Callable[[], None]:
    """Return what a child is to run before its program, so that it ends with the launcher."""

    def tie() -> None:
        if _libc is None:
            return
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != launcher:  # it died before we could ask
            os._exit(1)

    return tie


def follow_launcher(interval: float = 1.0) -> None:
    """End this process when the launcher has gone; to be called early by each service of ours.

    Does nothing under Linux, where the system sees to it, nor without a launcher.
    """
    launcher = os.environ.get(LAUNCHER_PID)
    if launcher is not None and not ON_LINUX:
        watch = threading.Thread(target=watch_parent, args=(int(launcher), interval), daemon=True)
        watch.start()


def watch_parent(parent: int, interval: float) -> None:
    """Look every `interval` seconds, and end this process once its parent is another one."""
    while os.getppid() == parent:
        time.sleep(interval)
    os.kill(os.getpid(), signal.SIGTERM)
