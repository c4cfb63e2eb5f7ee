"""Plugins in the browser: settings by role, own pages, menu and cards; off is not there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.extension import (
    Asked,
    Call,
    Card,
    Kind,
    Line,
    MenuEntry,
    Options,
    Place,
    PluginPages,
    Sees,
    Sent,
    Shown,
    Who,
    secret,
)
from core.extension.forms import text
from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tests.casework import asking
from tests.fixtures_web import TODAY, Browser, Person, hire, host_of
from tests.plugin_hosts import a_plugin, host_with, switched_on

TEMPLATES = Path(__file__).parent / "templates"
pages = PluginPages(str(TEMPLATES))


@pages.page("/", Who.MEMBERS)
def agenda(call: Call, asked: Asked) -> Shown:
    return Shown("wijk/agenda.html", {"words": call.options.get("word"), "gemeente": call.tenant})


@pages.page("/bewaar", Who.CASEWORK, takes_post=True)
def keep(call: Call, asked: Asked) -> Any:
    if asked.method == "POST":
        return Sent("agenda", told=f"Bewaard: {asked.form['word'][0]}")
    return Shown("wijk/keep.html")


@pages.page("/stuk", Who.CASEWORK, takes_post=True)
def broken(call: Call, asked: Asked) -> Shown:
    raise RuntimeError("stuk")


@pages.page("/buurman", Who.CASEWORK)
def of_core(call: Call, asked: Asked) -> Shown:
    return Shown("public/home.html")


class Words(Options):
    word = text("Woord", required=False)
    server_token = secret("Sleutel", required=False)


def week_lines(call: Call, family_id: object) -> list[Line]:
    return [Line("Overleg van het team", "agenda")]


def family_lines(call: Call, family_id: object) -> list[Line]:
    if call.options.get("word") == "stuk":
        raise RuntimeError("de kaart is stuk")
    return [Line(f"Besproken: {call.families.get(family_id).name}")]  # type: ignore[arg-type]


WIJK = a_plugin(
    "wijk",
    card={"options": Words, "name": "Wijkteam", "kind": Kind.OTHER,
          "sees": frozenset({Sees.FAMILIES}), "sees_in_words": "namen van gezinnen"},
    pages=pages,
    menu_entries=[MenuEntry("Wijkagenda", "agenda", Who.MEMBERS)],
    cards=[
        Card("week", "Wijkteam", Place.WEEK, week_lines),
        Card("gezin", "Wijkteam", Place.FAMILY, family_lines),
    ],
)  # fmt: skip
RAAD = a_plugin("raad", card={"name": "Voor de raad", "kind": Kind.REPORT})


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    """The application with two plugins of our own."""
    app = create_app(settings, FixedClock(TODAY), host_with(WIJK, RAAD))
    app.testing = True
    yield app
    app.extensions["office"].database.close()


@pytest.fixture(scope="module")
def office(app: Flask) -> Office:
    return app.extensions["office"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def canaries() -> None:
    """The canaries live with the shipped plugins."""


@pytest.fixture
def turned_on(office: Office, tenant: TenantContext) -> None:
    with office.work(tenant) as work:
        switched_on(work, "wijk", word="fiets")


def _state(office: Office, tenant: TenantContext, key: str) -> tuple[str, int]:
    with office.work(tenant) as work:
        row = work.session.scalars(
            select(PluginActivation).where(PluginActivation.plugin == key)
        ).one()
        return str(row.state), row.failures


def test_the_gemeente_asks_and_the_admin_says_yes(
    app: Flask, office: Office, tenant: TenantContext, gemeente_officer: Person, admin: Person
) -> None:
    settings = "/instellingen/plugins"
    seen = gemeente_officer.browser.get(settings)
    assert "Wijkteam" in seen.text
    assert "namen van gezinnen" in seen.text
    gemeente_officer.browser.post(f"{settings}/wijk/aan", page=settings)
    assert _state(office, tenant, "wijk") == ("asked", 0)
    assert "Wacht op akkoord van de programmaleider." in gemeente_officer.browser.get(settings).text
    assert gemeente_officer.browser.get("/p/wijk/").status_code == 404
    answer = gemeente_officer.browser.post(f"{settings}/wijk/akkoord", page=settings)
    assert answer.status_code == 403
    assert "Geef akkoord" in admin.browser.get(settings).text
    admin.browser.post(f"{settings}/wijk/akkoord", page=settings)
    assert _state(office, tenant, "wijk") == ("on", 0)
    assert gemeente_officer.browser.get("/p/wijk/").status_code == 200
    gemeente_officer.browser.post(f"{settings}/wijk/uit", page=settings)
    assert _state(office, tenant, "wijk") == ("off", 0)
    assert gemeente_officer.browser.get("/p/wijk/").status_code == 404


def test_the_gemeente_alone_switches_on_what_sees_no_families(
    office: Office, tenant: TenantContext, gemeente_officer: Person, coordinator: Person
) -> None:
    settings = "/instellingen/plugins"
    gemeente_officer.browser.post(f"{settings}/raad/aan", page=settings)
    assert _state(office, tenant, "raad") == ("on", 0)
    assert coordinator.browser.get(settings).status_code == 403


def test_options_are_kept_and_a_secret_is_never_shown(
    office: Office, tenant: TenantContext, admin: Person
) -> None:
    page = "/instellingen/plugins/wijk"
    sent = admin.browser.post(page, {"word": "fiets", "server_token": "heel geheim"})
    assert sent.status_code == 303
    again = admin.browser.get(page).text
    assert "fiets" in again
    assert "heel geheim" not in again
    assert "Laat dit leeg" in again
    too_long = admin.browser.post(page, {"word": "x" * 300, "server_token": "nieuw geheim"})
    assert too_long.status_code == 422
    assert "nieuw geheim" not in too_long.text


@pytest.mark.usefixtures("turned_on")
def test_its_pages_menu_and_cards_are_there_where_it_is_on(
    app: Flask, office: Office, other_tenant: TenantContext, coordinator: Person,
    tenant: TenantContext,
) -> None:  # fmt: skip
    page = coordinator.browser.get("/p/wijk/")
    assert "Woord: fiets" in page.text
    week = coordinator.browser.get("/week").text
    assert "Wijkagenda" in week
    assert "Overleg van het team" in week
    with office.work(tenant) as work:
        family_id = asking(work, "Aydin")[0]
    assert "Besproken: Aydin" in coordinator.browser.get(f"/gezinnen/{family_id}").text
    next_door = hire(app, office, other_tenant, Role.COORDINATOR)
    assert next_door.browser.get("/p/wijk/").status_code == 404
    assert "Wijkagenda" not in next_door.browser.get("/week").text
    stranger = Browser(app, host_of(other_tenant))
    assert stranger.get("/p/wijk/bewaar").status_code in (302, 303, 404)


@pytest.mark.usefixtures("turned_on")
def test_a_form_of_a_plugin_is_taken_with_its_token(coordinator: Person) -> None:
    sent = coordinator.browser.post("/p/wijk/bewaar", {"word": "step"})
    assert sent.status_code == 303
    assert "Bewaard: step" in coordinator.browser.get("/p/wijk/").text


@pytest.mark.usefixtures("turned_on")
def test_a_page_that_fails_says_so_and_shows_what_was_typed(
    office: Office, tenant: TenantContext, coordinator: Person, admin: Person
) -> None:
    failed = coordinator.browser.post("/p/wijk/stuk", {"story": "lang verhaal"}, page="/week")
    assert failed.status_code == 503
    assert "doet het nu niet" in failed.text
    assert "lang verhaal" in failed.text
    assert _state(office, tenant, "wijk") == ("on", 1)
    assert "1 plugin heeft een storing" in admin.browser.get("/instellingen/plugins").text
    told = admin.browser.get("/instellingen/plugins/wijk").text
    assert "Er ging iets mis in de plugin." in told
    assert "RuntimeError" in told


@pytest.mark.usefixtures("turned_on")
def test_a_template_of_core_is_not_its_own(
    office: Office, tenant: TenantContext, coordinator: Person
) -> None:
    assert coordinator.browser.get("/p/wijk/buurman").status_code == 503
    with office.work(tenant) as work:
        assert work.session.scalars(select(PluginTrouble.kind)).one() == "nonsense"


def test_a_card_that_fails_is_left_out(
    office: Office, tenant: TenantContext, coordinator: Person
) -> None:
    with office.work(tenant) as work:
        switched_on(work, "wijk", word="stuk")
        family_id = asking(work, "Aydin")[0]
    page = coordinator.browser.get(f"/gezinnen/{family_id}")
    assert page.status_code == 200
    assert "Besproken" not in page.text
    assert _state(office, tenant, "wijk") == (str(PluginState.ON), 1)


def test_an_unknown_plugin_is_not_there(admin: Person) -> None:
    assert admin.browser.get("/instellingen/plugins/geheim").status_code == 404
    gone = admin.browser.post("/instellingen/plugins/geheim/aan", page="/instellingen/plugins")
    assert gone.status_code == 404
