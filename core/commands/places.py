"""`buurtgezinnen places`: where postcode areas lie."""

from pathlib import Path

import click

from core.commands.office import commanded
from core.places.importing import UnreadableTable, read_areas, replace_areas
from tenants.directory import all_tenants


@click.group()
def places() -> None:
    """Positions of postcode areas: matching estimates distances by them."""


@places.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_table(file: Path) -> None:
    """Import FILE: CSV with the columns postcode4, lat and lon (WGS84 degrees).

    It replaces what was imported before. Positions that a programme knows already stay.
    """
    try:
        areas = read_areas(file.read_text(encoding="utf-8-sig").splitlines())
    except (UnreadableTable, UnicodeDecodeError) as odd:
        raise click.ClickException(f"{file.name}: {odd}") from odd
    with commanded() as office:
        with office.database.console() as session:
            replace_areas(session, areas)
        with office.database.registry() as session:
            tenants = [tenant for tenant in all_tenants(session) if tenant.is_open]
        for tenant in tenants:
            with office.work(tenant) as work:
                work.defer("find_positions", lock="positions")
    click.echo(f"{len(areas)} postcode areas are known now")
