"""`buurtgezinnen operator`: who works at the console."""

import click

from core.commands.office import commanded
from core.console.console_access import OtherConsole, make_operator_link


@click.group()
def operator() -> None:
    """The people at the console: they see tenants and totals, never a family."""


@operator.command()
@click.argument("email")
@click.option("--name", required=True, help="The name of this person.")
@click.option("--organisation", default="", help="Sees the programmes of this organisation only.")
def link(email: str, name: str, organisation: str) -> None:
    """Print a one-time address at which EMAIL chooses a password for the console."""
    with commanded() as office:
        try:
            address = make_operator_link(
                office.database, office.settings, email, name, organisation
            )
        except OtherConsole as refused:
            raise click.UsageError(str(refused)) from refused
        click.echo(address)
        click.echo("It works once, for 24 hours. Give it to nobody else.", err=True)
