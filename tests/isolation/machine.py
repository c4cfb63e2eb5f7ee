"""Two tenants at work at once, and a model of what each of them must see.

Each step goes through one of two doors: the application's, where both fences stand, or one
whose role bypasses policies, where the second fence stands alone; and some steps look past
the models, where the first stands alone. Whatever differs from the model is a `Leak`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)
from sqlalchemy import Engine, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SAWarning

from core.accounts.models import Identity, Membership, Role
from core.families.models import Family, FamilyFile, FamilyRole
from tenants.database import Database
from tenants.fence import WallBreach
from tenants.ids import new_id
from tenants.session import TenantSession

DAY = date(2016, 7, 1)
SIDES = st.sampled_from((0, 1))
NAMES = st.sampled_from(("Jansen", "de Vries", "Bakker"))
ROLES = st.sampled_from(tuple(FamilyRole))
UNWALLED = st.booleans()


class Leak(AssertionError):
    """One tenant saw or touched what is another's, or lost what is its own."""


@dataclass(frozen=True)
class World:
    """What the machine works on; `make_tenant` gives the number of a fresh one."""

    database: Database
    unwalled: Database
    superuser: Engine
    make_tenant: Callable[[], int]


@dataclass
class Known:
    """What one tenant has: names of families, roles of their files, identities of members."""

    families: dict[UUID, str] = field(default_factory=dict)
    files: set[tuple[UUID, str]] = field(default_factory=set)
    members: set[UUID] = field(default_factory=set)


