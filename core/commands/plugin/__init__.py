"""`buurtgezinnen plugin`: what is installed, what is on where, and what was left behind."""

import click

from core.commands.plugin import authoring, lifecycle, listing


@click.group()
def plugin() -> None:
    """Plugins: what is installed, what is on where, and how to write one."""


for _command in (
    listing.list_plugins, listing.show,
    lifecycle.enable, lifecycle.disable, lifecycle.purge_data,
    authoring.new, authoring.check,
):  # fmt: skip
    plugin.add_command(_command)
