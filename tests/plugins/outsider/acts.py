"""What is done with the installed product, in a process of its environment: `acts.py ACT`.

Nothing of the tests is there: it uses what an installation has.
"""

import html
import re
import sys
from datetime import date
from typing import Any

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Identity, Membership, Role
from core.accounts.sessions import open_session
from core.app import create_app
from core.cli import main
from core.funding.gathering import figures
from core.funding.offered import formats_of, make
from core.funding.periods import period_named
from core.plugins.running import active
from core.referrals.models import Referral
from core.settings import Settings
from tenants.directory import find_by_slug
from tenants.ids import new_id

HERE, THERE = "rhenen", "ommen"
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

    def browser(self, slug: str, role: Role | None = None) -> "Browser":
        browser = Browser(self.app, f"{slug}.localhost")
        if role is not None:
            with self.app.app_context(), self.office.work(self.tenant(slug)) as work:
                email = f"{new_id()}@voorbeeld.example"
                identity = Identity(id=new_id(), email=email, name="Hanna de Wolf")
                work.session.add(identity)
                work.session.flush()
                member = work.add(Membership(identity_id=identity.id, role=role))
                token = open_session(work, member.id)
            name = self.app.config["LOGIN_COOKIE"]
            browser.client.set_cookie(name, token, domain=browser.host)
        return browser


class Browser:
    """Somebody at one programme."""

    def __init__(self, app: Flask, host: str) -> None:
        self.client, self.host = app.test_client(), host

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=f"http://{self.host}")

    def status(self, path: str) -> int:
        return int(self.get(path).status_code)

    def post(self, path: str, page: str, values: dict[str, Any] | None = None) -> Any:
        hidden = dict(_HIDDEN.findall(self.get(page).text))
        data = {**hidden, **(values or {})}
        return self.client.post(path, data=data, base_url=f"http://{self.host}")

    def send(self, shown: Any, path: str, step: str) -> Any:
        """Send what a page holds in hidden fields."""
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(shown.text)}
        data = {**hidden, "stap": step}
        return self.client.post(path, data=data, base_url=f"http://{self.host}")


def programmes() -> None:
    """Two programmes."""
    for slug, area in ((HERE, "Rhenen"), (THERE, "Ommen")):
        counted = ("--inhabitants", "20000", "--inhabitants-on", "2026-01-01", "--source", "CBS")
        command("tenant", "create", area, "--slug", slug, *counted)


def refer() -> None:
    """A family signs up by the door of the plugin, which stands on the home page of one."""
    house = House()
    _sign_up(house)
    coordinator = house.browser(HERE, Role.COORDINATOR)
    assert "Ayla" in coordinator.get("/aanmeldingen").text
    assert house.browser(THERE).status("/aanmelden/kerk") == 404


def _sign_up(house: House) -> None:
    visitor = house.browser(HERE)
    assert "/aanmelden/kerk" in visitor.get("/").text
    checked = visitor.post("/aanmelden/kerk", "/aanmelden/kerk", ANSWERS)
    assert "Klopt dit?" in checked.text, checked.text
    assert visitor.send(checked, "/aanmelden/kerk", "versturen").status_code == 303


def use() -> None:
    """Switched on in one programme by its gemeente and its admin, used there, and nowhere else."""
    programmes()
    assert "kerk" in command("plugin", "show", "kerk")
    command("plugin", "enable", "kerk", "--tenant", HERE)  # the operator allows it
    command("plugin", "disable", "kerk", "--tenant", HERE)
    house = House()
    admin, gemeente = (house.browser(HERE, role) for role in (Role.ADMIN, Role.GEMEENTE))
    settings, mine = "/instellingen/plugins", "/instellingen/plugins/kerk"
    assert gemeente.post(f"{mine}/aan", settings).status_code == 303
    assert house.browser(HERE).status("/aanmelden/kerk") == 404, "it waits for the admin's yes"
    assert admin.post(f"{mine}/akkoord", settings).status_code == 303

    _sign_up(house)
    coordinator = house.browser(HERE, Role.COORDINATOR)
    assert "/p/kerk/bezoeken" in coordinator.get("/week").text, "its menu entry"
    assert "Corrie Smit" in coordinator.get("/p/kerk/bezoeken").text
    done = coordinator.post("/p/kerk/bezoeken", "/p/kerk/bezoeken", {"by_whom": "Dirk"})
    assert done.status_code == 303, done.text
    assert "Dirk" in coordinator.get("/p/kerk/bezoeken").text
    _report(house)

    neighbour = house.browser(THERE, Role.COORDINATOR)
    assert "kerk" not in neighbour.get("/week").text.lower()
    for path in ("/p/kerk/bezoeken", "/aanmelden/kerk"):
        assert neighbour.status(path) == 404
    with house.app.app_context(), house.office.work(house.tenant(THERE)) as work:
        assert formats_of(work).find("kerk_blad") is None

    command("plugin", "disable", "kerk", "--tenant", HERE)
    assert coordinator.status("/p/kerk/bezoeken") == 404
    assert coordinator.status("/week") == 200


def _report(house: House) -> None:
    with house.app.app_context(), house.office.work(house.tenant(HERE)) as work:
        assert active(work, "kerk") is not None
        [referral] = work.session.scalars(select(Referral))
        assert referral.channel_key == "kerk.kerk"
        year = period_named(date(work.today.year, 1, 1), date(work.today.year, 12, 31))
        report = figures(work, "De kerk", year)
        made = make(work, "kerk_blad", report, "pdf")
        assert made.content == b"%PDF Rhenen: 0"


def without() -> None:
    """The package is gone: everything runs on, its data waits, and goes when it is purged."""
    command("db", "upgrade")
    assert "kerk                     removed, its data is kept" in command("plugin", "list")
    house = House()
    coordinator = house.browser(HERE, Role.COORDINATOR)
    assert coordinator.status("/week") == 200
    assert "Ayla" in coordinator.get("/aanmeldingen").text, "what came in by it stays"
    assert coordinator.status("/p/kerk/bezoeken") == 404
    assert house.browser(HERE).status("/aanmelden/kerk") == 404
    assert "1 tenants, with 1 tables" in command("plugin", "purge", "kerk", "--yes")
    assert "kerk" not in command("plugin", "list")
    assert "hold" in command("audit", "verify")


if __name__ == "__main__":
    ACTS = {"programmes": programmes, "refer": refer, "use": use, "without": without}
    ACTS[sys.argv[1]]()
