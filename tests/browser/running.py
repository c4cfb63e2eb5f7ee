"""The real application on a port of its own, with a worker that runs when told to.

house = RunningHouse(databases, master_key)
house.address(tenant.slug)      # http://<slug>.localhost:<port>
house.move_to(date(2027, 3, 1))   # the next request is on that day
house.run_jobs()
"""

import threading
from dataclasses import dataclass
from datetime import date

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from core.accounts.credentials import set_password
from core.accounts.models import Role
from core.accounts.passwords import Passwords
from core.accounts.services import add_member
from core.app import create_app
from core.console.console_access import add_operator
from core.extension.tables import with_tables
from core.jobs.worker import run_worker
from core.settings import Settings
from core.tasks import TASKS
from core.work import Office
from tenants.context import TenantContext
from tenants.keys import MasterKey
from tenants.provisioning import NewTenant, create_tenant
from tenants.roles import APPLICATION, WORKER
from tests.databases import TestDatabases
from tests.plugin_hosts import shipped
from tests.serving import closing

PASSWORD = "Zeven groene fietsen"
WAIT_FOR_JOBS = 60


@dataclass(frozen=True)
class Colleague:
    """Somebody who can log in with PASSWORD."""

    name: str
    email: str


class MovedClock:
    """A clock that stands still until it is moved: what the application read once stays warm."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        """Return the day it was moved to last."""
        return self.day


class QuietHandler(WSGIRequestHandler):
    """Answers requests without telling of each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the application has a log of its own."""


class RunningHouse:
    """The application behind a server; its clock stands still until it is moved."""

    def __init__(
        self, databases: TestDatabases, database_name: str, master_key: MasterKey, today: date
    ) -> None:
        # The port is not known before there is a server, and the application must know it.
        self._server = make_server(
            "127.0.0.1", 0, Flask("closed"), threaded=True, request_handler=QuietHandler
        )
        self._settings = Settings(
            databases.server.url(APPLICATION, database_name),
            master_key,
            "only for tests " * 3,
            port=self._server.server_port,
            secure_cookies=False,
            is_demo=True,
            worker_database_url=databases.server.url(WORKER, database_name),
            password_memory_kib=8,
            password_rounds=1,
        )
        self._plugins = shipped()
        databases.plug(database_name, with_tables(self._plugins))
        self._clock = MovedClock(today)
        self.app: Flask = create_app(self._settings, self._clock, self._plugins)
        self.office: Office = self.app.extensions["office"]
        self._server.app = closing(self.app)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def move_to(self, today: date) -> None:
        """Let the next request, and the next job, be on this day."""
        self._clock.day = today

    @property
    def today(self) -> date:
        return self.office.clock.today()

    @property
    def port(self) -> int:
        return self._settings.port

    def host(self, slug: str) -> str:
        """The host name of a tenant, or of the console."""
        return f"{slug}.{self._settings.base_domain}"

    def address(self, slug: str) -> str:
        """The address of a tenant, or of the console, as a browser types it."""
        return self._settings.address(self.host(slug))

    def run_jobs(self) -> None:
        """Let the worker do what waits; in a thread, as Playwright has a loop in this one."""
        errors: list[BaseException] = []

        def work() -> None:
            try:
                run_worker(self.office, TASKS, wait=False)
            except BaseException as error:  # noqa: BLE001 - told to the test below
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join(WAIT_FOR_JOBS)
        assert not errors, errors
        assert not thread.is_alive(), "the worker does not end"

    def stop(self) -> None:
        """Close the door and let go of the database."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.office.database.close()

    # who works there

    def found(self, slug: str, name: str, **fields: object) -> TenantContext:
        """Found a programme."""
        told = {
            "area_code": "GM0340",
            "inhabitants": 20_000,
            "inhabitants_on": date(2016, 1, 1),
            "inhabitants_source": "CBS",
            **fields,
        }
        new = NewTenant(slug=slug, name=name, **told)  # type: ignore[arg-type]
        return create_tenant(self.office.database, self._settings.master_key, new)

    def hire(self, tenant: TenantContext, role: Role, name: str) -> Colleague:
        """Give somebody a login in a programme."""
        email = f"{name.split()[0].lower()}@{tenant.slug}.example"
        with self.office.work(tenant) as work:
            add_member(work, email=email, name=name, role=role, password=PASSWORD)
        return Colleague(name, email)

    def hire_operator(self, name: str) -> Colleague:
        """Give somebody a login at the console."""
        email = f"{name.split()[0].lower()}@stichting.example"
        with self.office.database.console() as session:
            login = add_operator(session, email, name)
            passwords = Passwords(self._settings)
            set_password(session, passwords, login.identity_id, PASSWORD)
        return Colleague(name, email)
