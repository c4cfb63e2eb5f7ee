"""`buurtgezinnen restricted`: the last resort for restricted files that nobody can enter.

It shows numbers, never what a file is about. See docs/decisions/0009-restricted-files.md.
"""

from uuid import UUID

import click

from core.accounts.queries import caseworkers
from core.commands.office import commanded, tenants_of
from core.errors import NotFound
from core.meldcode.seats import break_glass, left_alone


@click.group()
def restricted() -> None:
    """Restricted files of which both people have left."""


@restricted.command("list")
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
def list_alone(slug: str | None) -> None:
    """Print the numbers of the files that nobody can enter any more."""
    with commanded() as office:
        for tenant in tenants_of(office, slug):
            with office.work(tenant) as work:
                for file_id, is_closed in left_alone(work):
                    click.echo(f"{tenant.slug} {file_id} {'closed' if is_closed else 'open'}")


@restricted.command()
@click.argument("slug")
@click.argument("file_id", type=click.UUID)
@click.option("--keeper", required=True, help="Mail address of who must be able to open it.")
@click.option("--reason", required=True, help="Who asked for it, and why; it stays in the file.")
def appoint(slug: str, file_id: UUID, keeper: str, reason: str) -> None:
    """Let somebody who works with families there open FILE_ID of the tenant SLUG."""
    with commanded() as office:
        [tenant] = tenants_of(office, slug)
        with office.work(tenant) as work:
            chosen = [one.id for one in caseworkers(work) if one.email == keeper.strip().lower()]
            if not chosen:
                raise click.ClickException(f"nobody who works with families there is {keeper}")
            try:
                break_glass(work, file_id, chosen[0], reason)
            except NotFound as missing:
                raise click.ClickException(f"{slug} has no such file") from missing
    click.echo(f"{keeper} can open it now, and names a second person there")
