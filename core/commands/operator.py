"""`buurtgezinnen operator`: who works at the console."""

import click

from core.commands.office import commanded
from core.console.console_access import make_operator_link


@click.group()
def operator() -> None:
    """The people at the console: they see tenants and totals, never a family."""


@operator.command()
@click.argument("email")
@click.option("--name", required=True, help="The name of this person.")
def link(email: str, name: str) -> None:
    """Print a one-time address at which EMAIL chooses a password for the console."""
    with commanded() as office:
        click.echo(make_operator_link(office.database, office.settings, email, name))
        click.echo("It works once, for 24 hours. Give it to nobody else.", err=True)
