"""The only door to a connection.

`transaction(tenant)` opens one tenant's rows, `registry()` the platform's alone, `console()`
the registry and the published figures under a role that has no right on tenant tables;
`report(tenant)` and `console_report()` read the same in a replica, where there is one.
Two fences stand around tenant rows (`tenants/session.py`): row-level security, for which each
transaction says `SET LOCAL app.tenant_id`, and an explicit criterion on every ORM statement,
which also guards objects already in a session and names the tenant to a sharded cluster.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from tenants.roles import CONSOLE
from tenants.session import TenantSession

log = logging.getLogger(__name__)
REPLICA_PATIENCE = 3
"""Seconds that a replica may take to answer."""
LEFT_ALONE = 30.0
"""Seconds in which a replica that did not answer is not asked again."""


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
