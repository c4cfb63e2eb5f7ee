"""The page of suggestions for one request among 20 and among 2,000 offers, in turn in one run.

    python -m bench.suggestions

Two tenants in a throw-away installation; the families are written straight in the tables, three of
four within reach, with two adults whose VOG was seen. Nothing here passes or fails a build.
"""

import gc
import sys
import tempfile
from pathlib import Path
from random import Random
from uuid import UUID

import psutil

from bench.report import Report, log_to_nowhere
from bench.timing import Taken, interleaved, timed
from core.accounts.models import Role
from core.extension.host import Host
from core.extension.testing.databases import TestDatabases
from core.extension.testing.installation import Installation, Visitor
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.matching.models import OfferState, RequestState, SupportOffer, SupportRequest
from core.matching.preferences import HOME, INTERESTS, THEMES
from core.matching.solving import solve_list
from core.safety.models import VogRecord
from core.work import Work
from tenants.embedded import EmbeddedPostgres, EmbeddedServer
from tenants.ids import new_id

SIZES = (20, 2_000)
ROUNDS = 40
GOAL = 3.0


def main() -> None:
    """Fill two tenants and print what a page costs in each, and the ratio."""
    log_to_nowhere()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        data.mkdir()
        postgres = EmbeddedPostgres(data)
        server = postgres.start()
        try:
            installation = Installation(TestDatabases(server), Host())
            try:
                _measure(installation, server)
            finally:
                installation.close()
        finally:
            postgres.stop()


def _measure(installation: Installation, server: EmbeddedServer) -> None:
    pages = {}
    for size in SIZES:
        tenant = installation.tenant(f"Met {size}")
        with installation.work(tenant) as work:
            request = _fill(work, size, Random(5))  # noqa: S311 - the same families each run
        with installation.work(tenant) as work:
            solve_list(work)
        visitor = installation.visitor(tenant, Role.COORDINATOR)
        pages[f"{size} offers"] = _page(visitor, f"/matching/{request}")
    with server.connect(installation.database_name) as connection:
        connection.execute("ANALYZE")  # as autovacuum does after so many rows
    gc.collect()
    gc.freeze()  # what the start left: a worker that serves has long looked at it
    times = interleaved(pages, ROUNDS)
    report, (few, many) = Report(sys.stdout), times.values()
    report.say(f"Load {psutil.getloadavg()[0]:.1f}, {ROUNDS} rounds")
    report.table("The page of suggestions for one request", times)
    report.goal("2,000 offers / 20, p50", many.p50 / few.p50, GOAL)
    report.goal("2,000 offers / 20, CPU", many.cpu50 / few.cpu50, GOAL)


class _page:  # noqa: N801 - a callable
    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor, self.path = visitor, path

    def __call__(self) -> Taken:
        return timed(self._ask)

    def _ask(self) -> None:
        if self.visitor.get(self.path).status_code != 200:
            raise RuntimeError(f"no page at {self.path}")


def _fill(work: Work, size: int, chance: Random) -> UUID:
    for number in range(size):
        _offer(work, number, chance)
        if number % 200 == 199:
            work.session.flush()
    family = _family(work, "Vraagt", FamilyRole.ASKING)
    request = SupportRequest(
        id=new_id(), family_id=family, subject="child", title="Zaterdag", forms=["weekend"],
        dayparts=3 << 15, per_week=1, max_km=10, avoid_pets=[], urgency=1, since=work.today,
        interests=chance.sample(sorted(INTERESTS), 3), themes=[], wish_keys=sorted(HOME)[:2],
        state=RequestState.OPEN,
    )  # fmt: skip
    work.add(request)
    return request.id


def _offer(work: Work, number: int, chance: Random) -> None:
    family = _family(work, f"Steunt {number}", FamilyRole.OFFERING)
    for name in ("Joris", "Noor"):
        member = FamilyMember(id=new_id(), family_id=family, kind=MemberKind.ADULT, first_name=name)
        work.add(member)
        work.session.add(VogRecord(id=new_id(), member_id=member.id, seen_on=work.today))
    fits = number % 4 != 0
    work.session.add(
        SupportOffer(
            id=new_id(), family_id=family, subjects=["child"], title="Zaterdag", forms=["weekend"],
            dayparts=(3 << 15) if fits else 1, per_week=1, max_km=chance.randint(5, 15), age_from=0,
            age_to=18, capacity=1, pets=[], smokes=False, languages=["nl"], since=work.today,
            interests=chance.sample(sorted(INTERESTS), 3), themes=chance.sample(sorted(THEMES), 2),
            traits=chance.sample(sorted(HOME), 3), wish_keys=[], own_ages=[chance.randint(1, 15)],
            experience_may_match=True, state=OfferState.OPEN,
        )
    )  # fmt: skip


def _family(work: Work, name: str, role: FamilyRole) -> UUID:
    family = work.add(Family(id=new_id(), name=name, place="Rhenen", created_on=work.today))
    work.session.add(FamilyFile(id=new_id(), family_id=family.id, role=role, opened_on=work.today))
    return family.id


if __name__ == "__main__":
    main()
