"""An installation of the bench in a folder of its own: made once, used again by later runs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.loader import Tell, load, slug_of
from core.app import make_office
from core.demo.plan import DEMO_TODAY
from core.installation import DATABASE, prepare
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tenants.directory import find_by_slug
from tenants.embedded import EmbeddedPostgres, EmbeddedServer

_NOTE = "bench.json"


class OtherGround(Exception):
    """The folder holds an installation of another size, or one that was not loaded to its end."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled installation that runs."""

    server: EmbeddedServer
    office: Office
    environment: dict[str, str]
    tenants: int
    families: int
    load_seconds: float

    def tenant(self, number: int) -> TenantContext:
        """One of the tenants, by its number from 0."""
        with self.office.database.registry() as registry:
            tenant = find_by_slug(registry, slug_of(number))
        if tenant is None:
            raise OtherGround(f"there is no tenant {number} here")
        return tenant


@contextmanager
def ground(folder: Path, tenants: int, families: int, tell: Tell) -> Iterator[Ground]:
    """Start the installation in `folder`; load it first when the folder is new."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    data = folder / "data"
    data.mkdir(exist_ok=True)
    is_new = not any(data.iterdir())
    postgres = EmbeddedPostgres(data)
    server = postgres.start()
    try:
        environment = prepare(server, data) | {"TODAY": DEMO_TODAY.isoformat()}
        office = make_office(Settings.from_env(environment))
        try:
            seconds = _filled(folder / _NOTE, is_new, server, office, tenants, families, tell)
            yield Ground(server, office, environment, tenants, families, seconds)
        finally:
            office.database.close()
    finally:
        postgres.stop()


def _filled(
    note: Path,
    is_new: bool,
    server: EmbeddedServer,
    office: Office,
    tenants: int,
    families: int,
    tell: Tell,
) -> float:
    if is_new:
        with server.connect(DATABASE) as connection:
            # The checks of references take half of the time; `test_bench` loads with them.
            connection.execute("SET session_replication_role = replica")
            loaded = load(connection, office, tenants, families, tell)
        tell(f"{tenants} x {families}: {loaded.rows:,} rows in {loaded.seconds:.0f} s")
        note.write_text(json.dumps({**asdict(loaded), "tenants": tenants, "families": families}))
    kept = json.loads(note.read_text()) if note.exists() else {}
    if (kept.get("tenants"), kept.get("families")) != (tenants, families):
        raise OtherGround(
            f"{note.parent} holds {kept or 'half a load'}: remove it, or name another"
        )
    return float(kept["seconds"])
