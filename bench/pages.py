"""Pages and forms: of many tenants, of one, of bare psycopg and of the peer, in turn."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
from flask import Flask
from psycopg import Connection

from bench.ground import Ground
from bench.peer_process import PeerProcess
from bench.replay import Statement, replayed, statements_of
from bench.report import Report
from bench.timing import Taken, Times, interleaved, timed
from bench.visits import Visitor, coordinator, one_family
from core.installation import DATABASE
from tenants.roles import APPLICATION

IN_TURN = 20
"""So many tenants are visited in turn, spread over all of them: one alone would lie warm."""
LIST = "/gezinnen?wie=alle"


@dataclass(frozen=True, slots=True)
class Apps:
    """The application on both installations."""

    many: Flask
    one: Flask
    many_ground: Ground
    one_ground: Ground

    def some(self) -> list[Visitor]:
        """Coordinators of tenants spread over the installation with many."""
        step = max(1, self.many_ground.tenants // IN_TURN)
        numbers = range(0, self.many_ground.tenants, step)[:IN_TURN]
        return [coordinator(self.many, self.many_ground.tenant(number)) for number in numbers]

    def alone(self) -> Visitor:
        """The coordinator of the only tenant."""
        return coordinator(self.one, self.one_ground.tenant(0))


def measure(apps: Apps, report: Report, rounds: int) -> None:
    """List, file, week and sign-up; then the same SQL by bare psycopg, and the walls."""
    some, alone = apps.some(), apps.alone()
    for title, path in (("List page of 25", _list), ("One file", _file), ("Week", _week)):
        _page(title, path, some, alone, apps.one_ground, report, rounds)
    turn = _turns(some)
    times = interleaved(
        {"many tenants": lambda: next(turn).sign_up(), "one tenant": alone.sign_up}, rounds // 3
    )
    report.table("Sign-up (the sending of the form)", times)
    _walls(some[0], apps.many_ground, report, rounds)


def _list(_visitor: Visitor) -> str:
    return LIST


def _file(visitor: Visitor) -> str:
    return f"/gezinnen/{one_family(visitor.app, visitor.tenant)}"


def _week(_visitor: Visitor) -> str:
    return "/week"


def _turns(visitors: list[Visitor]) -> Iterator[Visitor]:
    return itertools.cycle(visitors)


def _page(
    title: str,
    path_of: Callable[[Visitor], str],
    some: list[Visitor],
    alone: Visitor,
    ground: Ground,
    report: Report,
    rounds: int,
) -> None:
    visits = [(visitor, path_of(visitor)) for visitor in some]
    turn = itertools.cycle(visits)
    alone_path = path_of(alone)

    def next_page() -> Taken:
        visitor, path = next(turn)
        return visitor.page(path)

    statements = statements_of(lambda: alone.page(alone_path))
    with psycopg.connect(ground.environment["DATABASE_URL"].replace("+psycopg", "")) as bare:
        times = interleaved(
            {
                "many tenants": next_page,
                "one tenant": lambda: alone.page(alone_path),
                f"bare psycopg, the same {len(statements)} statements": (
                    lambda: replayed(bare, statements)
                ),
            },
            rounds,
        )
    report.table(title, times)
    many, one, same_sql = times.values()
    report.goal(f"{title}: many tenants / one tenant, p50", many.p50 / one.p50, 1.15)
    report.goal(f"{title}: CPU / CPU of bare psycopg", one.cpu50 / same_sql.cpu50, 5)


def _walls(visitor: Visitor, ground: Ground, report: Report, rounds: int) -> None:
    """The longest query of the list: with both walls, and with the criterion alone."""
    longest = max(statements_of(lambda: visitor.page(LIST)), key=lambda one: len(one.sql))
    with ground.server.connect(DATABASE) as bare, ground.server.connect(DATABASE) as fenced:
        fenced.execute(f"SET ROLE {APPLICATION}".encode())
        fenced.execute(f"SET app.tenant_id = '{visitor.tenant.id}'".encode())
        times = interleaved(
            {
                "policy and criterion": lambda: _sent(fenced, longest),
                "criterion only": lambda: _sent(bare, longest),
            },
            rounds * 5,
        )
    report.table("The query of the list", times)
    both, criterion = times.values()
    report.goal("policy and criterion / criterion only, p50", both.p50 / criterion.p50, 1.10)


def _sent(connection: Connection, statement: Statement) -> Taken:
    return timed(lambda: connection.execute(statement.sql.encode(), statement.values).fetchall())


def measure_peer(apps: Apps, other: PeerProcess, schemas: int, report: Report, rounds: int) -> None:
    """The list and the insert beside those of the peer."""
    some = apps.some()
    turn, sign_ups = _turns(some), _turns(some)
    numbers = itertools.cycle(range(0, schemas, max(1, schemas // IN_TURN)))
    lists = interleaved(
        {
            "ours": lambda: next(turn).page(LIST),
            "a schema for each tenant": lambda: other.do("list", next(numbers)),
        },
        rounds,
    )
    inserts = interleaved(
        {
            "ours": lambda: next(sign_ups).sign_up(),
            "a schema for each tenant": lambda: other.do("insert", next(numbers)),
        },
        rounds // 3,
    )
    for title, times in (("List beside the peer", lists), ("Insert beside the peer", inserts)):
        report.table(title, times)
        ours, theirs = times.values()
        report.goal_least(f"{title}: as many a second", _rate(ours) / _rate(theirs), 2)
    took = sorted(other.created)
    report.say(f"The peer makes a schema in {took[len(took) // 2]:.0f} ms (p50).")


def _rate(times: Times) -> float:
    return 1000 / times.p50
