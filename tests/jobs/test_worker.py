"""Jobs: deferred inside the transaction, run by the worker in their tenant."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import procrastinate
import pytest
import sqlalchemy as sa
from sqlalchemy import func, select

from core.jobs.running import JobWithoutTenant, run_job
from core.jobs.tasks import Tasks, TenantTask, TryAgain, tenant_task
from core.jobs.worker import Backoff, make_queue, now_in, rescue_stalled, run_worker
from core.mail.models import Message
from core.mail.services import send_mail
from core.settings import MissingSetting
from core.work import Office, Work
from tenants.context import TenantContext, TenantState
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.provisioning import change_state


@pytest.fixture
def queue(office: Office) -> Callable[..., list[Any]]:
    """Ask the queue itself, as the worker's role."""

    def ask(statement: str, **values: Any) -> list[Any]:
        engine = sa.create_engine(office.settings.worker_database_url)
        with engine.begin() as connection:
            result = connection.execute(sa.text(statement), values)
            rows = list(result.all()) if result.returns_rows else []
        engine.dispose()
        return rows

    ask("DELETE FROM procrastinate_jobs")
    return ask


def subjects(office: Office, tenant: TenantContext) -> set[str]:
    with office.work(tenant) as work:
        return set(work.session.scalars(select(Message.subject)))


def test_a_job_runs_in_its_tenant(
    office: Office, tenant: TenantContext, other_tenant: TenantContext, queue: Any
) -> None:
    tasks, seen = Tasks(), []

    @tenant_task("count", tasks=tasks)
    def count(work: Work, number: int) -> None:
        found = work.session.scalar(select(func.count()).select_from(Message))
        seen.append((work.tenant.slug, work.actor.kind, number, found))

    with office.work(tenant) as work:
        send_mail(work, "test", "a@b.example", "Alleen hier", "x")
        work.defer("count", number=1)
    with office.work(other_tenant) as work:
        work.defer("count", number=2)
    run_worker(office, tasks, wait=False)
    assert sorted(seen, key=lambda line: line[2]) == [
        (tenant.slug, "system", 1, 1),
        (other_tenant.slug, "system", 2, 0),
    ]


def test_what_is_undone_leaves_no_job(office: Office, tenant: TenantContext, queue: Any) -> None:
    with suppress(RuntimeError), office.work(tenant) as work:
        work.defer("send_mail", message_id="x")
        raise RuntimeError
    assert queue("SELECT * FROM procrastinate_jobs") == []


def test_the_arguments_are_tenant_and_ids_only(
    office: Office, tenant: TenantContext, queue: Any
) -> None:
    with office.work(tenant) as work:
        message_id = send_mail(work, "test", "geheim@b.example", "Onderwerp", "Tekst")
    [(args, lock)] = queue("SELECT args, lock FROM procrastinate_jobs")
    assert args == {"tenant_id": tenant.id, "message_id": str(message_id)}
    assert lock is None


def test_a_lock_names_its_tenant(office: Office, tenant: TenantContext, queue: Any) -> None:
    with office.work(tenant) as work:
        work.defer("figures", lock="figures")
    assert queue("SELECT lock FROM procrastinate_jobs") == [(f"figures {tenant.id}",)]


@pytest.mark.parametrize(
    "arguments", [{}, {"tenant_id": None}, {"tenant_id": "1"}, {"tenant_id": True}]
)
def test_a_job_without_tenant_is_refused(office: Office, arguments: dict[str, Any]) -> None:
    ran = []
    task = TenantTask("any", lambda work: ran.append(work), ())
    with pytest.raises(JobWithoutTenant):
        run_job(office, task, arguments)
    assert not ran


def test_a_refused_job_is_not_tried_again() -> None:
    job = procrastinate.jobs.Job(
        id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=0
    )
    waiting = Backoff((5, 60), lambda: datetime.now(UTC))
    assert waiting.get_retry_decision(exception=JobWithoutTenant("t"), job=job) is None
    assert waiting.get_retry_decision(exception=OSError(), job=job) is not None
    assert waiting.get_retry_decision(exception=OSError(), job=job.evolve(attempts=2)) is None


