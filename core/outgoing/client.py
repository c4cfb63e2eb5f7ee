"""The one HTTP client out: a time limit, no redirects, and never to our own network.

What comes back is read up to a limit, and is not unpacked. Whoever calls decides what a status
means; a server that does not answer, or not in time, or with half an answer, raises NoAnswer, after
which nobody knows whether it was done.
"""

import json as javascript
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore

from core.outgoing.addresses import LookUp, NoAnswer, NotAllowed
from core.outgoing.wire import Deadline, Wire

__all__ = ["Answer", "Client", "NoAnswer", "NotAllowed"]

PATIENCE = 10.0
"""Seconds for a whole exchange."""
MOST_BYTES = 8 * 1024 * 1024
RETRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the names of its headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def ok(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def later(self) -> bool:
        """Whether trying again later may help."""
        return self.status in RETRY_LATER

    def json(self) -> Any:
        """The body as JSON; raises NoAnswer when it is half or something else."""
        try:
            return javascript.loads(self.content)
        except (ValueError, RecursionError) as half:
            raise NoAnswer("the answer is not JSON, or only half of it") from half


@dataclass(frozen=True, slots=True)
class Client:
    """Calls servers of others. `may_be_near` lists hosts of our own network that are allowed.

    Those may be called without TLS. `trust` replaces the certificates that are trusted.
    """

    may_be_near: frozenset[str] = frozenset()
    patience: float = PATIENCE
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    look_up: LookUp = field(default=socket.getaddrinfo, repr=False)

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        json: Any = None,
    ) -> Answer:
        """Send one request and return the answer, whatever its status.

        Raises NotAllowed and NoAnswer.
        """
        asked = self._checked(url)
        sent = {"Accept": "*/*", "User-Agent": "Buurtgezinnen", **(headers or {})}
        if json is not None:
            content = javascript.dumps(json, ensure_ascii=False).encode()
            sent.setdefault("Content-Type", "application/json")
        elif content is None and method in ("POST", "PUT", "PATCH"):
            content = b""
        target = httpcore.URL(asked.geturl().partition("#")[0].encode())
        wire = Wire(self.may_be_near, Deadline(self.patience), self.look_up)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self.trust or usual_trust(), network_backend=wire, retries=0
                ) as pool,
                pool.stream(method, target, headers=list(sent.items()), content=content) as answer,
            ):
                return Answer(answer.status, _headers(answer), _read(answer))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as failed:
            raise NoAnswer(type(failed).__name__) from failed
        except httpcore.UnsupportedProtocol as odd:
            raise NotAllowed(str(odd)) from odd

    def _checked(self, url: str) -> SplitResult:
        """The address in its parts; what it leads to is checked when it is looked up."""
        try:
            asked = urlsplit(url)
            host, port = asked.hostname or "", asked.port
            name = host.encode("idna").decode()
            url.partition("//")[2].partition("/")[2].encode("ascii")
        except (ValueError, UnicodeError) as odd:
            raise NotAllowed("this is no address") from odd
        if not name or asked.scheme not in ("http", "https"):
            raise NotAllowed("an address begins with https://")
        if asked.scheme == "http" and name not in self.may_be_near:
            raise NotAllowed("an address begins with https://")
        if asked.username is not None or any(sign in url for sign in " \r\n\t"):
            raise NotAllowed("an address holds no name, password or blank")
        shown = f"[{name}]" if ":" in name else name
        return asked._replace(netloc=f"{shown}:{port}" if port else shown)


@cache
def usual_trust() -> ssl.SSLContext:
    """The certificates of the system and of the library, read once."""
    return httpcore.default_ssl_context()


def _headers(answer: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in answer.headers}  # fmt: skip


def _read(answer: httpcore.Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_stream():
        size += len(part)
        if size > MOST_BYTES:
            raise NoAnswer("the answer is far too long")
        parts.append(part)
    return b"".join(parts)
