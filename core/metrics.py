"""What is measured of the running product, for Prometheus: times and counts, never who or whose.

Labels are endpoints, methods and kinds of jobs: no tenant, no person, no address. The web server
runs in several processes that add up through `PROMETHEUS_MULTIPROC_DIR`, which its configuration
sets before anything of this module is made.
"""

import os
import time
from collections.abc import Iterator
from functools import cache

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import text
from sqlalchemy.orm import Session

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_JOBS = text(
    "SELECT task_name, status::text, count(*),"
    " coalesce(extract(epoch FROM now() - min(scheduled_at)), 0)"
    " FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed')"
    " GROUP BY task_name, status"
)
_WORKERS = text(
    "SELECT count(*) FROM jobs.procrastinate_workers"
    " WHERE last_heartbeat > now() - interval '60 seconds'"
)


@cache
def request_times() -> Histogram:
    """How long answers took, by endpoint, method and class of status."""
    return Histogram(
        "buurtgezinnen_request_seconds",
        "Time from a request to its answer.",
        ("endpoint", "method", "status"),
        buckets=BUCKETS,
    )


def exposition(session: Session) -> bytes:
    """Everything measured, as Prometheus reads it; `session` sees the queue."""
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(request_times())
    registry.register(_Queue(session))
    return generate_latest(registry)


class _Queue(Collector):
    """The jobs that wait, run or were given up, and the workers that are alive."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily(
            "buurtgezinnen_jobs", "Jobs in the queue.", labels=("task", "status")
        )
        late = GaugeMetricFamily(
            "buurtgezinnen_job_delay_seconds",
            "How long the first waiting job that was planned has been due.",
            labels=("task",),
        )
        for task, status, count, delay in self._session.connection().execute(_JOBS):
            jobs.add_metric((task, status), count)
            if status == "todo":
                late.add_metric((task,), max(0.0, float(delay)))
        workers = self._session.connection().execute(_WORKERS).scalar_one()
        yield from (jobs, late)
        yield GaugeMetricFamily("buurtgezinnen_workers", "Workers alive.", value=workers)


def register(app: Flask) -> None:
    """Measure every request."""
    request_times()
    app.after_request(_observe)


def _observe(response: Response) -> Response:
    began = g.get("started_at")
    if began is not None:
        method = request.method if request.method in METHODS else "other"
        labels = (request.endpoint or "none", method, f"{response.status_code // 100}xx")
        request_times().labels(*labels).observe(time.monotonic() - began)
    return response
