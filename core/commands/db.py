"""`buurtgezinnen db`: the roles, the migrations and the wall of a database."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from core.extension.host import Host
from core.extension.tables import with_tables
from core.installation import data_folder, environment_of, upgrade_plugins
from tenants import migrating
from tenants.catalogue import check as check_catalogue
from tenants.catalogue import report
from tenants.roles import LOGIN_ROLES, role_statements

_MIGRATION_URL = "MIGRATION_DATABASE_URL"
_APPLICATION_URL = "DATABASE_URL"
ROLE_URLS = (_APPLICATION_URL, "WORKER_DATABASE_URL", _MIGRATION_URL, "BACKUP_DATABASE_URL")


@click.group()
def db() -> None:
    """Make, migrate and check the database."""


@db.command()
def check() -> None:
    """Say whether the wall between tenants stands; exit code 1 and a list when it does not."""
    try:
        with _url(_MIGRATION_URL, _APPLICATION_URL) as url, migrating.inspecting(url) as connection:
            faults = check_catalogue(connection)
    except OperationalError as unreachable:
        raise click.ClickException(f"the database does not answer: {unreachable.orig}") from None
    click.echo(report(faults))
    sys.exit(1 if faults else 0)


@db.command()
@click.option("--database", default="buurtgezinnen", show_default=True, help="Its name.")
@click.option("--with-passwords", is_flag=True, help="Those of the URLs in the environment.")
@click.option("--plugin", "plugins", multiple=True, help="A plugin not installed here.")
def roles(database: str, with_passwords: bool, plugins: tuple[str, ...]) -> None:
    """Print the SQL that makes the roles; fill in the passwords and run it as superuser."""
    passwords = {role: f"<password of {role}>" for role in LOGIN_ROLES}
    if with_passwords:
        passwords |= _passwords_of_urls()
    installed = [plugin.key for plugin in with_tables(Host().discover())]
    try:
        statements = role_statements(database, passwords, dict.fromkeys((*installed, *plugins)))
    except ValueError as bad:
        raise click.UsageError(str(bad)) from None
    for statement in statements:
        click.echo(f"{statement};")


@db.command()
def upgrade() -> None:
    """Run the migrations that this database has not had yet."""
    with _url(_MIGRATION_URL) as url:
        migrating.upgrade(url)
        failed = upgrade_plugins(url, with_tables(Host().discover()))
    if failed:
        raise click.ClickException(f"not at the newest migration: {', '.join(failed)}; see the log")
    click.echo("The database is at the newest migration.")


def _passwords_of_urls() -> dict[str, str]:
    """The passwords of the roles, from their URLs; raises UsageError when one is missing."""
    urls = (os.environ.get(name) for name in ROLE_URLS)
    known = {url.username: url.password for url in map(make_url, filter(None, urls))}
    missing = [role for role in LOGIN_ROLES if not known.get(role)]
    if missing:
        raise click.UsageError(f"set {', '.join(ROLE_URLS)}: no password for {', '.join(missing)}")
    return {role: str(known[role]) for role in LOGIN_ROLES}


@contextmanager
def _url(*names: str) -> Iterator[str]:
    if given := next((os.environ[name] for name in names if os.environ.get(name)), None):
        yield given
        return
    if not os.environ.get(_APPLICATION_URL) and data_folder().is_dir():
        with environment_of(data_folder()) as environment:
            yield environment[names[0]]
        return
    raise click.UsageError(f"say which database: set {' or '.join(names)} in the environment")
