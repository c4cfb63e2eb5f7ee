"""`buurtgezinnen figures`: the same numbers as the pages, for a machine to read."""

import json
from collections.abc import Mapping
from typing import Any

import click

from core.commands.office import commanded, tenants_of
from core.figures.counts import by_source, signed_up_itself, totals
from core.figures.national import NationalFigures, national
from core.programme.queries import pilot
from core.work import Office


@click.command()
@click.option("--national", "is_national", is_flag=True, help="All programmes together.")
@click.option("--tenant", "slug", help="One programme, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def figures(is_national: bool, slug: str | None, as_json: bool) -> None:
    """Show what was counted, nationally or for one programme."""
    if is_national == bool(slug):
        raise click.UsageError("say either --national or --tenant SLUG")
    with commanded() as office:
        numbers = _one(office, slug) if slug else _all(office)
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False))
        return
    for name, value in numbers.items():
        click.echo(f"{name}: {value}")


def _all(office: Office) -> dict[str, Any]:
    with office.database.console() as session:
        return as_numbers(national(session))


def as_numbers(shown: NationalFigures) -> dict[str, Any]:
    """The national figures by the names of the command's JSON."""
    return {
        **_names(shown.totals),
        "self": shown.itself,
        "self_share": shown.self_share,
        "by_size": {size.value: _names(numbers) for size, numbers in shown.by_size.items()},
    }


def _names(numbers: Mapping[str, int]) -> dict[str, int]:
    return {
        name: numbers[name] for name in ("requests", "offers", "couplings", "ended_early", "target")
    }


def _one(office: Office, slug: str) -> dict[str, Any]:
    (tenant,) = tenants_of(office, slug)
    with office.work(tenant) as work:
        counted, facts = totals(work), pilot(work)
        itself = signed_up_itself(work, by_source(work))
    return {
        "requests": counted.requests,
        "offers": counted.offers,
        "couplings": counted.made,
        "ended_early": counted.ended_early,
        "target": facts.target if facts else 0,
        "self": itself,
        "self_share": itself / counted.requests if counted.requests else None,
    }
