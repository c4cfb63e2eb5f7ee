"""One job, in the tenant that it names and behind the same wall as a request."""

from typing import Any

import structlog

from core.jobs.tasks import Elsewhere, Outcome, TenantTask, TryAgain
from core.work import SYSTEM_ACTOR, Office
from tenants.context import TenantContext
from tenants.directory import find_by_id

log = structlog.get_logger()


class JobWithoutTenant(Exception):
    """A job names no tenant: it is refused, and never tried again."""


class NotDone(Exception):
    """The task wants its job to come back; what it wrote is kept."""


def run_job(office: Office, task: TenantTask, arguments: dict[str, Any]) -> None:
    """Run a job; one of a tenant that is not open is dropped.

    Raises JobWithoutTenant, NotDone, or whatever the task raises (then its writes are undone).
    """
    ids = dict(arguments)
    tenant_id = ids.pop("tenant_id", None)
    if not isinstance(tenant_id, int) or isinstance(tenant_id, bool):
        raise JobWithoutTenant(task.name)
    tenant = _open_tenant(office, tenant_id)
    if tenant is None:
        log.warning("job dropped: its tenant is not open", task=task.name, tenant_id=tenant_id)
        return
    with office.work(tenant, SYSTEM_ACTOR) as work:
        outcome = task.run(work, **ids)
    while isinstance(outcome, Elsewhere):
        outcome = _next_step(office, outcome)
    if outcome is not None:
        raise NotDone(outcome.reason)


def _next_step(office: Office, next_one: Elsewhere) -> Outcome:
    tenant = _open_tenant(office, next_one.tenant_id)
    if tenant is None:
        return TryAgain("the other tenant is not open")
    with office.work(tenant, SYSTEM_ACTOR) as work:
        return next_one.step(work, next_one.cargo)


def _open_tenant(office: Office, tenant_id: int) -> TenantContext | None:
    with office.database.registry() as session:
        tenant = find_by_id(session, tenant_id)
    return tenant if tenant is not None and tenant.is_open else None
