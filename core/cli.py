"""The command `buurtgezinnen`."""

import click


@click.group()
def main() -> None:
    """Buurtgezinnen."""


if __name__ == "__main__":
    main()