def test_a_job_comes_back_by_the_clock_of_the_database(database: Database) -> None:
    job = procrastinate.jobs.Job(
        id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=1
    )
    with database.looking_up() as session:
        its_now = session.scalars(select(func.now())).one()
    assert now_in(database) - its_now < timedelta(minutes=1)
    elsewhere = its_now + timedelta(hours=2)
    decided = Backoff((5, 60), lambda: elsewhere).get_retry_decision(exception=OSError(), job=job)
    assert decided is not None
    assert decided.retry_at == elsewhere + timedelta(seconds=60)


def test_without_a_database_the_clock_of_the_machine_has_to_do() -> None:
    away = Database("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    assert abs(now_in(away) - datetime.now(UTC)) < timedelta(minutes=1)
    away.close()


@pytest.mark.parametrize("state", [TenantState.SUSPENDED, TenantState.CLOSED])
def test_jobs_of_a_tenant_that_is_not_open_are_dropped(
    office: Office,
    tenant: TenantContext,
    database: Database,
    master_key: MasterKey,
    queue: Any,
    state: TenantState,
) -> None:
    tasks, ran = Tasks(), []
    tenant_task("drop", tasks=tasks)(lambda work: ran.append(work))
    with office.work(tenant) as work:
        work.defer("drop")
    change_state(database, master_key, tenant.slug, state)
    run_worker(office, tasks, wait=False)
    assert not ran
    assert queue("SELECT * FROM procrastinate_jobs") == []


def test_a_failing_job_is_undone_and_takes_no_other_down(
    office: Office, tenant: TenantContext, queue: Any
) -> None:
    tasks, done = Tasks(), []

    @tenant_task("fail", waits=(600,), tasks=tasks)
    def fail(work: Work) -> None:
        send_mail(work, "test", "a@b.example", "Ongedaan", "x")
        raise RuntimeError("broken")

    @tenant_task("again", waits=(600,), tasks=tasks)
    def again(work: Work) -> TryAgain:
        send_mail(work, "test", "a@b.example", "Bewaard", "x")
        return TryAgain("later")

    @tenant_task("fine", tasks=tasks)
    def fine(work: Work) -> None:
        done.append(work.tenant.id)

    with office.work(tenant) as work:
        for name in ("fail", "again", "unknown", "fine"):
            work.defer(name)
    queue("UPDATE procrastinate_jobs SET queue_name = 'work'")
    run_worker(office, tasks, wait=False)
    assert done == [tenant.id]
    assert subjects(office, tenant) == {"Bewaard"}
    left = queue("SELECT task_name, status, scheduled_at > now() FROM procrastinate_jobs")
    assert {name: (status, later) for name, status, later in left if name != "send_mail"} == {
        "fail": ("todo", True),
        "again": ("todo", True),
        "unknown": ("failed", None),
    }


def test_jobs_of_a_dead_worker_come_back(office: Office, tenant: TenantContext, queue: Any) -> None:
    tasks, ran = Tasks(), []
    tenant_task("come_back", tasks=tasks)(lambda work: ran.append(work))
    with office.work(tenant) as work:
        work.defer("come_back")
    queue("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
    queue(
        "UPDATE procrastinate_jobs SET status = 'doing',"
        " worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )

    async def rescue() -> None:
        app = make_queue(office, tasks)
        async with app.open_async():
            job = procrastinate.jobs.Job(
                id=0, queue="q", lock=None, queueing_lock=None, task_name="rescue_stalled"
            )
            context = procrastinate.JobContext(
                app=app, job=job, abort_reason=lambda: None, start_timestamp=0.0
            )
            await rescue_stalled(context, 0)

    asyncio.run(rescue())
    run_worker(office, tasks, wait=False)
    assert len(ran) == 1


def test_without_its_url_the_worker_says_what_to_set(office: Office) -> None:
    bare = Office(office.database, replace(office.settings, worker_database_url=""), office.clock)
    with pytest.raises(MissingSetting, match="WORKER_DATABASE_URL"):
        run_worker(bare, Tasks())
