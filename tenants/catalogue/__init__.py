"""The catalogue check: whether the wall stands as PostgreSQL itself knows it.

It reads `pg_catalog` only, so that it sees what no migration tool compares: a policy that
was dropped, a grant too many, a view that reads with its owner's rights.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from tenants.catalogue.grants import GRANTS
from tenants.catalogue.keys import KEYS
from tenants.catalogue.objects import OBJECTS
from tenants.catalogue.roles import ROLES
from tenants.catalogue.rules import PARAMETERS, CatalogueFault, Rule
from tenants.catalogue.walls import WALLS

RULES: tuple[Rule, ...] = (*WALLS, *KEYS, *OBJECTS, *GRANTS, *ROLES)

__all__ = ["RULES", "CatalogueFault", "check", "report"]


def check(connection: Connection) -> list[CatalogueFault]:
    """Every fault in the wall of this database, by rule and object; empty when all is well."""
    with _bare_search_path(connection):
        return [fault for rule in RULES for fault in _faults(connection, rule)]


def report(faults: list[CatalogueFault]) -> str:
    """The faults as lines to read, or one line when there are none."""
    if not faults:
        return "The wall stands: no faults in the catalogue."
    lines = [f"{fault.object}: {fault.message} [{fault.rule}]" for fault in faults]
    return "\n".join([*lines, f"{len(faults)} fault(s) in the catalogue."])


def _faults(connection: Connection, rule: Rule) -> Iterator[CatalogueFault]:
    statement = text(rule.query)
    asked = {name: PARAMETERS[name] for name in statement.compile().params}
    for row in connection.execute(statement, asked):
        yield CatalogueFault(row.object, rule.name, rule.message.format(**row._mapping))


@contextmanager
def _bare_search_path(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL write out the schema of everything that is not its own."""
    known = connection.scalar(text("SELECT current_setting('search_path')"))
    say = text("SELECT set_config('search_path', :path, false)")
    connection.execute(say, {"path": ""})
    try:
        yield
    finally:
        connection.execute(say, {"path": known})
