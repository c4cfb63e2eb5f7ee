"""The command `buurtgezinnen db`."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from core.cli import main
from tenants.embedded import EmbeddedServer
from tenants.roles import MIGRATOR
from tests.databases import TestDatabases

NAMES = ("MIGRATION_DATABASE_URL", "DATABASE_URL")


@pytest.mark.parametrize("name", NAMES)
def test_check_is_green_in_one_line(migrator_url: str, application_url: str, name: str) -> None:
    url = migrator_url if name == NAMES[0] else application_url
    outcome = CliRunner().invoke(main, ["db", "check"], env={**dict.fromkeys(NAMES), name: url})
    assert outcome.exit_code == 0
    assert outcome.output == "The wall stands: no faults in the catalogue.\n"


def test_check_is_red_with_a_list(postgres_server: EmbeddedServer, throw_away: str) -> None:
    engine = create_engine(postgres_server.url("postgres", throw_away))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP POLICY tenant_wall ON tenant.family")
        connection.exec_driver_sql("GRANT SELECT ON tenant.pilot TO PUBLIC")
    engine.dispose()
    url = postgres_server.url(MIGRATOR, throw_away)
    outcome = CliRunner().invoke(main, ["db", "check"], env={"MIGRATION_DATABASE_URL": url})
    assert outcome.exit_code == 1
    assert "tenant.family: the policy tenant_wall is missing" in outcome.output
    assert "REVOKE SELECT ON tenant.pilot FROM PUBLIC" in outcome.output
    assert outcome.output.endswith("2 fault(s) in the catalogue.\n")


def test_without_an_address_it_says_what_to_do(tmp_path: Path) -> None:
    nowhere = {**dict.fromkeys(NAMES), "BUURTGEZINNEN_DATA": str(tmp_path / "none")}
    outcome = CliRunner().invoke(main, ["db", "check"], env=nowhere)
    assert outcome.exit_code == 2
    assert "set MIGRATION_DATABASE_URL or DATABASE_URL" in outcome.output


def test_a_database_that_is_away_is_said_plainly() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2"
    outcome = CliRunner().invoke(main, ["db", "check"], env={"MIGRATION_DATABASE_URL": url})
    assert outcome.exit_code == 1
    assert "the database does not answer" in outcome.output


def test_roles_prints_sql_that_runs(databases: TestDatabases) -> None:
    name = databases.empty()
    outcome = CliRunner().invoke(main, ["db", "roles", "--database", name])
    assert "CREATE ROLE buurt_app LOGIN" in outcome.output
    assert "<password of buurt_app>" in outcome.output
    with databases.server.connect(name) as connection:
        connection.execute(outcome.output)
    databases.drop(name)


def test_upgrade_brings_an_empty_database_to_the_newest(databases: TestDatabases) -> None:
    name = databases.empty()
    env = {"MIGRATION_DATABASE_URL": databases.server.url(MIGRATOR, name)}
    assert CliRunner().invoke(main, ["db", "upgrade"], env=env).exit_code == 0
    assert CliRunner().invoke(main, ["db", "check"], env=env).exit_code == 0
    databases.drop(name)
