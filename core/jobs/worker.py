"""The worker: takes jobs from the queue and runs each in its tenant."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import procrastinate
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from core.jobs.running import JobWithoutTenant, run_job
from core.jobs.tasks import Tasks, TenantTask
from core.settings import MissingSetting
from core.work import Office
from tenants.database import Database
from tenants.directory import all_tenants

AT_ONCE = 4
NIGHTLY = "15 2 * * *"
MORNING = "0 5 * * *"
"""In UTC: six or seven o'clock in the Netherlands, before anybody leaves the house."""
PATIENCE = 10.0
"""Seconds that running jobs get when the worker is told to stop; the launcher waits longer."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Due at once, by whatever clock."""
STALLED = 45.0
"""Seconds without a heartbeat after which a worker is taken for dead."""


def now_in(database: Database) -> datetime:
    """The time by which the queue looks whether a job is due: the database's, not this machine's.

    Where the database does not answer, this machine's has to do.
    """
    try:
        with database.looking_up() as session:
            return session.scalars(select(func.now())).one()
    except SQLAlchemyError:
        return datetime.now(UTC)


class Backoff(BaseRetryStrategy):
    """Waits longer before each new attempt, then gives up."""

    def __init__(self, waits: tuple[int, ...], now: Callable[[], datetime]) -> None:
        self.waits = waits
        self._now = now

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None when there is no use."""
        if isinstance(exception, JobWithoutTenant | TypeError) or job.attempts >= len(self.waits):
            return None
        return RetryDecision(retry_at=self._now() + timedelta(seconds=self.waits[job.attempts]))


def queue_url(office: Office) -> str:
    """How the worker's own role reaches the queue; raises MissingSetting."""
    url = office.settings.worker_database_url
    if not url:
        raise MissingSetting("set WORKER_DATABASE_URL: the URL of the worker's role")
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def make_queue(office: Office, tasks: Tasks) -> procrastinate.App:
    """The queue with every kind of job that this worker runs."""
    connector = procrastinate.PsycopgConnector(conninfo=queue_url(office), min_size=1, max_size=4)
    app = procrastinate.App(connector=connector)
    now = partial(now_in, office.database)
    for task in tasks.all():
        app.task(name=task.name, retry=Backoff(task.waits, now))(_bound(office, task))
    app.periodic(cron="* * * * *")(
        app.task(name="rescue_stalled", pass_context=True, queueing_lock="rescue")(rescue_stalled)
    )

    def tonight(timestamp: int) -> None:
        nightly_round(office, tasks)

    round_of_tonight = app.task(name="nightly_round", queueing_lock="nightly")(tonight)
    app.periodic(cron=NIGHTLY)(round_of_tonight)

    def this_morning(timestamp: int) -> None:
        morning_round(office, tasks)

    round_of_the_morning = app.task(name="morning_round", queueing_lock="morning")(this_morning)
    app.periodic(cron=MORNING)(round_of_the_morning)
    return app


def nightly_round(office: Office, tasks: Tasks) -> None:
    """Leave each open tenant its nightly jobs; what is missed one night comes the next."""
    _leave_everybody(office, tasks.nightly())


def morning_round(office: Office, tasks: Tasks) -> None:
    """Leave each open tenant its jobs of the morning."""
    _leave_everybody(office, tasks.morning())


def _leave_everybody(office: Office, tasks: tuple[TenantTask, ...]) -> None:
    with office.database.registry() as session:
        tenants = [tenant for tenant in all_tenants(session) if tenant.is_open]
    for tenant in tenants:
        with office.work(tenant) as work:
            for task in tasks:
                work.defer(task.name)


def _bound(office: Office, task: TenantTask) -> Callable[..., None]:
    def run(**arguments: Any) -> None:
        run_job(office, task, arguments)

    return run


async def rescue_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """Put back the jobs of workers that died in the middle."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await manager.retry_job(job, retry_at=LONG_AGO)


def run_worker(office: Office, tasks: Tasks, *, wait: bool = True) -> None:
    """Run jobs until told to stop (SIGTERM, SIGINT); without `wait`, until none is due.

    Raises MissingSetting. Running jobs get a few seconds to end.
    """
    make_queue(office, tasks).run_worker(
        name="buurtgezinnen",
        wait=wait,
        concurrency=AT_ONCE,
        listen_notify=wait,
        shutdown_graceful_timeout=PATIENCE,
        stalled_worker_timeout=STALLED,
        delete_jobs="successful",
        install_signal_handlers=wait,
    )
