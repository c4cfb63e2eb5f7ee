"""What the worker's role may do to the queue: its rows, and nothing about its tables."""

import pytest
from sqlalchemy import Engine, text

from tenants.catalogue import check

_RIGHTS = """
SELECT DISTINCT privilege_type FROM information_schema.role_table_grants
WHERE grantee = 'buurt_worker' AND table_schema = 'jobs'
"""


def test_the_worker_changes_rows_alone(superuser: Engine) -> None:
    with superuser.connect() as connection:
        assert set(connection.scalars(text(_RIGHTS))) == {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize("right", ["TRUNCATE", "REFERENCES", "TRIGGER"])
def test_the_check_refuses_more(superuser: Engine, right: str) -> None:
    with superuser.connect() as connection:
        connection.execute(text(f"GRANT {right} ON jobs.procrastinate_jobs TO buurt_worker"))
        found = {(fault.object, fault.rule) for fault in check(connection)}
        connection.rollback()
    assert found == {("jobs.procrastinate_jobs", "grants on other tables")}
