"""The one HTTP client out: a time limit, no redirects, and never to our own network.

What comes back is read up to a limit. Whoever calls decides what a status means; a server that
does not answer, or not in time, raises NoAnswer, after which nobody knows whether it was done.
"""

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

PATIENCE = 10.0
"""Seconds for a whole exchange."""
MOST_BYTES = 8 * 1024 * 1024
RETRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})


class NoAnswer(Exception):
    """The server did not answer (in time, whole): it is not known whether it did what was asked."""


class NotAllowed(Exception):
    """This address may not be called: not http(s), or inside our own network."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

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
            return httpx.Response(self.status, content=self.content).json()
        except ValueError as half:
            raise NoAnswer("the answer is not JSON, or only half of it") from half


@dataclass(frozen=True, slots=True)
class Client:
    """Calls servers of others. `may_be_near` lists hosts of our own network that are allowed.

    An address is looked up once, and that address is called: a name cannot point elsewhere
    between the check and the call.
    """

    may_be_near: frozenset[str] = frozenset()
    patience: float = PATIENCE
    transport: httpx.BaseTransport | None = field(default=None, repr=False)

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
        asked = urlsplit(url)
        address = self._address_of(asked.scheme, asked.hostname or "", asked.port)
        target = httpx.URL(url).copy_with(host=address)
        sent = {"Host": asked.netloc.rpartition("@")[2], **(headers or {})}
        try:
            with httpx.Client(
                timeout=self.patience, follow_redirects=False, trust_env=False,
                transport=self.transport,
            ) as client, client.stream(
                method, target, headers=sent, content=content, json=json,
                extensions={"sni_hostname": asked.hostname or ""},
            ) as answer:  # fmt: skip
                return Answer(answer.status_code, dict(answer.headers), _read(answer))
        except httpx.HTTPError as failed:
            raise NoAnswer(type(failed).__name__) from failed

    def _address_of(self, scheme: str, host: str, port: int | None) -> str:
        if scheme not in ("http", "https") or not host:
            raise NotAllowed("an address begins with https://")
        near = host in self.may_be_near
        if scheme == "http" and not near:
            raise NotAllowed("an address begins with https://")
        try:
            found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
        except OSError as unknown:
            raise NoAnswer("there is no server with this name") from unknown
        address = str(found[0][4][0])
        if not near and not ipaddress.ip_address(address).is_global:
            raise NotAllowed(f"{host} is inside our own network")
        return address


def _read(answer: httpx.Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise NoAnswer("the answer is far too long")
        parts.append(part)
    return b"".join(parts)
