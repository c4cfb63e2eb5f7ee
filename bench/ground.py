"""A database of its own with many tenants, filled by SQL; gone when the run is over."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from core.installation import DATABASE, office_in, prepare
from core.work import Office
from tenants.context import TenantContext
from tenants.embedded import EmbeddedPostgres, EmbeddedServer
from tenants.provisioning import NewTenant, create_tenant

FILL = """
WITH made AS (
  INSERT INTO tenant.family (tenant_id, id, name, place, postcode4, language, created_on)
  SELECT %(tenant)s, gen_random_uuid(), 'Gezin ' || n, 'Rhenen', '3911', 'nl', DATE '2026-01-01'
  FROM generate_series(1, %(families)s) AS n RETURNING id)
INSERT INTO tenant.family_file (tenant_id, id, family_id, role, opened_on)
SELECT %(tenant)s, gen_random_uuid(), id, 'asking', DATE '2026-01-01' FROM made
"""


@contextmanager
def ground(tenants: int, families: int) -> Iterator[tuple[EmbeddedServer, Office, TenantContext]]:
    """A filled installation, and one tenant in the middle of it."""
    with tempfile.TemporaryDirectory(prefix="buurt-bench-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        data.mkdir()
        postgres = EmbeddedPostgres(data)
        server = postgres.start()
        try:
            environment = prepare(server, data)
            with office_in(environment) as office:
                made = [_tenant(office, number) for number in range(tenants)]
                _fill(server, made, families)
                yield server, office, made[tenants // 2]
        finally:
            postgres.stop()


def _tenant(office: Office, number: int) -> TenantContext:
    new = NewTenant(
        f"proef-{number}", f"Proef {number}", "GM0340", 20_000, date(2026, 1, 1), "invented"
    )
    return create_tenant(office.database, office.settings.master_key, new)


def _fill(server: EmbeddedServer, tenants: list[TenantContext], families: int) -> None:
    with server.connect(DATABASE) as connection:
        for tenant in tenants:
            connection.execute(FILL, {"tenant": tenant.id, "families": families})
        connection.execute("ANALYZE")
