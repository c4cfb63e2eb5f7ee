"""What a plugin gets with every call: whose work it is, its options, and its own few doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from core.extension.seen import FamilySeen
from core.extension.store import PluginStore
from core.outgoing.client import Client
from core.outgoing.sftp import Sftp


@dataclass(frozen=True, slots=True)
class TenantSeen:
    """The programme for which a plugin works. `area_code` is the CBS code, "GM0340"."""

    slug: str
    name: str
    area_code: str


class Families(Protocol):
    """Families as far as the plugin declared that it sees them."""

    def get(self, family_id: UUID) -> FamilySeen:
        """One family; raises NotFound for an unknown one, NotDeclared without `Sees.FAMILIES`."""
        ...


class Doors(Protocol):
    """What the host opens for one call; each door is made when it is first used."""

    @property
    def store(self) -> PluginStore: ...
    @property
    def http(self) -> Client: ...
    @property
    def sftp(self) -> Sftp: ...
    @property
    def families(self) -> Families: ...
    def later(self, job: str, **ids: str | int) -> None: ...
    def address(self, path: str) -> str: ...


class NotDeclared(Exception):
    """A plugin asks for data that it does not say it sees."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a plugin, in one tenant: everything that it may know, and nothing else.

    `options` are the tenant's, checked just now. `role` is the role of who asked ("coordinator",
    "admin", "gemeente"), "public" or "system".
    """

    plugin: str
    tenant: TenantSeen
    options: Mapping[str, Any]
    today: date
    role: str
    _doors: Doors

    @property
    def store(self) -> PluginStore:
        """The plugin's own tables."""
        return self._doors.store

    @property
    def http(self) -> Client:
        """The one way out to other servers: with a time limit, and never to our own network."""
        return self._doors.http

    @property
    def sftp(self) -> Sftp:
        """Files at servers of others: with a known key and a time limit."""
        return self._doors.sftp

    @property
    def families(self) -> Families:
        """Families, without what the plugin did not declare."""
        return self._doors.families

    def later(self, job: str, **ids: str | int) -> None:
        """Leave one of the plugin's own jobs for after the commit; it gets ids only."""
        self._doors.later(job, **ids)

    def address(self, path: str) -> str:
        """The address of a path as others type it, at the tenant's own host."""
        return self._doors.address(path)
