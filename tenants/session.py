"""A session that sees one tenant: the fences that stand around everything it sends and holds.

Row-level security is told the tenant by `SET LOCAL app.tenant_id`; every ORM statement gets the
tenant's criterion; and an object of another tenant is neither taken in nor written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Interval, Result, TextClause, bindparam, event, text
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from tenants.fence import WallBreach, refuse_unfenced
from tenants.isolation import JOBS, TenantModel
from tenants.roles import plugin_role

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
