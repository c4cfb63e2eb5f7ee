"""The peer that keeps each tenant in a schema of its own, run beside ours (see bench/peers)."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.timing import Taken
from tenants.embedded import EmbeddedServer

PEERS = Path(__file__).resolve().parent / "peers"
DATABASE = "peer"


class PeerProcess:
    """Django with django-tenants, in a process and an environment of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.created: list[float] = self._read()["created"]

    def do(self, what: str, tenant: int) -> Taken:
        """`list` or `insert`, as measured there."""
        assert self._process.stdin  # noqa: S101 - opened below
        self._process.stdin.write(f"{what} {tenant}\n")
        self._process.stdin.flush()
        return Taken(**self._read())

    def _read(self) -> Any:
        assert self._process.stdout  # noqa: S101 - opened below
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the peer has ended: what it said stands above")
        return json.loads(line)


@contextmanager
def peer(
    python: Path, server: EmbeddedServer, tenants: int, families: int
) -> Iterator[PeerProcess]:
    """Start the peer on a fresh database of this server and fill it."""
    server.drop_database(DATABASE)
    server.create_database(DATABASE)
    environment = os.environ | {
        "PEER_DATABASE": DATABASE,
        "PEER_HOST": str(server.socket),
        "PEER_PASSWORD": server.password_of("postgres"),
    }
    command = [str(python), str(PEERS / "peer.py"), str(tenants), str(families)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield PeerProcess(process)
        finally:
            process.terminate()
    server.drop_database(DATABASE)
