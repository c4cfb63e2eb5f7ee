"""What plugins there are: the list, and one of them."""

from collections.abc import Iterator, Sequence

import click

from core.commands.office import commanded, tenants_of
from core.extension.hookspecs import LISTS
from core.extension.host import Host, Loaded
from core.extension.options import secrets_of
from core.extension.plugin import Sees
from core.plugins.models import PluginState
from core.plugins.removing import Standing, keys_with_tables, standings


@click.command(name="list")
@click.option("--tenant", "slug", help="One tenant; all of them when left out.")
def list_plugins(slug: str | None) -> None:
    """List the plugins: installed, refused with what to do, and removed ones that left data."""
    with commanded() as office:
        tenants = tenants_of(office, slug)
        known = standings(office, tenants)
        for loaded in office.plugins:
            card = loaded.plugin
            click.echo(
                f"{card.key:<24} {card.version:<8} {card.kind:<10} "
                f"{_where(known.pop(card.key, []))}  {card.name}"
            )
        for refusal in office.plugins.refused:
            click.echo(f"{refusal.name:<24} refused at {refusal.place}: {refusal.remedy}")
        left = {*known, *keys_with_tables(office.settings.database_url)}
        for key in sorted(left - {loaded.key for loaded in office.plugins}):
            click.echo(
                f"{key:<24} removed, its data is kept ({_where(known.get(key, []))}): install it "
                f"again, or `buurtgezinnen plugin purge {key}`"
            )
        if not (len(office.plugins) or office.plugins.refused or left):
            click.echo("There are no plugins: see `buurtgezinnen plugin new --help`.")


def _where(found: Sequence[Standing]) -> str:
    """In how many tenants it stands how: "on in 2, off in 1"."""
    counted = {state: sum(one.state == state for one in found) for state in PluginState}
    return ", ".join(f"{state} in {count}" for state, count in counted.items() if count) or "unused"


@click.command()
@click.argument("key")
def show(key: str) -> None:
    """Show what plugin KEY is, sees, offers and asks, and in which tenants it is on."""
    with commanded() as office:
        loaded = office.plugins.get(key)
        if loaded is None:
            raise click.ClickException(unknown(office.plugins, key))
        for line in _described(loaded):
            click.echo(line)
        for one in standings(office, tenants_of(office, None)).get(key, []):
            click.echo(f"  {one.state:<8} in {one.slug}")


def unknown(host: Host, key: str) -> str:
    """Why there is no such plugin: refused, or not installed."""
    for refusal in host.refused:
        if refusal.name == key:
            return f"{key} is refused at {refusal.place}: {refusal.remedy}"
    return f"there is no plugin {key!r} installed: see `buurtgezinnen plugin list`"


def _described(loaded: Loaded) -> Iterator[str]:
    card = loaded.plugin
    yield f"{card.key} {card.version}: {card.name}. {card.summary}"
    sees = [str(one) for one in Sees if one in card.sees]
    words = f" ({card.sees_in_words})" if card.sees_in_words else ""
    yield f"  sees     {', '.join(sees) or 'no data'}{words}"
    for hook in LISTS:
        for one in loaded.listed.get(hook, ()):
            name = getattr(one, "key", "") or getattr(one, "name", "") or getattr(one, "page", "")
            yield f"  offers   {hook}: {name or one.__name__}"
    for page in loaded.pages.pages if loaded.pages else ():
        yield f"  page     /p/{card.key}{page.rule} for {page.who}"
    if loaded.tells:
        yield f"  hears    {', '.join(loaded.tells)}"
    secrets = secrets_of(card.options)
    for name, spec in card.options().specs.items():
        marks = ", ".join(
            mark
            for mark, is_so in (("required", spec.required), ("secret", name in secrets))
            if is_so
        )
        yield f"  option   {name}: {spec.label}{f' ({marks})' if marks else ''}"
