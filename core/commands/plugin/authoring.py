"""For who writes a plugin: a new one, and the conformance kit."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from core import extension
from core.commands.office import commanded, tenants_of
from core.commands.plugin.listing import unknown
from core.extension.host import Host
from core.extension.writing import KINDS, CannotWrite, write_plugin
from core.installation import data_folder
from core.plugins.services import (
    troubles_with,
)


@click.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What it brings first.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path(),
              help="In which folder; here when left out.")  # fmt: skip
def new(name: str, kind: str, into: Path) -> None:
    """Write a new plugin NAME: a whole package that passes its tests, to be changed by you."""
    try:
        folder = write_plugin(name, kind, into)
    except CannotWrite as problem:
        raise click.ClickException(str(problem)) from problem
    key = folder.name.removeprefix("buurtgezinnen_")
    click.echo(
        f"{folder} is a plugin now. Next:\n"
        f"  pip install -e {folder}\n"
        f"  buurtgezinnen plugin check {key}\n"
        f"  buurtgezinnen plugin enable {key} --tenant SLUG"
    )


@click.command()
@click.argument("key", required=False)
@click.pass_context
def check(context: click.Context, key: str | None) -> None:
    """Try plugin KEY against the contract, and its options where it is on; all when left out."""
    host = Host().discover()
    failed = [refusal.name for refusal in host.refused if key in (None, refusal.name)]
    for refusal in host.refused:
        if refusal.name in failed:
            click.echo(f"{refusal.name}: refused at {refusal.place}: {refusal.remedy}", err=True)
    keys = [loaded.key for loaded in host if key in (None, loaded.key)]
    if key and not (keys or failed):
        raise click.ClickException(unknown(host, key))
    failed += [one for one in keys if not _passes(one)]
    for line in _told_by_options(keys):
        click.echo(line, err=True)
        failed.append(line)
    if failed:
        context.exit(1)


def _passes(key: str) -> bool:
    """Run the conformance kit on an installed plugin, in a process of its own."""
    if find_spec("pytest") is None:
        raise click.ClickException('pytest is not installed: pip install "buurtgezinnen[authors]"')
    with TemporaryDirectory() as folder:
        settings = Path(folder, "pytest.ini")
        settings.write_text("[pytest]\n")
        suite = [
            sys.executable, "-m", "pytest", "-q", "-p", "core.extension.testing.fixtures",
            "-p", "no:cacheprovider", "-c", str(settings), "--rootdir", folder,
            "--import-mode=importlib", installed_suite(),
        ]  # fmt: skip
        click.echo(f"{key}: the conformance kit")
        return subprocess.run(suite, env={**os.environ, "PLUGIN_TO_CHECK": key}).returncode == 0


def installed_suite() -> str:
    """The file that holds the suite of an installed plugin."""
    return str(Path(extension.__file__).parent / "testing" / "installed.py")


def _told_by_options(keys: Sequence[str]) -> Iterator[str]:
    """What the plugins say themselves of their options, where there is an installation."""
    if not (os.environ.get("DATABASE_URL") or data_folder().is_dir()):
        return
    with commanded() as office:
        for tenant in tenants_of(office, None):
            with office.work(tenant) as work:
                told = [(key, line) for key in keys for line in troubles_with(work, key)]
            yield from (f"{key} in {tenant.slug}: {line}" for key, line in told)
