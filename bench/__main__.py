"""`python -m bench`: measure, and print the tables of README.md; nothing fails, it only tells.

python -m bench --folder DIR [--tenants 60] [--rounds 100] [--peer-python DIR/bin/python]

That is the ground. Matching and recruiting have runs of their own: see `OTHERS`.
"""

import argparse
import platform
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
from flask import Flask

from bench import life, pages, plugins
from bench.ground import Ground, ground
from bench.peer_process import peer
from bench.report import Report, log_to_nowhere
from core.app import create_app
from core.settings import Settings

FAMILIES = 300
OTHERS = """Runs of their own, without a folder:
  python -m bench.matching      the engine beside another exact solver, and greedy
  python -m bench.recruiting    two years of recruiting, by campaign
  python -m bench.suggestions   the page of suggestions among 20 and 2,000 offers
"""


def main(words: list[str] | None = None) -> None:
    """Load what is missing, measure all of it, print."""
    asked = _parser().parse_args(words)
    report = Report(sys.stdout)
    log_to_nowhere()
    with ExitStack() as stack:
        enter = stack.enter_context
        many = enter(_ground(asked.folder, asked.tenants, asked.families, report))
        one = enter(_ground(asked.folder, 1, asked.families, report))
        report.say(_machine(many))
        apps = pages.Apps(enter(_app(many)), enter(_app(one)), many, one)
        pages.measure(apps, report, asked.rounds)
        life.measure(apps, report, max(3, asked.rounds // 5))
        plugins.measure(one, report, asked.rounds)
        if asked.peer_python:
            schemas = min(asked.tenants, asked.peer_schemas)
            with peer(asked.peer_python, one.server, schemas, asked.families) as other:
                pages.measure_peer(apps, other, schemas, report, asked.rounds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench", epilog=OTHERS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True, help="where the data are kept")
    parser.add_argument("--tenants", type=int, default=60)
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--peer-python", type=Path, help="see tools/make_peers.sh")
    parser.add_argument("--peer-schemas", type=int, default=60)
    return parser


@contextmanager
def _ground(folder: Path, tenants: int, families: int, report: Report) -> Iterator[Ground]:
    with ground(folder / f"{tenants}x{families}", tenants, families, report.note) as made:
        yield made


@contextmanager
def _app(of: Ground) -> Iterator[Flask]:
    app = create_app(Settings.from_env(of.environment))
    try:
        yield app
    finally:
        app.extensions["office"].database.close()


def _machine(many: Ground) -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {psutil.cpu_count()} cores, {memory:.0f} GiB,"
        f" load {load:.1f}, Python {platform.python_version()};"
        f" {many.tenants} tenants x {many.families} families, loaded in {many.load_seconds:.0f} s"
    )


if __name__ == "__main__":
    main()
