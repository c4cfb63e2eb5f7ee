"""The one way out: what it refuses, and what it makes of servers that do not do as they should."""

import contextlib
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from core.outgoing import client
from core.outgoing.addresses import addresses_of, is_public
from core.outgoing.client import Client, NoAnswer, NotAllowed
from core.settings import Settings
from tests.outgoing.servers import certificate_for, listening, read_request, says, whole

NEAR = Client(may_be_near=frozenset({"127.0.0.1", "localhost"}), patience=5.0)


def knows(*addresses: str) -> Any:
    """A look-up that gives these addresses for every name."""
    return lambda _host, port, **_options: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
    ]


def test_it_sends_what_is_asked_and_gives_the_answer() -> None:
    got: list[bytes] = []

    def handle(connection: socket.socket) -> None:
        got.append(read_request(connection))
        connection.sendall(whole(b'{"ok": true}', "201 Created", "X-Yes: 1"))

    with listening(handle) as port:
        url = f"http://127.0.0.1:{port}/zaken?a=1#deel"
        answer = NEAR.send("POST", url, headers={"X-Ours": "ja"}, json={"naam": "é"})
    assert (answer.status, answer.ok, answer.headers["x-yes"]) == (201, True, "1")
    assert answer.json() == {"ok": True}
    head, _, body = got[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /zaken?a=1 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{port}".encode() in head
    assert b"X-Ours: ja" in head
    assert json.loads(body) == {"naam": "é"}


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with listening(says(whole(b"", "302 Found", "Location: http://169.254.169.254/"))) as port:
        answer = NEAR.send("GET", f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.ok) == (302, False)


@pytest.mark.parametrize("answer", [
    b"",
    b"HTTP/1.1 200 OK\r\nContent-Le",
    b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"half\":",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf",
    b"this is no web server at all\r\n\r\n",
])  # fmt: skip
def test_half_an_answer_is_no_answer(answer: bytes) -> None:
    with listening(says(answer)) as port, pytest.raises(NoAnswer):
        NEAR.send("GET", f"http://127.0.0.1:{port}/")


def test_half_a_document_is_no_answer() -> None:
    with listening(says(b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"half":')) as port:
        answer = NEAR.send("GET", f"http://127.0.0.1:{port}/")
    with pytest.raises(NoAnswer):
        answer.json()


def test_the_whole_exchange_has_one_time_limit_however_the_bytes_drip() -> None:
    def drip(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        with contextlib.suppress(OSError):
            while connection.recv(1):
                pass

    hasty = Client(may_be_near=frozenset({"127.0.0.1"}), patience=0.2)
    with listening(drip) as port, pytest.raises(NoAnswer, match="Timeout"):
        hasty.send("GET", f"http://127.0.0.1:{port}/")


def test_a_far_too_long_answer_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 1000)
    with listening(says(whole(b"x" * 2000))) as port, pytest.raises(NoAnswer, match="too long"):
        NEAR.send("GET", f"http://127.0.0.1:{port}/")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(NoAnswer):
        NEAR.send("GET", f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", [
    "http://voorbeeld.example/",
    "ftp://voorbeeld.example/",
    "file:///etc/passwd",
    "//voorbeeld.example/",
    "https://",
    "https://naam:geheim@voorbeeld.example/",
    "https://voorbeeld.example/a b",
    "https://voorbeeld.example/a\r\nX-Other: 1",
    "https://voorbeeld.example:99999/",
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://0/",
])  # fmt: skip
def test_what_is_never_called(url: str) -> None:
    with pytest.raises(NotAllowed):
        Client().send("GET", url)


@pytest.mark.parametrize("address", [
    "10.0.0.1", "127.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.1.1", "100.64.0.1",
    "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    "2002:a00:1::", "ff02::1",
])  # fmt: skip
def test_addresses_of_our_own_network(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_the_world() -> None:
    assert is_public("145.1.2.3")
    assert is_public("2a02:1234::1")


def test_a_name_with_a_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(NotAllowed):
        addresses_of("slim.example", 443, frozenset(), knows("145.1.2.3", "10.0.0.1"))
    both = addresses_of("slim.example", 443, frozenset(), knows("145.1.2.3", "145.1.2.4"))
    assert both == ("145.1.2.3", "145.1.2.4")


def test_the_next_address_is_tried_when_the_first_does_not_answer() -> None:
    with listening(says(whole(b"hier"))) as port:
        # Nothing listens on the second address of this machine's own network.
        two = Client(frozenset({"twee.example"}), look_up=knows("127.0.0.2", "127.0.0.1"))
        assert two.send("GET", f"http://twee.example:{port}/").content == b"hier"


def test_the_name_is_looked_up_once_for_each_exchange() -> None:
    asked: list[str] = []

    def look_up(host: str, port: int, **_options: Any) -> Any:
        asked.append(host)
        return knows("127.0.0.1")(host, port)

    with listening(says(whole(b"ja"))) as port:
        Client(frozenset({"een.example"}), look_up=look_up).send(
            "GET", f"http://een.example:{port}/"
        )
    assert asked == ["een.example"]


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    shown, trusted = certificate_for("zaken.example", tmp_path)
    near = frozenset({"zaken.example", "ander.example"})
    here = Client(near, trust=trusted, look_up=knows("127.0.0.1"))
    with listening(says(whole(b"veilig")), shown) as port:
        assert here.send("GET", f"https://zaken.example:{port}/").content == b"veilig"
        with pytest.raises(NoAnswer):
            here.send("GET", f"https://ander.example:{port}/")
        with pytest.raises(NoAnswer):
            Client(near, look_up=knows("127.0.0.1")).send("GET", f"https://zaken.example:{port}/")


def test_near_hosts_come_from_the_environment() -> None:
    key = "A" * 43 + "="
    env = {"DATABASE_URL": "x", "SECRET_KEY": "y", "MASTER_KEY": key}
    assert Settings.from_env(env).outgoing_near == frozenset()
    near = Settings.from_env({**env, "OUTGOING_NEAR": "sftp.intern, 10.0.0.8"}).outgoing_near
    assert near == {"sftp.intern", "10.0.0.8"}
