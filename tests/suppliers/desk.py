"""A programme with plugins of suppliers, and its worker in the test's own hands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.extension.host import Host
from core.families.models import FamilyFile, FamilyMember, FamilyRole
from core.jobs.running import NotDone, run_job
from core.settings import Settings
from core.suppliers.models import ChangeState, SupplierChange
from core.suppliers.services import say_yes
from core.tasks import TASKS
from core.work import SYSTEM_ACTOR, Actor, Office, Work
from tenants.context import TenantContext
from tests.casework import asking
from tests.fixtures_web import TODAY, Person, hire

KEY = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def app_with(settings: Settings, host: Host) -> Flask:
    """The application with these plugins; servers on this machine may be called."""
    near = replace(settings, outgoing_near=frozenset({"127.0.0.1"}))
    app = create_app(near, FixedClock(TODAY), host)
    app.testing = True
    return app


@dataclass
class Desk:
    """One programme; `run` does a job now, and says whether it is done."""

    app: Flask
    tenant: TenantContext
    coordinator: Person
    admin: Person

    @property
    def office(self) -> Office:
        office: Office = self.app.extensions["office"]
        return office

    @contextmanager
    def work(self, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        with self.office.work(self.tenant, actor) as work:
            yield work

    def switch_on(self, key: str, **options: Any) -> None:
        from tests.plugin_hosts import switched_on

        with self.work() as work:
            switched_on(work, key, **options)

    def run(self, name: str, **ids: str) -> bool:
        [task] = [task for task in TASKS.all() if task.name == name]
        try:
            run_job(self.office, task, {"tenant_id": self.tenant.id, **ids})
        except NotDone:
            return False
        return True

    def push(self) -> None:
        """Do the jobs of everything that waits, as the worker would."""
        for row in self.changes():
            if row.state == ChangeState.WAITING:
                self.run("push_to_supplier", change_id=str(row.id))

    def changes(self) -> Sequence[SupplierChange]:
        with self.work() as work:
            query = select(SupplierChange).order_by(SupplierChange.id)
            return list(work.session.scalars(query))

    def family(self, name: str = "Aydin-de Wit") -> UUID:
        """A family of the coordinator's with a request."""
        with self.work(self.coordinator.actor) as work:
            family_id, _request = asking(work, name)
            file = work.session.scalars(
                select(FamilyFile).where(FamilyFile.family_id == family_id)
            ).one()
            file.coordinator_id = self.coordinator.actor.id
        return family_id

    def yes(self, family_id: UUID, supplier: str) -> None:
        """Everybody of the family says yes to a supplier."""
        with self.work(self.coordinator.actor) as work:
            people = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
            givers = frozenset(work.session.scalars(people))
            say_yes(work, family_id, FamilyRole.ASKING, supplier, givers)


def desk_in(app: Flask, tenant: TenantContext) -> Desk:
    """A desk with a coordinator and an admin."""
    office = app.extensions["office"]
    return Desk(
        app, tenant, hire(app, office, tenant, Role.COORDINATOR),
        hire(app, office, tenant, Role.ADMIN, "Ada Beheer"),
    )  # fmt: skip
