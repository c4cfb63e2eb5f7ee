"""`buurtgezinnen tenant`: create, list, suspend, resume, close."""

from datetime import UTC, datetime

import click

from core.accounts.models import Role
from core.accounts.services import invite
from core.commands.office import commanded
from core.console.programmes import slug_of
from core.places.finding import look_up
from core.places.places import Area
from core.programme.services import start_programme
from core.work import Office
from tenants.context import OrganisationKind, TenantContext, TenantState
from tenants.directory import list_entries
from tenants.provisioning import STICHTING, CannotProvision, NewTenant, change_state, create_tenant


@click.group()
def tenant() -> None:
    """The programmes: one in each gemeente, or in a part of it."""


@tenant.command()
@click.argument("area")
@click.option("--slug", help="First part of the host name; made from the name when left out.")
@click.option("--part-of", help="Gemeente of which AREA is a part that we do not know by name.")
@click.option("--inhabitants", type=click.IntRange(1), required=True, help="How many live there.")
@click.option("--inhabitants-on", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help="On which date that was counted.")  # fmt: skip
@click.option("--source", required=True, help="Who counted: CBS, the gemeente.")
@click.option("--organisation", default=STICHTING, show_default=True)
@click.option(
    "--kind",
    type=click.Choice([OrganisationKind.WELFARE, OrganisationKind.GEMEENTE]),
    default=OrganisationKind.WELFARE,
    show_default=True,
    help="What a new organisation is, other than the Stichting; it needs a licence.",
)
@click.option("--preparation", is_flag=True, help="Being prepared: adds nothing to the totals.")
@click.option("--admin", help="Mail address of the first admin, who gets an invitation.")
@click.option("--admin-name", help="Name of the first admin.")
def create(area: str, slug: str | None, part_of: str | None, inhabitants: int,
           inhabitants_on: datetime, source: str, organisation: str, kind: str, preparation: bool,
           admin: str | None, admin_name: str | None) -> None:  # fmt: skip
    """Create a tenant for AREA: a gemeente, a part of one, or one that has merged since.

    AREA is a name (Rhenen, Amsterdam-Zuid, Giessenlanden) or a code (GM0340).
    """
    if bool(admin) != bool(admin_name):
        raise click.UsageError("--admin and --admin-name belong together")
    with commanded() as office:
        name, code = find_area(area, part_of)
        new = NewTenant(
            slug=slug or slug_of(name),
            name=name,
            area_code=code,
            inhabitants=inhabitants,
            inhabitants_on=inhabitants_on.replace(tzinfo=UTC).date(),
            inhabitants_source=source,
            organisation=organisation,
            organisation_kind=(
                OrganisationKind.STICHTING if organisation == STICHTING else OrganisationKind(kind)
            ),
            state=TenantState.PREPARATION if preparation else TenantState.ACTIVE,
        )
        made = create_tenant(office.database, office.settings.master_key, new)
        _furnish(office, made, admin, admin_name)
        click.echo(f"{made.name} is at {address_of(office, made.slug)}/")


def _furnish(office: Office, made: TenantContext, admin: str | None, name: str | None) -> None:
    with office.work(made) as work:
        start_programme(work)
        if admin and name:
            invite(work, email=admin, name=name, role=Role.ADMIN)
            click.echo(f"An invitation goes to {admin} as soon as the worker runs.")


def find_area(words: str, part_of: str | None) -> tuple[str, str]:
    """The name and the code of the area that is meant; raises CannotProvision with near ones."""
    found = look_up(words)
    if found.area is not None:
        return found.area.name, found.area.code
    if part_of is None:
        raise CannotProvision(f"there is no one area {words!r}. {_meant(found.near)}")
    whole = look_up(part_of)
    if whole.area is None:
        raise CannotProvision(f"there is no one gemeente {part_of!r}. {_meant(whole.near)}")
    return words, whole.area.code


def _meant(near: tuple[Area, ...]) -> str:
    if not near:
        return "Give the name of a gemeente, or its code (GM0340)."
    listed = ", ".join(f"{a.name} ({a.code}, {a.province})" for a in near)
    return f"Do you mean: {listed}?"


def address_of(office: Office, slug: str) -> str:
    """The address of a tenant."""
    return office.settings.address(f"{slug}.{office.settings.base_domain}")


@tenant.command(name="list")
def list_tenants() -> None:
    """List the tenants with their state and address."""
    with commanded() as office, office.database.registry() as session:
        entries = list_entries(session)
        for entry in entries:
            click.echo(
                f"{entry.slug:<24} {entry.state:<12} {entry.inhabitants:>8} inhabitants"
                f" on {entry.inhabitants_on} ({entry.inhabitants_source})"
                f"  {entry.organisation}  {address_of(office, entry.slug)}/"
            )
        if not entries:
            click.echo("There are no tenants yet: see `buurtgezinnen tenant create --help`.")


@tenant.command()
@click.argument("slug")
def suspend(slug: str) -> None:
    """Close a tenant's doors for a while; everything stays where it is."""
    _change(slug, TenantState.SUSPENDED)


@tenant.command()
@click.argument("slug")
def resume(slug: str) -> None:
    """Open a tenant: one that was suspended, or one in preparation that begins."""
    _change(slug, TenantState.ACTIVE)


@tenant.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
def close(slug: str, yes: bool) -> None:
    """Close a tenant for good; its rows stay until they are erased."""
    if not yes:
        click.confirm(f"Close {slug} for good? It cannot be opened again", abort=True)
    _change(slug, TenantState.CLOSED)


def _change(slug: str, state: TenantState) -> None:
    with commanded() as office:
        changed = change_state(office.database, office.settings.master_key, slug, state)
        if changed.is_open:
            with office.work(changed) as work:
                work.defer("publish_figures")  # what it counts adds to the national totals now
        click.echo(f"{changed.slug} is {state} now.")
