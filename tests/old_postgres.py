"""`python -m tests.old_postgres`: the wall and the migrations on the oldest PostgreSQL we support.

Skipped, with a line, where its programs are not found; POSTGRES_15_BIN says where they are.
"""

import os
import subprocess
import sys
from pathlib import Path

import click

OLDEST = 15
PLACES = (
    f"/usr/lib/postgresql/{OLDEST}/bin",
    f"/usr/pgsql-{OLDEST}/bin",
    f"/opt/homebrew/opt/postgresql@{OLDEST}/bin",
    f"/usr/local/opt/postgresql@{OLDEST}/bin",
)
SUBSET = (
    *(f"tests/isolation/test_{name}.py" for name in (
        "catalogue", "every_table", "migrations", "pool_of_one", "second_fence", "two_tenants",
        "audit", "pooler", "replica", "plugin_tables",
    )),
    "tests/extension/test_store.py",
    "tests/jobs/test_rights.py",
)  # fmt: skip


def find_programs() -> Path | None:
    """Where the programs of that version are."""
    named = os.environ.get(f"POSTGRES_{OLDEST}_BIN")
    for place in map(Path, [named] if named else PLACES):
        if (place / "postgres").exists() and (place / "initdb").exists():
            return place
    return None


def main(options: list[str]) -> int:
    """Run the subset there; its exit code, 0 where there is nothing to run it on."""
    programs = find_programs()
    if programs is None:
        click.echo(f"skipped: no PostgreSQL {OLDEST} here (POSTGRES_{OLDEST}_BIN says where)")
        return 0
    click.echo(f"PostgreSQL {OLDEST} in {programs}")
    environment = {**os.environ, "TEST_POSTGRES_BIN": str(programs)}
    command = [sys.executable, "-m", "pytest", "-q", *SUBSET, *options]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
