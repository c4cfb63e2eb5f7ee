"""Gunicorn's settings; it reads the names of this module."""

import os
from pathlib import Path

from core.launcher.lifeline import follow_launcher


def heartbeat_folder() -> str | None:
    """Return a folder in memory: on a slow disk the heartbeat could halt a worker."""
    memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes its file there safely
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def on_starting(server: object) -> None:
    """End with the launcher, if one started us."""
    follow_launcher()


bind = os.environ.get("WEB_BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_tmp_dir = heartbeat_folder()
timeout = 60
graceful_timeout = 10
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")
# Nobody steers gunicorn from outside, so there is no socket for it.
control_socket_disable = True
