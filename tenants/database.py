"""The only door to a connection.

`transaction(tenant)` opens one tenant's rows, `registry()` the platform's alone, `console()`
the registry and the published figures under a role that has no right on tenant tables;
`report(tenant)` and `console_report()` read the same in a replica, where there is one.
Two fences stand around tenant rows: row-level security, for which each transaction says
`SET LOCAL app.tenant_id`, and an explicit criterion on every ORM statement, which also
guards objects already in a session and names the tenant to a sharded cluster.
"""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Engine,
    Interval,
    Result,
    TextClause,
    bindparam,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from tenants.fence import WallBreach, refuse_unfenced
from tenants.isolation import JOBS, TenantModel
from tenants.roles import CONSOLE, plugin_role

log = logging.getLogger(__name__)
REPLICA_PATIENCE = 3
"""Seconds that a replica may take to answer."""
LEFT_ALONE = 30.0
"""Seconds in which a replica that did not answer is not asked again."""

# The only raw statements that a tenant's session may send: each touches no tenant table.
RAW_STATEMENTS: Mapping[str, TextClause] = {
    "lock": text("SELECT clock_timestamp() FROM (SELECT pg_advisory_xact_lock(:space, :key)) l"),
    "defer": text(
        f"SELECT {JOBS}.procrastinate_defer_jobs_v1(ARRAY[ROW(:queue, :task, 0, :lock, NULL,"
        f" CAST(:args AS jsonb), now() + :after)::{JOBS}.procrastinate_job_to_defer_v1])"
    ).bindparams(bindparam("after", type_=Interval)),
}


class TenantSession(Session):
    """A session that sees one tenant and says so in every statement."""

    def __init__(self, connection_source: Any, tenant_id: int) -> None:
        super().__init__(
            connection_source, expire_on_commit=False, autoflush=False, close_resets_only=False
        )
        self.tenant_id = int(tenant_id)

    def raw(self, name: str, **values: Any) -> Result[Any]:
        """Send one of the allow-listed raw statements."""
        return self.execute(RAW_STATEMENTS[name], values)

    @contextmanager
    def as_plugin(self, key: str) -> Iterator[None]:
        """Work under the role of a plugin, which sees its own tables in this tenant and no others.

        What fails in it is undone alone, and the role goes with it: it lasts no longer than the
        savepoint, whatever is raised.
        """
        become = f"SET LOCAL ROLE {plugin_role(key)}"
        with self.begin_nested():
            super().connection().exec_driver_sql(become)
            yield
            self.flush()
            super().connection().exec_driver_sql("SET LOCAL ROLE NONE")

    def connection(self, *args: Any, **options: Any) -> Connection:
        """Refused: a bare connection passes the second fence."""
        raise WallBreach("a tenant's session gives no bare connection")

    def bulk_save_objects(self, *args: Any, **options: Any) -> None:
        """Refused: bulk operations pass both fences."""
        raise WallBreach("add objects one by one: bulk operations pass the fence")

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects


