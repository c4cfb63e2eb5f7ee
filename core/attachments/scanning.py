"""The virus scanner of this installation, when there is one: clamd by its INSTREAM protocol.

`CLAMAV_URL` is `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`; `?timeout=10` is in seconds
and holds for the whole talk.
"""

import re
import socket
import struct
import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from core.settings import Settings

TIMEOUT = 20.0
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")


class CannotScan(Exception):
    """The scanner gave no answer that we understand; another attempt may."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner said; `virus` is empty when it found nothing."""

    virus: str = ""


class Scanner(Protocol):
    """Looks for viruses."""

    def scan(self, content: bytes) -> Verdict:
        """What is in a document; raises CannotScan."""


class ClamScanner:
    """Asks a clamd."""

    def __init__(self, url: str) -> None:
        self._at = urlsplit(url)
        self._timeout = float(parse_qs(self._at.query).get("timeout", [str(TIMEOUT)])[-1])

    def scan(self, content: bytes) -> Verdict:
        """Send the document and read the answer; raises CannotScan."""
        ends = time.monotonic() + self._timeout
        try:
            with self._connect() as talk:
                talk.settimeout(self._timeout)
                talk.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _PIECE):
                    piece = content[start : start + _PIECE]
                    talk.sendall(struct.pack("!L", len(piece)) + piece)
                talk.sendall(struct.pack("!L", 0))
                return _verdict(_answer(talk, ends))
        except OSError as failure:
            raise CannotScan(type(failure).__name__) from failure

    def _connect(self) -> socket.socket:
        if self._at.scheme == "unix":
            talk = socket.socket(socket.AF_UNIX)
            talk.settimeout(self._timeout)
            try:
                talk.connect(self._at.path)
            except OSError:
                talk.close()
                raise
            return talk
        address = self._at.hostname or "localhost", self._at.port or 3310
        return socket.create_connection(address, self._timeout)


def _answer(talk: socket.socket, ends: float) -> bytes:
    told = b""
    while b"\0" not in told and len(told) < _LONGEST_ANSWER:
        left = ends - time.monotonic()
        if left <= 0:
            raise CannotScan("no answer in time")
        talk.settimeout(left)
        more = talk.recv(_LONGEST_ANSWER)
        if not more:
            break
        told += more
    return told


def _verdict(told: bytes) -> Verdict:
    words = told.strip(b"\0\r\n ").decode("utf-8", "replace")
    if words == "stream: OK":
        return Verdict()
    if found := _FOUND.fullmatch(words):
        return Verdict(found[1])
    raise CannotScan("an answer that we do not understand")


def scanner_for(settings: Settings) -> Scanner | None:
    """The scanner of this installation; None where none was set."""
    return ClamScanner(settings.clamav_url) if settings.clamav_url else None
