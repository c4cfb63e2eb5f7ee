"""The product with some plugins on a database of its own, with programmes and who works there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.accounts.models import Identity, Membership, Role
from core.accounts.sessions import open_session
from core.app import create_app
from core.calendar.clock import FixedClock
from core.extension.host import Host
from core.extension.tables import with_tables
from core.extension.testing.databases import TestDatabases
from core.families.members import NewMember, write_member
from core.families.models import Family, FamilyFile, FamilyRole, MemberKind
from core.plugins.services import switch_on
from core.programme.services import start_programme
from core.referrals.draft import ASK_DOOR, ReferralDraft
from core.referrals.services import receive
from core.settings import Settings
from core.work import SYSTEM_ACTOR, Actor, Work
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.keys import MasterKey
from tenants.provisioning import NewTenant, create_tenant
from tenants.roles import APPLICATION, WORKER

TODAY = date(2026, 11, 23)
PHONE = "0612345678"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the pages of one programme."""

    client: FlaskClient
    host: str

    def get(self, path: str, **options: Any) -> TestResponse:
        """Ask a page."""
        return self.client.get(path, base_url=f"http://{self.host}", **options)

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> TestResponse:
        """Post a form (the kit's application asks no CSRF token)."""
        return self.client.post(path, data=dict(data or {}), base_url=f"http://{self.host}")


class Installation:
    """The product with the plugins of `host`, installed and allowed."""

    def __init__(self, databases: TestDatabases, host: Host) -> None:
        self.host = host
        self._databases = databases
        self.database_name = databases.copy()
        databases.plug(self.database_name, with_tables(host))
        server = databases.server
        self.settings = Settings(
            server.url(APPLICATION, self.database_name),
            MasterKey.from_text(MasterKey.generate()),
            "only for tests " * 3,
            secure_cookies=False,
            today=TODAY,
            worker_database_url=server.url(WORKER, self.database_name),
            password_memory_kib=8,
            password_rounds=1,
        )
        self.app = create_app(self.settings, FixedClock(TODAY), host)
        self.app.testing = True
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.office = self.app.extensions["office"]

    def close(self) -> None:
        """Give everything back."""
        self.office.database.close()
        self._databases.drop(self.database_name)

    def tenant(self, name: str = "Rhenen", area_code: str = "GM0340") -> TenantContext:
        """Make a programme, ready for work."""
        new = NewTenant(
            slug=f"t-{uuid4().hex}",
            name=name,
            area_code=area_code,
            inhabitants=20_000,
            inhabitants_on=date(2016, 1, 1),
            inhabitants_source="CBS",
        )
        made = create_tenant(self.office.database, self.settings.master_key, new)
        with self.work(made) as work:
            start_programme(work)
        return made

    @contextmanager
    def work(self, tenant: TenantContext, actor: Actor = SYSTEM_ACTOR) -> Iterator[Work]:
        """One committed unit of work, with words in Dutch."""
        with self.app.test_request_context(), self.office.work(tenant, actor) as work:
            yield work

    def switch_on(self, tenant: TenantContext, key: str, options: Mapping[str, Any]) -> None:
        """Switch a plugin on, as the system does, with options as a form would post them."""
        loaded = self.host.get(key)
        assert loaded is not None
        with self.work(tenant) as work:
            switch_on(work, key, loaded.plugin.options().load(options))

    def visitor(self, tenant: TenantContext, role: Role | None = None) -> Visitor:
        """Somebody at the pages of a programme: nobody known, or a member with this role."""
        visitor = Visitor(self.app.test_client(), f"{tenant.slug}.localhost")
        if role is not None:
            token = self._token(tenant, role)
            visitor.client.set_cookie(self.app.config["LOGIN_COOKIE"], token, domain=visitor.host)
        return visitor

    def _token(self, tenant: TenantContext, role: Role) -> str:
        with self.work(tenant) as work:
            email = f"{new_id()}@voorbeeld.example"
            identity = Identity(id=new_id(), email=email, name="Marit Hendriks")
            work.session.add(identity)
            work.session.flush()
            member = work.add(Membership(identity_id=identity.id, role=role))
            return open_session(work, member.id)

    def family(self, tenant: TenantContext, name: str = "Aydin-de Wit") -> UUID:
        """Make a family that asks for support, with a parent who can be called."""
        with self.work(tenant) as work:
            return make_family(work, name)


def make_family(work: Work, name: str = "Aydin-de Wit") -> UUID:
    """A family that asks for support, with a parent who can be called; its id."""
    family = work.add(Family(name=name, place="Rhenen", created_on=work.today))
    role = FamilyRole.ASKING
    work.add(FamilyFile(family_id=family.id, role=role, opened_on=work.today))
    write_member(work, family.id, NewMember(MemberKind.PARENT, "Ayla", phone=PHONE))
    return family.id


def make_referral(work: Work) -> UUID:
    """A sign-up of a family by itself; its id."""
    draft = ReferralDraft(
        FamilyRole.ASKING, ASK_DOOR, first_name="Ayla", contact=PHONE, consent_on=work.today
    )
    return receive(work, draft)