@event.listens_for(TenantSession, "after_begin")
def _say_which_tenant(session: TenantSession, _transaction: Any, connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{session.tenant_id:d}'")


@event.listens_for(TenantSession, "do_orm_execute")
def _fence_statements(state: ORMExecuteState) -> None:
    session = cast(TenantSession, state.session)
    if any(state.statement is known for known in RAW_STATEMENTS.values()):
        return
    if not state.is_column_load and not state.is_relationship_load:
        tenant_id = session.tenant_id
        state.statement = state.statement.options(
            with_loader_criteria(
                TenantModel, lambda model: model.tenant_id == tenant_id, include_aliases=True
            )
        )
    refuse_unfenced(state.statement, state.parameters, of_models=state.is_orm_statement)


@event.listens_for(TenantSession, "before_attach")
def _fence_attached(session: TenantSession, row: object) -> None:
    if isinstance(row, TenantModel) and row.tenant_id not in (None, session.tenant_id):
        raise WallBreach("a row of another tenant cannot be used here")


@event.listens_for(TenantSession, "before_flush")
def _fence_objects(session: TenantSession, _context: Any, _instances: Any) -> None:
    for row in [*session.new, *session.dirty, *session.deleted]:
        if not isinstance(row, TenantModel):
            continue
        if row.tenant_id is None and row in session.new:
            row.tenant_id = session.tenant_id
        if row.tenant_id != session.tenant_id:
            raise WallBreach("a row of another tenant cannot be written here")


class Database:
    """The engine of the application role, and the three ways in.

    `pooled` tells that a pooler in transaction mode stands before the server: nothing is prepared.
    `reporting_url` is a replica to read reports from.
    """

    def __init__(
        self, url: str, *, pool_size: int = 5, pooled: bool = False, reporting_url: str = ""
    ) -> None:
        self._engine = _engine(url, pool_size, pooled)
        self._questions = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        # Opens no connection until it is used.
        self._aside = _engine(url, 2, pooled)
        self._replica = Replica(reporting_url, pooled) if reporting_url else None

    @contextmanager
    def transaction(self, tenant_id: int) -> Iterator[TenantSession]:
        """One tenant's rows in one transaction: committed at the end, undone on an exception."""
        with TenantSession(self._engine, tenant_id) as session, session.begin():
            yield session

    @contextmanager
    def registry(self) -> Iterator[Session]:
        """The registry alone: no tenant is set, so tenant tables show and take nothing."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def looking_up(self) -> Iterator[Session]:
        """The registry for a question: without a transaction, so in one trip to the server."""
        with Session(self._questions) as session:
            yield session

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """The registry in a short transaction beside another, which may be undone meanwhile.

        It has connections of its own: whoever waits for one here holds one of the others.
        """
        with Session(self._aside, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def beside(self, tenant_id: int) -> Iterator[TenantSession]:
        """One tenant's rows in a short transaction beside another tenant's."""
        with TenantSession(self._aside, tenant_id) as session, session.begin():
            yield session

    @contextmanager
    def registrar(self) -> Iterator[Session]:
        """The registry under the console's role, in a short transaction beside a tenant's."""
        with self.aside() as session:
            session.connection().exec_driver_sql(f"SET LOCAL ROLE {CONSOLE}")
            yield session

    @contextmanager
    def console(self) -> Iterator[Session]:
        """The registry and the published figures, under the console's role."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            session.connection().exec_driver_sql(f"SET LOCAL ROLE {CONSOLE}")
            yield session

    @contextmanager
    def report(self, tenant_id: int) -> Iterator[TenantSession | None]:
        """One tenant's rows to read a report from, in the replica; None where there is none."""
        with self._replicated() as connection:
            if connection is None:
                yield None
                return
            with TenantSession(connection, tenant_id) as session, session.begin():
                yield session

    @contextmanager
    def console_report(self) -> Iterator[Session | None]:
        """What `console` sees, in the replica; None where there is none."""
        with self._replicated() as connection:
            if connection is None:
                yield None
                return
            with Session(connection, expire_on_commit=False) as session, session.begin():
                session.connection().exec_driver_sql(f"SET LOCAL ROLE {CONSOLE}")
                yield session

    @contextmanager
    def _replicated(self) -> Iterator[Connection | None]:
        connection = self._replica.connect() if self._replica else None
        if connection is None:
            yield None
            return
        with connection:
            yield connection

    @contextmanager
    def founding(self, *, aside: bool = False) -> Iterator["Founding"]:
        """The registry and then a new tenant's first rows, in one commit.

        `aside` is for who holds a connection already, such as an operator at the console.
        """
        with (self._aside if aside else self._engine).begin() as connection:
            yield Founding(connection)

    def close(self) -> None:
        """Give all connections back to the server."""
        self._engine.dispose()
        self._aside.dispose()
        if self._replica:
            self._replica.close()


class Replica:
    """A copy of the database that only reads; one that does not answer is left alone a while."""

    def __init__(self, url: str, pooled: bool) -> None:
        engine = _engine(url, 2, pooled, connect_timeout=REPLICA_PATIENCE)
        self._engine = engine.execution_options(postgresql_readonly=True)
        self._away_until = 0.0

    def connect(self) -> Connection | None:
        """A connection, or None when the replica does not answer."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return self._engine.connect()
        except (DBAPIError, NoConnectionFree) as away:
            self._away_until = time.monotonic() + LEFT_ALONE
            log.warning(
                "REPORTING_DATABASE_URL does not answer (%s): reading from the main database",
                type(away).__name__,
            )
            return None

    def close(self) -> None:
        """Give all connections back to the server."""
        self._engine.dispose()


def _engine(url: str, pool_size: int, pooled: bool = False, **connecting: int) -> Engine:
    """An engine whose errors never show the values of a statement."""
    arguments: dict[str, int | None] = {**connecting}
    if pooled:
        # A prepared statement stays behind on a server connection that another client gets next.
        arguments["prepare_threshold"] = None
    return create_engine(
        url,
        connect_args=arguments,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,
    )


class Founding:
    """One transaction in which a tenant is entered in the registry and gets its first rows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def registry(self) -> Iterator[Session]:
        """The registry, under the console's role."""
        self._connection.exec_driver_sql(f"SET LOCAL ROLE {CONSOLE}")
        with Session(self._connection, join_transaction_mode="rollback_only") as session:
            yield session
            session.flush()
        self._connection.exec_driver_sql("SET LOCAL ROLE NONE")

    @contextmanager
    def rows_of(self, tenant_id: int) -> Iterator[TenantSession]:
        """The new tenant's rows, behind both fences."""
        session = TenantSession(self._connection, tenant_id)
        session.begin()
        yield session
        session.flush()
        session.expunge_all()
