"""The inhabitants of a programme's area, with the day and the source, and every earlier number."""

from dataclasses import asdict
from datetime import date
from typing import Any

from core.errors import Refused
from core.programme.versions import add_version, require_last
from core.wording import _
from core.work import Work
from tenants.database import Database
from tenants.directory import population_of
from tenants.provisioning import describe

TOPIC = "inhabitants"


def population(work: Work) -> dict[str, Any]:
    """The number that holds now, by the names of the form."""
    return asdict(population_of(work.session, work.tenant.id))


def set_population(
    work: Work,
    database: Database,
    base: int | None,
    *,
    inhabitants: int,
    inhabitants_on: date,
    inhabitants_source: str,
) -> None:
    """Keep another number; raises Refused for a day that has not been, or ChangedMeanwhile."""
    if inhabitants_on > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies een eerdere dag."), "inhabitants_on")
    if base is not None:
        require_last(work, TOPIC, base)
    told = {
        "inhabitants": inhabitants,
        "inhabitants_on": inhabitants_on,
        "inhabitants_source": inhabitants_source,
    }
    add_version(work, TOPIC, _plain(told), before=_plain(population(work)))
    work.record("inhabitants.changed", "programme", detail=str(inhabitants))
    work.session.flush()
    describe(database, work.tenant.id, **told)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "inhabitants_on": told["inhabitants_on"].isoformat()}
