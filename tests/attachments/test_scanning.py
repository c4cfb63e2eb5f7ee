"""Asking the virus scanner: a stand-in says yes, no, nothing, nonsense, or is not there."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.attachments.scanning import CannotScan, ClamScanner

VIRUS = b"the test virus"


@contextmanager
def clamd(told: bytes | None, at: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """A stand-in for clamd that answers `told`, or nothing for None; its URL and what it got."""
    got: list[bytes] = []
    server = socket.socket(socket.AF_UNIX if at else socket.AF_INET)
    server.bind(str(at) if at else ("127.0.0.1", 0))
    server.listen()
    over = threading.Event()

    def serve() -> None:
        talk, _who = server.accept()
        with talk, talk.makefile("rb") as heard:
            assert heard.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", heard.read(4))[0]:
                got.append(heard.read(size))
            if told is None:
                over.wait(5)
            elif VIRUS in b"".join(got):
                talk.sendall(b"stream: Eicar-Test-Signature FOUND\0")
            else:
                talk.sendall(told)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    url = f"unix://{at}" if at else f"tcp://127.0.0.1:{server.getsockname()[1]}"
    try:
        yield url, got
    finally:
        over.set()
        server.close()
        thread.join(5)


def test_clean_and_in_pieces() -> None:
    content = b"x" * 150_000
    with clamd(b"stream: OK\0") as (url, got):
        assert ClamScanner(url).scan(content).virus == ""
    assert (b"".join(got), len(got)) == (content, 3)


def test_by_a_unix_socket(tmp_path: Path) -> None:
    with clamd(b"stream: OK\0", tmp_path / "clamd.ctl") as (url, _got):
        assert ClamScanner(url).scan(VIRUS).virus == "Eicar-Test-Signature"


@pytest.mark.parametrize(
    "told", [b"", b"\0", b"stream: OKAY\0", b"INSTREAM size limit exceeded. ERROR\0", b"x" * 9000]
)
def test_nonsense_is_no_yes(told: bytes) -> None:
    with clamd(told) as (url, _got), pytest.raises(CannotScan):
        ClamScanner(url).scan(b"verslag")


def test_one_that_hangs_is_left_after_a_while() -> None:
    with clamd(None) as (url, _got), pytest.raises(CannotScan):
        ClamScanner(f"{url}?timeout=0.05").scan(b"verslag")


def test_one_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"tcp://127.0.0.1:{port}", "unix:///nergens/clamd.ctl"):
        with pytest.raises(CannotScan):
            ClamScanner(url).scan(b"verslag")
