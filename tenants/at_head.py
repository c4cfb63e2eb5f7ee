"""Whether every migration has run: asked by each readiness check, so without Alembic itself.

Alembic takes eleven megabytes and a tenth of a second, which a worker has no other use for.
"""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, text

from tenants.roles import plugin_schema

SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
VERSION_SCHEMA, VERSION_TABLE = "migrations", "migration"
_SAYS = re.compile(r'^(revision|down_revision)\b[^=\n]*= *"([^"]+)"', re.MULTILINE)


def is_at_head(connection: Connection) -> bool:
    """Whether the database stands at the newest revision."""
    return _stands_at(connection, VERSION_TABLE, heads())


def is_plugin_at_head(connection: Connection, key: str, scripts: Path) -> bool:
    """Whether the tables of a plugin stand at its newest revision."""
    return _stands_at(connection, plugin_schema(key), heads(scripts))


def _stands_at(connection: Connection, name: str, newest: frozenset[str]) -> bool:
    table = f"{VERSION_SCHEMA}.{name}"
    if connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is None:
        return False
    return set(connection.scalars(text(f"SELECT version_num FROM {table}"))) == newest  # noqa: S608


@cache
def heads(scripts: Path = SCRIPTS) -> frozenset[str]:
    """The revisions on which no other builds."""
    said: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for script in (scripts / "versions").glob("*.py"):
        for what, revision in _SAYS.findall(script.read_text(encoding="utf-8")):
            said[what].add(revision)
    return frozenset(said["revision"] - said["down_revision"])
