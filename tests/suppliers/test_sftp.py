"""Files over SFTP, with a server of a library: a known key, whole files, each row once."""

import asyncio
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import asyncssh
import pytest
from sqlalchemy import select

from core.extension.suppliers import ChangeKind
from core.families.models import FamilyRole
from core.outgoing.addresses import NoAnswer
from core.outgoing.sftp import Sftp, SftpPlace, UnknownServer, UnreadableKey
from core.plugins.models import PluginActivation
from core.plugins.services import troubles_with
from core.referrals.models import Referral
from core.spreadsheets.reading import read_table
from core.suppliers.models import ChangeState
from core.suppliers.outbox import leave
from tests.suppliers.desk import Desk

NEAR = Sftp(frozenset({"127.0.0.1"}), patience=10.0)


OURS = asyncssh.generate_private_key("ssh-ed25519")
PRIVATE = OURS.export_private_key().decode()


class Door(asyncssh.SSHServer):
    """Lets in who has the password, or our key."""

    asked: ClassVar[list[str]] = []

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return username == "buurt" and key.public_data == OURS.public_data

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        self.asked.append(password)
        return (username, password) == ("buurt", "geheim")


@dataclass(frozen=True)
class Server:
    """An SFTP server on this machine, and the folder that it shows."""

    port: int
    host_key: str
    root: Path

    def place(self, **other: Any) -> SftpPlace:
        told = {"host": "127.0.0.1", "user": "buurt", "host_key": self.host_key,
                "password": "geheim", "port": self.port}  # fmt: skip
        return SftpPlace(**{**told, **other})


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("sftp")
    key = asyncssh.generate_private_key("ssh-ed25519")
    loop, ready = asyncio.new_event_loop(), threading.Event()
    found: dict[str, Any] = {}

    async def start() -> None:
        def files(channel: Any) -> asyncssh.SFTPServer:
            return asyncssh.SFTPServer(channel, chroot=str(root).encode())

        found["server"] = await asyncssh.create_server(
            Door, "127.0.0.1", 0, server_host_keys=[key], sftp_factory=files
        )
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    async def stop() -> None:
        found["server"].close()
        await found["server"].wait_closed()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    port = found["server"].sockets[0].getsockname()[1]
    yield Server(port, key.export_public_key().decode().strip(), root)
    asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


@pytest.fixture
def server(running: Server) -> Server:
    """The server with empty folders."""
    for folder in ("uit", "in", "in/verwerkt", "in/fouten"):
        (running.root / folder).mkdir(exist_ok=True)
    for file in running.root.rglob("*"):
        if file.is_file():
            file.unlink()
    return running


@pytest.fixture
def exchange(desk: Desk, server: Server) -> Desk:
    desk.switch_on(
        "csv_uitwisseling", host="127.0.0.1", port=server.port, user="buurt", password="geheim",
        host_key=server.host_key, folder_out="uit", folder_in="in",
        columns_out="gezin = clientnummer\nfase = stap\ndatum = op",
        columns_in="nummer = id\nvoornaam = roepnaam\ncontact = telefoon\ntoestemming = akkoord",
    )  # fmt: skip
    return desk


def test_a_file_goes_and_comes_whole(server: Server) -> None:
    NEAR.put(server.place(), "uit/a.csv", b"een")
    NEAR.put(server.place(), "uit/a.csv", b"twee")
    assert NEAR.names(server.place(), "uit") == ["a.csv"]
    assert NEAR.get(server.place(), "uit/a.csv") == b"twee"
    NEAR.move(server.place(), "uit/a.csv", "in/b.csv")
    assert (server.root / "in" / "b.csv").read_bytes() == b"twee"


def test_another_key_or_a_wrong_password_is_no_server_of_ours(server: Server) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    for place in (server.place(host_key=other), server.place(password="fout"),
                  server.place(host_key="onzin")):  # fmt: skip
        with pytest.raises(UnknownServer):
            NEAR.names(place, "uit")
    with pytest.raises(NoAnswer):
        NEAR.get(server.place(), "uit/niets.csv")


def test_what_happened_is_a_file_of_its_own(exchange: Desk, server: Server) -> None:
    family_id = exchange.family("Zonneroosje")
    exchange.yes(family_id, "csv_uitwisseling")
    facts = {"family": str(family_id), "phase": "trial", "on": "2026-11-20", "role": "asking"}
    with exchange.work() as work:
        leave(
            work, "csv_uitwisseling", "csv_uitwisseling", ChangeKind.COUPLING, facts,
            family_id=family_id, role=FamilyRole.ASKING,
        )  # fmt: skip
    exchange.push()
    [change] = exchange.changes()
    assert change.state == ChangeState.SENT
    [file] = (server.root / "uit").iterdir()
    table = read_table(file.read_bytes(), file.name)
    assert table.header == ("clientnummer", "stap", "op")
    assert table.rows[0].texts[:2] == (str(family_id), "trial")
    assert b"Zonneroosje" not in file.read_bytes()
    # Sent once more it is the same file.
    exchange.admin.browser.post(f"/leveranciers/{change.id}/opnieuw", page="/leveranciers")
    exchange.push()
    assert [one.name for one in (server.root / "uit").iterdir()] == [file.name]


