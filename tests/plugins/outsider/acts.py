"""What is done with the installed product, in a process of its environment: `acts.py ACT`.

Nothing of the tests is there: it uses what an installation has.
"""

import html
import re
import sys
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner
from flask import Flask

from core.accounts.models import Role
from core.accounts.services import add_member
from core.app import create_app
from core.cli import main
from core.settings import Settings
from tenants.directory import find_by_slug

HERE, THERE = "rhenen", "ommen"
STAFF = (
    (HERE, Role.GEMEENTE, "Hanna de Wolf"),
    (HERE, Role.ADMIN, "Anneke Bos"),
    (HERE, Role.COORDINATOR, "Marit Hendriks"),
    (THERE, Role.ADMIN, "Sanne Kok"),
)
ANSWERS = {
    "name": "Corrie Smit", "own_contact": "corrie@voorbeeld.example", "first_name": "Ayla",
    "contact": "0612345678", "story": "De zaterdagen zijn zwaar.", "agreed": "ja",
}  # fmt: skip
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def command(*words: str) -> str:
    """What a command of ours says; it has to go well."""
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, f"{words}: {done.output} {done.exception!r}"
    return done.output


class House:
    """The application, and who walks through it."""

    def __init__(self) -> None:
        self.app: Flask = create_app(Settings.from_env())
        self.office = self.app.extensions["office"]

    def tenant(self, slug: str) -> Any:
        with self.office.database.registry() as session:
            return find_by_slug(session, slug)

    def hire(self, password: str) -> None:
        """Give everybody a login."""
        with self.app.app_context():
            for slug, role, name in STAFF:
                email = f"{name.split()[0].lower()}@{slug}.example"
                with self.office.work(self.tenant(slug)) as work:
                    add_member(work, email=email, name=name, role=role, password=password)

    def visitor(self, slug: str) -> "Visitor":
        return Visitor(self.app, f"{slug}.localhost")


class Visitor:
    """Somebody at one programme."""

    def __init__(self, app: Flask, host: str) -> None:
        self.client, self.host = app.test_client(), host

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=f"http://{self.host}")

    def send(self, shown: Any, path: str, values: dict[str, str]) -> Any:
        """Send what a page holds in hidden fields, with these values."""
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(shown.text)}
        data = {**hidden, **values}
        return self.client.post(path, data=data, base_url=f"http://{self.host}")


def programmes() -> None:
    """Two programmes."""
    for slug, area in ((HERE, "Rhenen"), (THERE, "Ommen")):
        counted = ("--inhabitants", "20000", "--inhabitants-on", "2026-01-01", "--source", "CBS")
        command("tenant", "create", area, "--slug", slug, *counted)


def refer() -> None:
    """A family signs up by the door of the plugin, which stands on the home page of one."""
    house, path = House(), "/aanmelden/kerk"
    visitor = house.visitor(HERE)
    assert path in visitor.get("/").text
    checked = visitor.send(visitor.get(path), path, ANSWERS)
    assert "Klopt dit?" in checked.text, checked.text
    assert visitor.send(checked, path, {"stap": "versturen"}).status_code == 303
    assert house.visitor(THERE).get(path).status_code == 404


def furnish(password: str) -> None:
    """Two programmes with who works there; the operator lets the plugin be used in one."""
    programmes()
    assert "kerk" in command("plugin", "show", "kerk")
    command("plugin", "enable", "kerk", "--tenant", HERE)
    command("plugin", "disable", "kerk", "--tenant", HERE)
    House().hire(password)


def without() -> None:
    """The package is gone: core upgrades, and says that its data waits."""
    command("db", "upgrade")
    assert "kerk                     removed, its data is kept" in command("plugin", "list")


def purge() -> None:
    """What it left goes when the operator says so."""
    assert "1 tenants, with 1 tables" in command("plugin", "purge", "kerk", "--yes")
    assert "kerk" not in command("plugin", "list")
    assert "hold" in command("audit", "verify")


if __name__ == "__main__":
    ACTS: dict[str, Callable[..., None]] = {
        "programmes": programmes, "refer": refer, "furnish": furnish, "without": without,
        "purge": purge,
    }  # fmt: skip
    ACTS[sys.argv[1]](*sys.argv[2:])
