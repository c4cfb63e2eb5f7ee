"""`make bench`: print each ratio with its medians; nothing fails here, tests never time.

What each pair says stands in README.md beside this file.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping

from sqlalchemy import select

from bench.ground import ground
from core.families.models import Family, FamilyFile
from core.installation import DATABASE
from core.work import Office
from tenants.context import TenantContext
from tenants.embedded import EmbeddedServer
from tenants.roles import APPLICATION

TENANTS, FAMILIES, ROUNDS = 60, 300, 200
LIST = """SELECT f.id, f.name FROM tenant.family f JOIN tenant.family_file r
  ON r.tenant_id = f.tenant_id AND r.family_id = f.id
  WHERE f.tenant_id = %(tenant)s ORDER BY f.name LIMIT 25"""


def interleaved(contenders: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """Run all of them in turn, round after round; the median of each in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, run in contenders.items():
            began = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(several) for name, several in times.items()}


def walls(server: EmbeddedServer, tenant: TenantContext) -> dict[str, float]:
    """The same list with the policy and the criterion, and with the criterion alone."""
    values = {"tenant": tenant.id}
    with server.connect(DATABASE) as bare, server.connect(DATABASE) as fenced:
        fenced.execute(f"SET ROLE {APPLICATION}".encode())
        fenced.execute(f"SET app.tenant_id = '{tenant.id}'".encode())
        return interleaved(
            {
                "policy and criterion": lambda: _fetch(fenced, values),
                "criterion only": lambda: _fetch(bare, values),
            }
        )


def _fetch(connection: object, values: Mapping[str, int]) -> None:
    connection.execute(LIST, values).fetchall()  # type: ignore[attr-defined]


def doors(office: Office, tenant: TenantContext, server: EmbeddedServer) -> dict[str, float]:
    """The list through the door (transaction, both fences, plain rows) and by bare psycopg."""
    query = (
        select(Family.id, Family.name)
        .join(FamilyFile, FamilyFile.family_id == Family.id)
        .order_by(Family.name)
        .limit(25)
    )

    def through_the_door() -> None:
        with office.work(tenant) as work:
            work.session.execute(query).all()

    with server.connect(DATABASE) as bare:
        values = {"tenant": tenant.id}
        return interleaved(
            {"through the door": through_the_door, "bare psycopg": lambda: _fetch(bare, values)}
        )


def main() -> None:
    """Run and print."""
    sys.stdout.write(f"{TENANTS} tenants x {FAMILIES} families, {ROUNDS} rounds\n")
    began = time.perf_counter()
    with ground(TENANTS, FAMILIES) as (server, office, tenant):
        made = (time.perf_counter() - began) * 1000 / TENANTS
        sys.stdout.write(f"installation with tenants made and filled: {made:.0f} ms a tenant\n")
        for medians in (walls(server, tenant), doors(office, tenant, server)):
            (first, one), (second, other) = medians.items()
            sys.stdout.write(
                f"{first} / {second}: {one / other:.2f} ({one:.2f} / {other:.2f} ms)\n"
            )


if __name__ == "__main__":
    main()
