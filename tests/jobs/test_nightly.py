"""What every tenant gets each night."""

import sqlalchemy as sa

from core.jobs.tasks import Tasks, tenant_task
from core.jobs.worker import nightly_round
from core.tasks import TASKS
from core.work import Office, Work
from tenants.context import TenantContext


def test_every_open_tenant_gets_its_nightly_jobs(
    office: Office, tenant: TenantContext, other_tenant: TenantContext, superuser: sa.Engine
) -> None:
    tasks = Tasks()

    @tenant_task("count_sheep", nightly=True, tasks=tasks)
    def count_sheep(work: Work) -> None: ...

    @tenant_task("only_by_day", tasks=tasks)
    def only_by_day(work: Work) -> None: ...

    nightly_round(office, tasks)
    with superuser.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT task_name, args->>'tenant_id' FROM jobs.procrastinate_jobs")
        ).all()
    asleep = {int(number) for name, number in rows if name == "count_sheep"}
    assert {tenant.id, other_tenant.id} <= asleep
    assert not [name for name, _ in rows if name == "only_by_day"]


def test_missing_evaluations_are_planned_each_night() -> None:
    assert "plan_missing_evaluations" in {task.name for task in TASKS.nightly()}