class TwoTenants(RuleBasedStateMachine):
    """Subclass it with a `world` and a list for the `leaks`."""

    world: World
    leaks: list[str]
    families: Bundle[tuple[int, UUID]] = Bundle("families")

    @initialize()
    def two_fresh_tenants(self) -> None:
        self.numbers = (self.world.make_tenant(), self.world.make_tenant())
        self.known = (Known(), Known())
        self.identities: list[UUID] = []

    @contextmanager
    def at_work(self, side: int, unwalled: bool) -> Iterator[TenantSession]:
        door = self.world.unwalled if unwalled else self.world.database
        try:
            with door.transaction(self.numbers[side]) as session:
                yield session
        except (DBAPIError, WallBreach, SAWarning) as refused:
            raise self.leak(f"work in one's own tenant was refused: {refused}") from refused

    @contextmanager
    def refused(self, *errors: type[Exception]) -> Iterator[None]:
        try:
            yield
        except errors:
            return
        raise self.leak("what must be refused was done")

    def same(self, found: object, expected: object) -> None:
        if found != expected:
            raise self.leak(f"{found!r} was seen, not {expected!r}")

    def leak(self, what: str) -> Leak:
        self.leaks.append(what)
        return Leak(what)

    # Work with the models, as services do it.

    @rule(target=families, side=SIDES, name=NAMES, unwalled=UNWALLED)
    def create(self, side: int, name: str, unwalled: bool) -> tuple[int, UUID]:
        family = Family(name=name, created_on=DAY)
        with self.at_work(side, unwalled) as session:
            session.add(family)
        self.known[side].families[family.id] = name
        return side, family.id

    @rule(family=families, side=SIDES, unwalled=UNWALLED)
    def get(self, family: tuple[int, UUID], side: int, unwalled: bool) -> None:
        with self.at_work(side, unwalled) as session:
            by_own = session.get(Family, (self.numbers[side], family[1]))
            by_other = session.get(Family, (self.numbers[1 - side], family[1]))
        self.same(by_own and by_own.name, self.known[side].families.get(family[1]))
        self.same(by_other, None)

    @rule(side=SIDES, name=NAMES, unwalled=UNWALLED)
    def rename_all(self, side: int, name: str, unwalled: bool) -> None:
        known = self.known[side].families
        with self.at_work(side, unwalled) as session:
            done: Any = session.execute(update(Family).values(name=name))
        self.same(done.rowcount, len(known))
        known.update(dict.fromkeys(known, name))

    @rule(family=families, side=SIDES, name=NAMES, unwalled=UNWALLED)
    def rename_one(self, family: tuple[int, UUID], side: int, name: str, unwalled: bool) -> None:
        known = self.known[side].families
        with self.at_work(side, unwalled) as session:
            for row in session.scalars(select(Family).where(Family.id == family[1])):
                row.name = name
        if family[1] in known:
            known[family[1]] = name

    @rule(target=families, family=consumes(families), side=SIDES, unwalled=UNWALLED)
    def remove(self, family: tuple[int, UUID], side: int, unwalled: bool) -> Any:
        known = self.known[side]
        with self.at_work(side, unwalled) as session:
            done: Any = session.execute(delete(Family).where(Family.id == family[1]))
        self.same(done.rowcount, int(family[1] in known.families))
        if known.families.pop(family[1], None) is None:
            return family
        known.files = {file for file in known.files if file[0] != family[1]}
        return multiple()

    @rule(family=families, side=SIDES, role=ROLES, unwalled=UNWALLED)
    def refer(self, family: tuple[int, UUID], side: int, role: str, unwalled: bool) -> None:
        """A file of a family: refused for another's family, like for one that is not there."""
        known, file = self.known[side], (family[1], str(role))
        row = FamilyFile(family_id=family[1], role=FamilyRole(role), opened_on=DAY)
        if family[1] in known.families and file not in known.files:
            with self.at_work(side, unwalled) as session:
                session.add(row)
            known.files.add(file)
            return
        door = self.world.unwalled if unwalled else self.world.database
        with self.refused(IntegrityError), door.transaction(self.numbers[side]) as session:
            session.add(row)

    @rule(side=SIDES, again=st.booleans(), unwalled=UNWALLED)
    def join(self, side: int, again: bool, unwalled: bool) -> None:
        """One person is a member in both tenants, and once in each."""
        with self.at_work(side, unwalled) as session:
            if not self.identities or not again:
                self.identities.append(new_id())
                email = f"{self.identities[-1]}@example.org"
                session.add(Identity(id=self.identities[-1], email=email, name="x"))
                session.flush()
            known, identity = self.known[side].members, self.identities[0]
            there = session.scalar(select(func.count()).where(Membership.identity_id == identity))
            self.same(there, int(identity in known))
            if not there:
                session.add(Membership(identity_id=identity, role=Role.ADMIN))
        known.add(identity)

    # Attempts that no honest code makes.

    @rule(side=SIDES, name=NAMES, unwalled=UNWALLED)
    def smuggle(self, side: int, name: str, unwalled: bool) -> None:
        door = self.world.unwalled if unwalled else self.world.database
        with self.refused(WallBreach, DBAPIError), door.transaction(self.numbers[side]) as session:
            row = Family(name=name, created_on=DAY)
            session.add(row)
            row.tenant_id = self.numbers[1 - side]

    @rule(side=SIDES, way=st.sampled_from(("text", "core", "insert", "many", "move")))
    def go_around(self, side: int, way: str) -> None:
        other = self.numbers[1 - side]
        table: Any = FamilyFile.__table__
        attempts: dict[str, Callable[[TenantSession], object]] = {
            "text": lambda s: s.execute(text("SELECT * FROM tenant.family")),
            "core": lambda s: s.execute(select(Family.id, table.c.id)),
            "insert": lambda s: s.execute(insert(Family).values(tenant_id=other, name="x")),
            "many": lambda s: s.bulk_insert_mappings(Family, [{"tenant_id": other}]),
            "move": lambda s: s.execute(update(Family).values(tenant_id=other)),
        }
        with (
            self.refused(WallBreach),
            self.world.unwalled.transaction(self.numbers[side]) as session,
        ):
            attempts[way](session)

    @rule(side=SIDES, role=st.sampled_from(("buurt_app", "buurt_owner")))
    def look_past_the_models(self, side: int, role: str) -> None:
        """The first fence alone: raw SQL under a role that policies bind."""
        with self.world.superuser.connect() as connection:
            connection.execute(text(f"SET LOCAL ROLE {role}"))
            self.same(_seen(connection), set())
            connection.execute(text(f"SET LOCAL app.tenant_id = '{self.numbers[side]}'"))
            self.same(_seen(connection), set(self.known[side].families))

    @rule(side=SIDES)
    def write_past_the_models(self, side: int) -> None:
        with self.world.superuser.connect() as connection:
            connection.execute(text("SET LOCAL ROLE buurt_app"))
            connection.execute(text(f"SET LOCAL app.tenant_id = '{self.numbers[side]}'"))
            changed = connection.execute(text("UPDATE tenant.family SET place = ''"))
            self.same(changed.rowcount, len(self.known[side].families))
            move = "UPDATE tenant.family SET tenant_id = :other"
            if self.known[side].families:
                with self.refused(DBAPIError):
                    connection.execute(text(move), {"other": self.numbers[1 - side]})

    @rule()
    def look_without_a_tenant(self) -> None:
        with self.world.database.registry() as session:
            self.same(_seen(session), set())

    @invariant()
    def each_sees_its_own(self) -> None:
        """By turns: one tenant through one door after each step."""
        self.turn = getattr(self, "turn", -1) + 1
        side, unwalled = self.turn % 2, self.turn // 2 % 2 == 0
        if not hasattr(self, "known"):
            return
        known = self.known[side]
        with self.at_work(side, unwalled) as session:
            rows = session.execute(select(Family.id, Family.name))
            self.same({row.id: row.name for row in rows}, known.families)
            files = session.execute(select(FamilyFile.family_id, FamilyFile.role))
            self.same({(file.family_id, str(file.role)) for file in files}, known.files)
            count = session.scalar(select(func.count()).select_from(Membership))
            self.same(count, len(known.members))


def _seen(connection: Any) -> set[UUID]:
    return set(connection.scalars(text("SELECT id FROM tenant.family")))