ROWS = (
    "id;roepnaam;telefoon;akkoord\n"
    "1;Lotte;0612345678;ja\n"
    "2;Kees;0612345679;nee\n"
    "3;;0612345670;ja\n"
    "4;Noor;noor@voorbeeld.example;ja\n"
)


def names_in(desk: Desk) -> list[str]:
    with desk.work() as work:
        return sorted(work.session.scalars(select(Referral.first_name)))


def test_rows_come_in_once_and_what_is_wrong_goes_back(exchange: Desk, server: Server) -> None:
    (server.root / "in" / "week47.csv").write_text(ROWS)
    assert exchange.run("poll_supplier", supplier="csv_uitwisseling")
    assert names_in(exchange) == ["Lotte", "Noor"]
    wrong = read_table((server.root / "in" / "fouten" / "week47.csv").read_bytes(), "a.csv")
    assert wrong.header[-1] == "Wat is er mis"
    assert [(row.texts[0], row.texts[-1][:8]) for row in wrong.rows] == [
        ("2", "Geen toe"), ("3", "De voorn"),
    ]  # fmt: skip
    # It stays until its rows are kept; read again meanwhile, nobody comes twice.
    assert (server.root / "in" / "week47.csv").exists()
    exchange.run("poll_supplier", supplier="csv_uitwisseling")
    assert names_in(exchange) == ["Lotte", "Noor"]
    digest = hashlib.sha256(ROWS.encode()).hexdigest()
    assert exchange.run("run_plugin_job", plugin="csv_uitwisseling", job="tidy_up", digest=digest)
    assert not (server.root / "in" / "week47.csv").exists()
    assert (server.root / "in" / "verwerkt" / "week47.csv").read_text() == ROWS


def test_settings_are_tried(exchange: Desk, server: Server) -> None:
    with exchange.work() as work:
        assert troubles_with(work, "csv_uitwisseling") == []
    (server.root / "in" / "fouten").rmdir()
    (server.root / "in" / "verwerkt").rmdir()
    (server.root / "in").rmdir()
    with exchange.work() as work:
        [trouble] = troubles_with(work, "csv_uitwisseling")
    assert "map voor binnenkomst" in trouble


def test_a_key_of_our_own_opens_the_door_and_no_password_is_told(server: Server) -> None:
    Door.asked.clear()
    place = server.place(private_key=PRIVATE.replace("\n", "\r\n"), password="ooit")
    NEAR.put(place, "uit/sleutel.csv", b"een")
    assert NEAR.get(place, "uit/sleutel.csv") == b"een"
    other = asyncssh.generate_private_key("ssh-ed25519")
    with pytest.raises(UnknownServer) as turned_away:
        NEAR.names(
            server.place(private_key=other.export_private_key().decode(), password="geheim"), "uit"
        )
    assert not isinstance(turned_away.value, UnreadableKey)
    assert Door.asked == []
    assert PRIVATE not in repr(place)


def test_with_a_key_the_server_must_still_be_the_one_we_know(server: Server) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    with pytest.raises(UnknownServer):
        NEAR.names(server.place(host_key=other, private_key=PRIVATE), "uit")


UNREADABLE = {
    "nonsense": "onzin",
    "cut off": PRIVATE[:200],
    "public half": OURS.export_public_key().decode(),
    "with a password": OURS.export_private_key("pkcs8-pem", passphrase="dicht").decode(),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_key_that_cannot_be_read_is_told_and_never_quoted(server: Server, what: str) -> None:
    key = UNREADABLE[what]
    with pytest.raises(UnreadableKey) as told:
        NEAR.names(server.place(private_key=key), "uit")
    assert told.value.__cause__ is None
    assert key not in str(told.value)


def test_the_key_is_set_once_sealed_and_kept(desk: Desk, server: Server) -> None:
    page = "/instellingen/plugins/csv_uitwisseling"
    told = {"host": "127.0.0.1", "port": str(server.port), "user": "buurt",
            "host_key": server.host_key, "folder_out": "uit", "folder_in": "in"}  # fmt: skip
    bare = desk.admin.browser.post(page, told)
    assert bare.status_code == 303
    assert desk.admin.browser.post(f"{page}/aan", page="/instellingen/plugins").status_code == 303
    with desk.work() as work:
        [trouble] = troubles_with(work, "csv_uitwisseling")
    assert "eigen sleutel" in trouble
    kept = desk.admin.browser.post(page, {**told, "private_key_secret": PRIVATE})
    assert kept.status_code == 303
    shown = desk.admin.browser.get(page).text
    assert "PRIVATE KEY" not in shown and "Is ingevuld" in shown
    # Saved again with an empty field the key stays.
    assert desk.admin.browser.post(page, told).status_code == 303
    with desk.work() as work:
        assert troubles_with(work, "csv_uitwisseling") == []
        row = work.session.scalars(select(PluginActivation)).one()
        assert "PRIVATE KEY" not in str(row.options)
        assert "PRIVATE KEY" not in str(row.secrets)
    with desk.work() as work:
        leave(work, "csv_uitwisseling", "csv_uitwisseling", ChangeKind.COUPLING, {})
    desk.push()
    assert desk.changes()[0].state == ChangeState.SENT
