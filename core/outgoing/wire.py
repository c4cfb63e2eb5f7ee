"""The wire under the client: it connects to addresses that were checked, and keeps to the time.

The name is looked up here and nowhere else, so it cannot point elsewhere between the check and the
call. The request keeps the name of the host, and so does TLS: certificates are checked against it.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from core.outgoing.addresses import LookUp, addresses_of


class Deadline:
    """A moment after which nothing is waited for any more, however slowly bytes drip in."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises httpcore.TimeoutException when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole exchange is over")
        return left


class Wire(httpcore.NetworkBackend):
    """Connects, within one deadline, to a checked address of a host."""

    def __init__(self, near: frozenset[str], deadline: Deadline, look_up: LookUp) -> None:
        self._near, self._deadline, self._look_up = near, deadline, look_up
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses_of(host, port, self._near, self._look_up):
            try:
                stream = self._backend.connect_tcp(address, port, self._deadline.left())
                return _Stream(stream, self._deadline)
            except httpcore.ConnectError as away:
                failed = away
        raise failed


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
