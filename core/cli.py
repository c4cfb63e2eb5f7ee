"""The command `buurtgezinnen`."""

import click

from core.commands.db import db


@click.group()
def main() -> None:
    """Buurtgezinnen."""


main.add_command(db)


if __name__ == "__main__":
    main()
