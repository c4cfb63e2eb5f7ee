"""The option by which a command finds the installation."""

from pathlib import Path

import click

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".data"),
    show_default=True,
    envvar="BUURTGEZINNEN_DATA",
    help="Folder of the embedded database; not used when DATABASE_URL is set.",
)
