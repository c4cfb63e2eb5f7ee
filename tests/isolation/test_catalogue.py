"""The catalogue check is green on what the migrations make and red on every known breach."""

import pytest
from sqlalchemy import Engine, text

from tenants.catalogue import CatalogueFault, check, report
from tests.isolation import faulty_keys, faulty_objects, faulty_plugins, faulty_rights, faulty_walls
from tests.isolation.breaches import Breach

BREACHES = (
    *faulty_walls.WALLS,
    *faulty_keys.KEYS,
    *faulty_objects.OBJECTS,
    *faulty_rights.GRANTS,
    *faulty_rights.ROLES,
    *faulty_plugins.PLUGINS,
)


def test_a_migrated_database_is_clean(superuser: Engine, application_url: str) -> None:
    with superuser.connect() as connection:
        assert report(check(connection)) == "The wall stands: no faults in the catalogue."


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.name)
def test_every_breach_is_named(superuser: Engine, breach: Breach) -> None:
    """Exactly the faults that the breach makes: no rule cries for another's reason."""
    with superuser.connect() as connection:
        connection.execute(text(f"SET LOCAL ROLE {breach.role}"))
        for statement in breach.statements:
            connection.exec_driver_sql(statement)
        connection.execute(text("SET LOCAL ROLE buurt_app"))
        found = {(fault.object, fault.rule) for fault in check(connection)}
        connection.rollback()
    assert found == breach.faults


def test_the_tables_of_plugins_are_clean(plugged_superuser: Engine) -> None:
    with plugged_superuser.connect() as connection:
        assert check(connection) == []


def test_the_check_leaves_the_search_path_alone(superuser: Engine) -> None:
    with superuser.connect() as connection:
        connection.execute(text("SET search_path = jobs"))
        check(connection)
        assert connection.scalar(text("SHOW search_path")) == "jobs"


def test_a_report_says_object_rule_and_remedy() -> None:
    faults = [CatalogueFault("tenant.family", "no views", "DROP VIEW tenant.family")]
    assert report(faults) == (
        "tenant.family: DROP VIEW tenant.family [no views]\n1 fault(s) in the catalogue."
    )
