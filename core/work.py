"""One unit of work: who does it, in which tenant, on what day, in one transaction.

Every service takes a `Work` first: `work.session` reads and writes, `work.record` puts a
line in the logbook, `work.defer` leaves a job for after the commit. The lines of the
logbook are chained last, so a unit of work that fails leaves no trace.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any, TypeVar
from uuid import UUID

from core.calendar.clock import Clock
from core.errors import NotFound
from core.extension.host import Host
from core.settings import Settings
from tenants import audit
from tenants.audit import AuditEvent
from tenants.context import TenantContext
from tenants.database import Database
from tenants.isolation import TenantModel
from tenants.keys import Vault
from tenants.provisioning import open_vault
from tenants.session import TenantSession

Row = TypeVar("Row", bound=TenantModel)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `kind` is member, public, system; `id` is a membership, else None."""

    kind: str
    id: UUID | None = None
    name: str = ""
    role: str = ""


PUBLIC_ACTOR = Actor("public")
SYSTEM_ACTOR = Actor("system")


@dataclass
class Work:
    """One transaction in one tenant, by one actor.

    `plugins` are all that are installed, whether on here or not. `beside()` is a short unit of
    work of its own in the same tenant, which stays when this one is undone. `kept` holds what is
    read once in a unit of work.
    """

    session: TenantSession
    tenant: TenantContext
    settings: Settings
    today: date
    actor: Actor
    plugins: Host
    beside: "Callable[[], AbstractContextManager[Work]]"
    kept: dict[str, Any] = field(default_factory=dict)
    _events: list[AuditEvent] = field(default_factory=list)
    _deferred: frozenset[tuple[str, ...]] = frozenset()

    @cached_property
    def vault(self) -> Vault:
        """The tenant's keys; read from the database when first needed."""
        return open_vault(self.session, self.settings.master_key)

    def add(self, row: Row) -> Row:
        """Write a new row now, so that rows that refer to it can follow."""
        self.session.add(row)
        self.session.flush()
        return row

    def find(self, model: type[Row], row_id: UUID | None) -> Row:
        """The row with this id in this tenant; raises NotFound."""
        row = row_id and self.session.get(model, (self.tenant.id, row_id))
        if not row:
            raise NotFound(model.__tablename__)
        return row

    def record(
        self, action: str, subject_kind: str, subject_id: UUID | None = None, detail: str = ""
    ) -> None:
        """Put a line in the logbook at the commit; names belong in `detail` only."""
        actor = self.actor
        self._events.append(
            AuditEvent(actor.kind, actor.id, action, subject_kind, subject_id, detail)
        )

    def record_once(self, action: str, subject_kind: str, subject_id: UUID, detail: str) -> None:
        """As `record`, unless this unit of work has said exactly that already."""
        said = ((e.action, e.subject_id, e.detail) for e in self._events)
        if (action, subject_id, detail) not in said:
            self.record(action, subject_kind, subject_id, detail)

    def defer(
        self,
        task: str,
        queue: str = "work",
        *,
        lock: str | None = None,
        after: timedelta | None = None,
        **ids: str | int,
    ) -> None:
        """Leave a job for after the commit, or for a while later; its arguments are ids only.

        Jobs of this tenant that share a `lock` run one after another, in order; without one they
        run beside each other. The same job is left once in a unit of work.
        """
        args = json.dumps({**ids, "tenant_id": self.tenant.id})
        lock = f"{lock} {self.tenant.id}" if lock else None
        job = (queue, task, lock or "", args)
        if job in self._deferred:
            return
        self._deferred |= {job}
        self.session.raw("defer", queue=queue, task=task, lock=lock, args=args, after=after)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that is undone alone when it raises: its rows, its jobs and its logbook lines."""
        known, deferred = len(self._events), self._deferred
        try:
            with self.session.begin_nested():
                yield
                self.session.flush()
        except BaseException:
            del self._events[known:]
            self._deferred = deferred
            raise

    def address(self, path: str = "") -> str:
        """The address of a path as others type it, at the tenant's own host."""
        host = f"{self.tenant.slug}.{self.settings.base_domain}"
        return f"{self.settings.address(host)}{path}"

    def finish(self) -> None:
        """Flush everything and chain the logbook, last before the commit."""
        self.session.flush()
        if self._events:
            audit.append(self.session, self.vault, self._events)
            self._events.clear()


class Office:
    """What every unit of work needs: the door to the database, settings, clock and plugins."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, plugins: Host | None = None
    ) -> None:
        self.database = database
        self.settings = settings
        self.clock = clock
        self.plugins = Host() if plugins is None else plugins

    @contextmanager
    def work(self, tenant: TenantContext, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        """A unit of work that is committed at the end, or undone as a whole."""
        with self.database.transaction(tenant.id) as session:
            yield from self._finished(session, tenant, actor)

    @contextmanager
    def beside(self, tenant: TenantContext, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        """A short unit of work beside another that is going on, in this tenant or another one."""
        with self.database.beside(tenant.id) as session:
            yield from self._finished(session, tenant, actor)

    @contextmanager
    def reporting(self, work: Work) -> Iterator[Work]:
        """The same work for reading a report: in the replica where one answers, else as it is."""
        with self.database.report(work.tenant.id) as session:
            if session is None:
                yield work
            else:
                yield replace(work, session=session, kept={}, _events=[])

    def _finished(
        self, session: TenantSession, tenant: TenantContext, actor: Actor
    ) -> Iterator[Work]:
        beside = partial(self.beside, tenant, actor)
        today = self.clock.today()
        work = Work(session, tenant, self.settings, today, actor, self.plugins, beside)
        yield work
        work.finish()
