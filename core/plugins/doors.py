"""The doors behind a call: each is made when a plugin first uses it, as far as it declared."""

from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound
from core.extension.call import NotDeclared
from core.extension.host import Loaded
from core.extension.plugin import Sees
from core.extension.seen import ContactSeen, FamilySeen, PersonSeen
from core.extension.store import PluginStore
from core.families.models import Family, FamilyFile, FamilyMember
from core.outgoing.client import Client
from core.outgoing.sftp import Sftp
from core.work import Work

RESERVED = frozenset({"tenant_id", "plugin", "job", "task", "queue", "lock", "work"})
"""Names of arguments that say whose job it is: never a plugin's to give."""


class OpenDoors:
    """What the host opens for one call of a plugin; its own `Work` stays inside."""

    def __init__(self, work: Work, loaded: Loaded) -> None:
        self._work = work
        self._loaded = loaded

    @cached_property
    def store(self) -> PluginStore:
        """The plugin's own tables; raises NotDeclared when it lists none."""
        if not self._loaded.listed.get("tables"):
            raise NotDeclared(f"{self._loaded.key} lists no tables")
        work = self._work
        return PluginStore(self._loaded.key, work.session, lambda: work.vault)

    @cached_property
    def http(self) -> Client:
        """The one client out."""
        return Client(self._work.settings.outgoing_near)

    @cached_property
    def sftp(self) -> Sftp:
        """The one way out by SFTP."""
        return Sftp(self._work.settings.outgoing_near)

    @cached_property
    def families(self) -> "SeenFamilies":
        """Families, without what was not declared."""
        return SeenFamilies(self._work, self._loaded.plugin.sees)

    def later(self, job: str, **ids: str | int) -> None:
        """Leave one of the plugin's own jobs; raises ValueError for an unknown one."""
        if all(job != known.name for known in self._loaded.listed.get("jobs", ())):
            raise ValueError(f"there is no job {job!r} in jobs()")
        if taken := sorted(RESERVED & set(ids)):
            raise ValueError(f"an id cannot be called {taken[0]!r}")
        given: dict[str, Any] = {**ids, "plugin": self._loaded.key, "job": job}
        self._work.defer("run_plugin_job", **given)

    def address(self, path: str) -> str:
        """The address of a path at the tenant's own host."""
        return self._work.address(path)


class SeenFamilies:
    """Families as far as a plugin declared that it sees them."""

    def __init__(self, work: Work, sees: frozenset[Sees]) -> None:
        self._work = work
        self._sees = sees

    def get(self, family_id: UUID) -> FamilySeen:
        """One family; raises NotFound, or NotDeclared without `Sees.FAMILIES`."""
        if Sees.FAMILIES not in self._sees:
            raise NotDeclared("families: declare Sees.FAMILIES")
        work = self._work
        family = work.find(Family, family_id)
        if family.merged_into_id is not None:
            raise NotFound("family")
        files = select(FamilyFile.role).where(
            FamilyFile.family_id == family_id, FamilyFile.closed_on.is_(None)
        )
        people = select(FamilyMember).where(FamilyMember.family_id == family_id)
        contact = Sees.CONTACT in self._sees
        return FamilySeen(
            id=family.id,
            name=family.name,
            postcode4=family.postcode4,
            language=family.language,
            roles=tuple(sorted(str(role) for role in work.session.scalars(files))),
            people=tuple(
                self._person(row, contact=contact)
                for row in work.session.scalars(people.order_by(FamilyMember.id))
            ),
            address=work.vault.open(Family.address, family.id, family.address) if contact else "",
        )

    def _person(self, row: FamilyMember, *, contact: bool) -> PersonSeen:
        return PersonSeen(
            id=row.id,
            kind=str(row.kind),
            first_name=row.first_name,
            last_name=row.last_name,
            born_on=row.born_on,
            contacts=self._contacts(row) if contact else (),
        )

    def _contacts(self, row: FamilyMember) -> tuple[ContactSeen, ...]:
        vault = self._work.vault
        found = (
            ("phone", vault.open(FamilyMember.phone, row.id, row.phone)),
            ("mail", vault.open(FamilyMember.email, row.id, row.email)),
        )
        return tuple(ContactSeen(way, value, row.message_safe) for way, value in found if value)
