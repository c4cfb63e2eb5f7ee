"""The command `buurtgezinnen`; each subcommand is a module that is loaded when it is used."""

from importlib import import_module

import click

COMMANDS = {
    "audit": "core.commands.audit",
    "db": "core.commands.db",
    "demo": "core.commands.demo",
    "figures": "core.commands.figures",
    "operator": "core.commands.operator",
    "places": "core.commands.places",
    "plugin": "core.commands.plugin",
    "restricted": "core.commands.restricted",
    "tenant": "core.commands.tenant",
    "up": "core.commands.up",
    "worker": "core.commands.worker",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is asked for.

    A module in COMMANDS holds a command under the last part of its own name.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand; None when there is no such one."""
        if (module := COMMANDS.get(cmd_name)) is None:
            return None
        command: click.Command = getattr(import_module(module), module.rpartition(".")[2])
        return command


@click.command(cls=LazyGroup)
def main() -> None:
    """Buurtgezinnen: families that help a family nearby."""


if __name__ == "__main__":
    main()
