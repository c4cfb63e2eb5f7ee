"""Gunicorn's settings; it reads the names of this module.

A worker is one process with a few threads: pages wait for the database more than they compute.
Each thread holds one connection at a time, so `POOL_SIZE` (8) stays above `WEB_THREADS` (4). A
worker is replaced after some thousand requests, or sooner when it has grown past `WEB_MEMORY_MB`.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import psutil

from core.launcher.lifeline import follow_launcher

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEBIBYTE = 1024 * 1024
WATCH_EVERY = 25
"""Requests between two looks at a worker's memory."""


def memory_folder() -> str | None:
    """Return a folder in memory: on a slow disk the heartbeat could halt a worker."""
    memory = Path("/dev/shm")  # noqa: S108 - what is made there gets a name of its own
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def on_starting(server: Any) -> None:
    """End with the launcher, if one started us, and make room for what the workers measure."""
    follow_launcher()
    if not os.environ.get(METRICS_FOLDER):
        os.environ[METRICS_FOLDER] = server.measured = tempfile.mkdtemp(
            prefix="buurtgezinnen-metrics-", dir=memory_folder()
        )


def post_worker_init(worker: Any) -> None:
    """What the start left stays: the collector need not look at it again in each request."""
    gc.collect()
    gc.freeze()


def child_exit(server: Any, worker: Any) -> None:
    """Forget what a worker that has gone said of itself."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Remove the room that `on_starting` made."""
    if made := getattr(server, "measured", None):
        shutil.rmtree(made, ignore_errors=True)


def post_request(worker: Any, _request: Any, _environ: Any, _answer: Any) -> None:
    """Let a worker that has grown too large finish what it does, and be replaced."""
    if worker.nr % WATCH_EVERY == 0 and worker.alive and weight() > memory_limit:
        worker.log.warning("a worker of over %d MB is replaced", memory_limit)
        worker.alive = False


def weight() -> int:
    """Return the memory of this process in MB."""
    return int(psutil.Process().memory_info().rss // MEBIBYTE)


bind = os.environ.get("WEB_BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
max_requests = int(os.environ.get("WEB_MAX_REQUESTS", "5000"))
# Not all at once.
max_requests_jitter = max_requests // 5
memory_limit = int(os.environ.get("WEB_MEMORY_MB", "400"))
worker_tmp_dir = memory_folder()
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")
# Nobody steers gunicorn from outside, so there is no socket for it.
control_socket_disable = True
