"""The one way out by SFTP: to a server whose key is known, within a time limit.

Like HTTP it goes to checked addresses only. A file is put under another name first and then gets
its own, so that nobody reads half of it; putting the same file again changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from core.outgoing.addresses import NoAnswer, addresses_of

if TYPE_CHECKING:
    import asyncssh

PATIENCE = 20.0
MOST_BYTES = 8 * 1024 * 1024
MOST_FILES = 200
Result = TypeVar("Result")


class UnknownServer(Exception):
    """The server showed another key than the one that is known, or does not let us in."""


class UnreadableKey(UnknownServer):
    """Our own private key cannot be read: it is cut off, or has a password of its own."""


@dataclass(frozen=True, slots=True)
class SftpPlace:
    """A server and who we are there. `host_key` is one line: "ssh-ed25519 AAAA…".

    Who has a `private_key` (PEM or OpenSSH, without a password of its own) shows no password.
    """

    host: str
    user: str
    host_key: str
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    port: int = 22


@dataclass(frozen=True, slots=True)
class Sftp:
    """Reads and writes files at servers of others. `may_be_near`: as for the HTTP client."""

    may_be_near: frozenset[str] = frozenset()
    patience: float = PATIENCE

    def put(self, place: SftpPlace, path: str, content: bytes) -> None:
        """Write a whole file, replacing one of this name; raises NoAnswer or UnknownServer."""
        self._run(place, partial(_put, path=path, content=content))

    def names(self, place: SftpPlace, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; raises NoAnswer or UnknownServer."""
        return self._run(place, partial(_names, folder=folder))

    def get(self, place: SftpPlace, path: str) -> bytes:
        """Read a whole file; raises NoAnswer or UnknownServer."""
        return self._run(place, partial(_get, path=path))

    def move(self, place: SftpPlace, path: str, to: str) -> None:
        """Give a file another place; one that is there is replaced."""
        self._run(place, partial(_move, path=path, to=to))

    def _run(
        self, place: SftpPlace, act: "Callable[[asyncssh.SFTPClient], Awaitable[Result]]"
    ) -> Result:
        import asyncssh

        who = _who_we_are(place)
        address = addresses_of(place.host, place.port, self.may_be_near)[0]
        try:
            return asyncio.run(asyncio.wait_for(_within(place, who, address, act), self.patience))
        except (asyncssh.HostKeyNotVerifiable, asyncssh.PermissionDenied) as unknown:
            raise UnknownServer(type(unknown).__name__) from unknown
        except (asyncssh.KeyImportError, ValueError) as odd:
            raise UnknownServer("the key of the server cannot be read") from odd
        except (OSError, asyncssh.Error, TimeoutError) as failed:
            raise NoAnswer(type(failed).__name__) from failed


def _who_we_are(place: SftpPlace) -> dict[str, Any]:
    """How we log in: by key alone where there is one, so that no password is ever offered."""
    import asyncssh

    if not place.private_key:
        return {"password": place.password or None, "client_keys": None}
    try:
        key = asyncssh.import_private_key("\n".join(place.private_key.split("\r\n")).strip() + "\n")
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, ValueError) as odd:
        # Not `from odd`: it may quote the key.
        raise UnreadableKey(type(odd).__name__) from None
    return {"password": None, "client_keys": [key], "preferred_auth": "publickey"}


async def _within(
    place: SftpPlace,
    who: dict[str, Any],
    address: str,
    act: "Callable[[asyncssh.SFTPClient], Awaitable[Result]]",
) -> Result:
    import asyncssh

    known = asyncssh.import_public_key(place.host_key)
    async with (
        asyncssh.connect(
            address, place.port, username=place.user, known_hosts=([known], [], []),
            config=None, agent_path=None, server_host_key_algs=_algorithms(known), **who,
        ) as connection,
        connection.start_sftp_client() as client,
    ):  # fmt: skip
        return await act(client)


def _algorithms(key: Any) -> list[str]:
    """Ask for the key that is known, where a server has several."""
    names = [key.algorithm.decode()]
    return ["rsa-sha2-256", "rsa-sha2-512"] if names == ["ssh-rsa"] else names


async def _put(client: "asyncssh.SFTPClient", path: str, content: bytes) -> None:
    place = PurePosixPath(path)
    under_way = str(place.with_name(f".{place.name}.deel"))
    async with client.open(under_way, "wb") as file:
        await file.write(content)
    await client.posix_rename(under_way, path)


async def _names(client: "asyncssh.SFTPClient", folder: str) -> list[str]:
    found = [str(name) for name in await client.listdir(folder)]
    return sorted(name for name in found if not name.startswith("."))[:MOST_FILES]


async def _get(client: "asyncssh.SFTPClient", path: str) -> bytes:
    async with client.open(path, "rb") as file:
        content: bytes = await file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NoAnswer("the file is far too long")
    return content


async def _move(client: "asyncssh.SFTPClient", path: str, to: str) -> None:
    await client.posix_rename(path, to)
