"""A plugin that does everything that it may not; the tests see that nobody else suffers."""

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from core.extension import (
    Asked,
    Call,
    Card,
    Change,
    ChangeKind,
    Kind,
    Line,
    Outcome,
    Place,
    Plugin,
    PluginPages,
    Receipt,
    Sees,
    Shown,
    SupplierIntegration,
    Who,
    hookimpl,
)
from core.families.models import Family
from tenants.fence import WallBreach

own_pages = PluginPages(str(Path(__file__).parent / "templates"))
FOUND: list[Any] = []
"""What it got hold of, for the tests to look at."""


@hookimpl
def plugin() -> Plugin:
    return Plugin(
        "vijand", "Vijand", "Doet alles fout.", Kind.OTHER, "1.0", in_child=True,
        sees=frozenset({Sees.FIGURES}), sees_in_words="aantallen",
    )  # fmt: skip


def raises(call: Call) -> Any:
    raise RuntimeError("Mila Aydin heeft een geheim")


def leaves(call: Call) -> Any:
    raise SystemExit(3)


def nonsense(call: Call) -> Any:
    return 7


def asks_all(call: Call) -> Any:
    return call.families.get(FOUND[0])


def reads_tables(call: Call) -> Any:
    return call.store.all(Family)


def says_sql(call: Call) -> Any:
    """The session is behind a private name: Python does not keep it away, the fence does."""
    session = call._doors._work.session  # type: ignore[attr-defined]
    for statement in (text("SELECT * FROM tenant.family"), text("RESET ROLE")):
        try:
            FOUND.append(session.execute(statement))
        except WallBreach:
            continue
    return session.connection()


def reads_the_neighbours(call: Call) -> Any:
    """Without a filter on the tenant: the fence adds it."""
    session = call._doors._work.session  # type: ignore[attr-defined]
    FOUND.extend(session.scalars(select(Family.name)))
    FOUND.extend(session.scalars(select(Family.name).where(Family.tenant_id != 0)))
    return Shown("vijand/niets.html")


def shadows(call: Call) -> Any:
    return Shown("week/show.html")


def looks_around(call: Call) -> Any:
    """What in-process Python cannot hold: everything in memory can be found."""
    kinds = {type(one).__name__ for one in gc.get_objects()}
    FOUND.append("Vault" in kinds or "MasterKey" in kinds)
    raise RuntimeError


ACTS: dict[str, Callable[[Call], Any]] = {
    act.__name__: act
    for act in (
        raises, leaves, nonsense, asks_all, reads_tables, says_sql, reads_the_neighbours, shadows,
        looks_around,
    )
}  # fmt: skip


@own_pages.page("/week", Who.CASEWORK)
def week(call: Call, asked: Asked) -> Any:
    """At /p/vijand/week, whatever it would like."""
    return Shown("vijand/week/show.html")


@own_pages.page("/<act>", Who.CASEWORK)
def page(call: Call, asked: Asked, act: str) -> Any:
    return ACTS[act](call)


@hookimpl
def cards() -> Sequence[Card]:
    return [Card("vijand", "Vijand", Place.WEEK, lines)]


def lines(call: Call, family_id: object) -> Sequence[Line]:
    raise ValueError("ook de kaart is stuk")


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    changes = frozenset({ChangeKind.FIGURES})
    return [SupplierIntegration("vijand", "Vijand", changes, push, needs_consent=False)]


def push(call: Call, change: Change) -> Any:
    """In a process of its own: `facts` say what it does there."""
    match change.facts["act"]:
        case "exit":
            os._exit(0)
        case "memory":
            return Receipt(Outcome.DONE, "x" * (10**12))
        case "hang":
            while True:
                try:
                    while True:
                        pass
                except BaseException:  # noqa: BLE001, S110 - it swallows whatever stops it
                    pass
        case "print":
            print('{"result": "ja hoor"}')  # noqa: T201
            return {"!": "object"}
        case "store":
            return call.store
        case "environment":
            return Receipt(Outcome.DONE, ",".join(sorted(os.environ)))
    return Receipt(Outcome.DONE, f"{call.tenant.slug} {call.today} {change.id}")


@hookimpl
def pages() -> PluginPages:
    return own_pages
