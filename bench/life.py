"""What is not a page: a tenant's creation, an upgrade, a worker's start, a contract."""

import http.client
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil
from sqlalchemy import select

from bench.ground import Ground
from bench.loader import new_tenant
from bench.pages import LIST, Apps
from bench.report import Report
from bench.timing import Taken, Times, interleaved, timed
from core.couplings.contracts import make_contract
from core.couplings.models import Coupling, CouplingPhase
from core.work import Office
from tenants import migrating
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.provisioning import create_tenant

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class WorkerStart:
    """A worker of gunicorn: how soon it was ready, and what it holds after some work."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def measure(apps: Apps, report: Report, rounds: int) -> None:
    """All of it."""
    grounds = {"many tenants": apps.many_ground, "one tenant": apps.one_ground}
    made = creations(grounds, rounds)
    report.table("Making a tenant", made)
    report.goal("making a tenant among many, p50", made["many tenants"].p50, 50, " ms")
    upgraded = upgrades(grounds, max(3, rounds // 3))
    report.table("Upgrade with nothing to do", upgraded)
    many, one = upgraded.values()
    report.goal("upgrade: many tenants / one tenant, p50", many.p50 / one.p50, 1.15)
    visitor = apps.some()[0]
    pdf = contracts(apps.many.extensions["office"], visitor.tenant, max(3, rounds // 2))
    report.goal("contract as PDF, p50", pdf.p50, 200, " ms")
    cookie = f"{apps.many.config['LOGIN_COOKIE']}={visitor.token}"
    host = f"{visitor.tenant.slug}.localhost"
    worker = start_worker(apps.many_ground, host, cookie, (LIST, "/week", "/"))
    report.goal("a worker after 75 pages", worker.megabytes, 140, " MB")
    report.goal("a worker is ready after", worker.seconds, 2, " s")
    report.say(f"- of which CPU, gunicorn and its worker: {worker.cpu_seconds:.2f} s")


def creations(grounds: dict[str, Ground], rounds: int) -> dict[str, Times]:
    """Make tenants, which stay empty."""

    def create(office: Office) -> Taken:
        new = new_tenant(f"leeg-{new_id().hex}")
        return timed(lambda: create_tenant(office.database, office.settings.master_key, new))

    return interleaved(
        {name: lambda g=ground: create(g.office) for name, ground in grounds.items()},  # type: ignore[misc]
        rounds,
        warm_up=2,
    )


def upgrades(grounds: dict[str, Ground], rounds: int) -> dict[str, Times]:
    """Upgrade what is at its newest migration."""
    urls = {name: g.environment["MIGRATION_DATABASE_URL"] for name, g in grounds.items()}
    return interleaved(
        {name: lambda u=url: timed(lambda: migrating.upgrade(u)) for name, url in urls.items()},  # type: ignore[misc]
        rounds,
        warm_up=1,
    )


def contracts(office: Office, tenant: TenantContext, rounds: int) -> Times:
    """Make the contract of a coupling as PDF."""
    with office.work(tenant) as work:
        found = select(Coupling.id).where(Coupling.phase == CouplingPhase.ACTIVE).limit(1)
        coupling = work.session.scalars(found).one()
        make = {"contract": lambda: timed(lambda: make_contract(work, coupling))}
        return interleaved(make, rounds, warm_up=1)["contract"]


def start_worker(ground: Ground, host: str, cookie: str, pages: tuple[str, ...]) -> WorkerStart:
    """Start gunicorn with one worker, wait until it is ready, and ask it for pages."""
    port = _free_port()
    environment = ground.environment | {
        "PORT": str(port), "WEB_WORKERS": "1", "LOG_LEVEL": "ERROR", "PATH": os.environ["PATH"],
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "-c", "core/launcher/gunicorn_conf.py", "wsgi:app"]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment) as process:
        try:
            _wait_until_ready(port)
            seconds = time.perf_counter() - began
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children()]
            cpu = sum(sum(one.cpu_times()[:2]) for one in family)
            for _round in range(25):
                for page in pages:
                    _get(port, page, {"Host": host, "Cookie": cookie})
            workers = psutil.Process(process.pid).children(recursive=True)
            return WorkerStart(seconds, cpu, max(w.memory_info().rss for w in workers) / 1e6)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if _get(port, "/readyz", {}) == http.client.OK:
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError("the worker was not ready in time")


def _get(port: int, path: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
