"""Ids of another tenant answer exactly like ids that do not exist: status, headers and page.

Every route with an id in its address, every form with an id in its fields: found in the
application itself, so that a new one is tried without anyone thinking of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from core.accounts.policy import Place
from core.app import create_app
from core.calendar.clock import FixedClock
from core.settings import Settings
from core.web.routes import POLICIES
from core.work import Office
from tests.canary.watching import guard
from tests.figures.operators import operator_browser
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Browser, Person
from tests.neighbourhood import Neighbourhood, settle
from tests.page_forms import PageForm, Pairs, forms_of, is_id
from tests.plugin_hosts import shipped
from tests.rows import tenant_models
from tests.walking import (
    NO_IDS,
    TABLES,
    TOKENS,
    WORDS,
    Values,
    path_of,
    readable,
    values_of,
    who,
    working_values,
)

_CHANGING = re.compile(
    r'name="(?:csrf_token|concept)"[^>]*|content="[^"]+" name="csrf-token"|nonce="[^"]*"'
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# Fields that must be among those found, so that a change of the pages does not hide them all.
POSTED = {
    ("referrals.show", "coordinator_id"),
    ("referrals.show", "family_id"),
    ("families.assign", "coordinator"),
    ("families.consents", "givers"),
    ("families.note", "coupling"),
    ("families.plan", "coupling"),
    ("matching.edit_request", "child"),
    ("safety.vogs", "member"),
    ("signals.show", "member"),
    ("meldcode.start", "member"),
    ("meldcode.second", "member"),
    ("meldcode.hand_over", "member"),
}
# What these do their work on is gone afterwards, so they are the last to be tried at home.
TAKES_AWAY = {"agenda.stop_hours", "agenda.revoke_device", "duplicates.merge"}
Fields = dict[tuple[str, str], list[tuple[Person, PageForm]]]


@dataclass(frozen=True)
class World:
    """Two tenants with everything in them: A, who asks, and B, whose ids are asked for."""

    a: Neighbourhood
    b: Neighbourhood
    rules: tuple[Rule, ...]


@pytest.fixture(scope="module")
def demo(settings: Settings) -> Iterator[Flask]:
    """The application as in the demo: that has a page more, the one of a message."""
    app = create_app(replace(settings, is_demo=True), FixedClock(TODAY), shipped())
    app.testing = True
    guard(app)
    yield app
    app.extensions["office"].database.close()


@pytest.fixture(scope="module")
def world(demo: Flask, make_tenant: MakeTenant) -> World:
    office = demo.extensions["office"]
    first, second = make_tenant(), make_tenant()
    a, b = settle(demo, office, first), settle(demo, office, second)
    return World(a, b, tuple(demo.url_map.iter_rules()))


@dataclass(frozen=True)
class Found:
    """What there is to try, found before any test posts something."""

    trials: list["Trial"]
    ours: Fields
    theirs: Fields


@pytest.fixture(scope="module")
def found(world: World, demo: Flask) -> Found:
    ours, theirs = (_id_fields(world, demo, here) for here in (world.a, world.b))
    return Found(list(trials(world, demo)), ours, theirs)


def tried(world: World) -> Iterator[Rule]:
    """The rules that are tried: all with something in them but the named ones."""
    return (rule for rule in world.rules if rule.arguments and rule.endpoint not in NO_IDS)


def unknown(value: str) -> str:
    """A value of the same form that nobody has."""
    return str(uuid4()) if is_id(value) else value[:-6] + "AAAAAA"


def answer(response: TestResponse, asked: str) -> tuple[int, str, list[tuple[str, str]]]:
    """What can be told from an answer, without what was asked and what changes by itself."""
    kept = ("content-length", "set-cookie", "date", "server-timing")
    page = _CHANGING.sub("…", readable(response)).replace(asked, "…")
    headers = [
        (name, _CHANGING.sub("…", value).replace(asked, "…"))
        for name, value in response.headers
        if name.lower() not in kept
    ]
    return response.status_code, page, headers


def csrf(browser: Browser) -> str:
    """A token that this browser may post with."""
    found = _TOKEN.search(browser.get("/inloggen").text) or _TOKEN.search(
        browser.get("/wachtwoord").text
    )
    assert found
    return found[1]


def post(browser: Browser, path: str, values: list[tuple[str, str]], token: str) -> TestResponse:
    """Post values as they are, with a token that holds."""
    data: dict[str, list[str]] = {"csrf_token": [token]}
    for name, value in values:
        if name != "csrf_token":
            data.setdefault(name, []).append(value)
    return browser.client.post(path, data=data, base_url=f"http://{browser.host}")


def digest(superuser: Engine, here: Neighbourhood) -> dict[str, str]:
    """What stands in every table of a tenant; a login only notes when it was seen."""
    seen = {}
    with superuser.connect() as connection:
        for model in tenant_models():
            table = model.__table__.fullname  # type: ignore[attr-defined]
            query = f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY id), '')) FROM {table} t"
            where = {"id": here.tenant.id}
            if model.__tablename__ != "account_session":
                seen[table] = connection.scalar(text(f"{query} WHERE tenant_id = :id"), where)
    return seen


def typed(rule: Rule, values: Values, page: str) -> Pairs:
    """What the form on a page would post to its own address."""
    path = path_of(rule, values)
    forms = [form for form in forms_of(page, path, TODAY.isoformat()) if form.action == path]
    return forms[0].values if forms else []


@dataclass(frozen=True)
class Trial:
    """A request that works in B, and how to ask for the same in A."""

    rule: Rule
    own: Values
    values: Values
    typed: Pairs

    def mixes(self) -> Iterator[tuple[Values, Values]]:
        """Ids of B, alone and beside ids of A; and the same with ids that nobody has."""
        names = [name for name in self.values if name not in WORDS]
        for chosen in [names, *([name] for name in names if len(names) > 1)]:
            foreign = {name: self.values[name] for name in chosen}
            missing = {name: unknown(value) for name, value in foreign.items()}
            yield {**self.own, **foreign}, {**self.own, **missing}


def trials(world: World, app: Flask) -> Iterator[Trial]:
    for rule in tried(world):
        assert rule.methods
        if "GET" in rule.methods:
            found = working_values(rule, world.b, who(rule, app, world.b))
            assert found, f"{rule.rule} opens for nobody in its own tenant"
            [(_person, values, page)] = found
            [(_person, own, _page)] = working_values(rule, world.a, who(rule, app, world.a))
            yield Trial(rule, own, values, typed(rule, values, page))
        else:
            yield Trial(rule, next(values_of(rule, world.a)), next(values_of(rule, world.b)), [])


def test_every_rule_with_ids_is_tried(world: World) -> None:
    known = {rule.endpoint for rule in world.rules if rule.arguments}
    assert set(NO_IDS) <= known
    assert set(TOKENS) <= known
    strange = {
        f"{rule.rule}: {name}"
        for rule in tried(world)
        for name in rule.arguments - set(WORDS)
        if rule.endpoint not in TOKENS and name not in TABLES
    }
    assert not strange, "say in TABLES or TOKENS where these ids come from, or in NO_IDS why not"
    empty = {name for name in TABLES.values() if not world.b.ids[name]}
    assert not empty, "the neighbourhood has none of these"


def test_foreign_ids_in_forms_answer_like_unknown_ones(
    world: World, found: Found, superuser: Engine
) -> None:
    ours, theirs = found.ours, found.theirs
    assert set(ours) == set(theirs) >= POSTED
    before = [digest(superuser, here) for here in (world.a, world.b)]
    differing = []
    for name, [(person, form), *_] in ours.items():
        foreign = _ids_of(theirs[name][0][1], name[1])[0]
        token = csrf(person.browser)
        one, other = (
            answer(post(person.browser, form.action, form.with_value(name[1], v), token), v)
            for v in (foreign, str(uuid4()))
        )
        if one != other or one[0] < 400:
            differing.append((name, one[0], other[0]))
    assert not differing
    assert [digest(superuser, here) for here in (world.a, world.b)] == before
    # The last first: giving a family another role closes what later forms are about.
    not_taken = [
        name
        for name, ways in reversed(theirs.items())
        if not any(_taken(*way, name[1]) for way in ways)
    ]
    assert not not_taken, "their own ids do not work in these forms either"


def _id_fields(world: World, app: Flask, here: Neighbourhood) -> Fields:
    """Every field with ids in any form of a tenant: (rule, field), with one form that has it."""
    found: Fields = {}
    for rule in world.rules:
        if rule.endpoint in (*NO_IDS, *TOKENS) or not _is_form(rule, app):
            continue
        for person, values, page in _opened(rule, app, here):
            path = path_of(rule, values)
            for form in forms_of(page, path, TODAY.isoformat()):
                for name in form.id_fields:
                    found.setdefault((rule.endpoint, name), []).append((person, form))
    return found


def _is_form(rule: Rule, app: Flask) -> bool:
    policy = app.extensions[POLICIES].get(rule.endpoint)
    return bool(policy and policy.place is Place.TENANT and "GET" in (rule.methods or ()))


def _opened(rule: Rule, app: Flask, here: Neighbourhood) -> list[tuple[Person, Values, str]]:
    [person, *_] = who(rule, app, here)
    if not rule.arguments:
        return [(person, {}, readable(person.browser.get(rule.rule)))]
    ways = list(values_of(rule, here))
    # Some from all over: the first families are new, the last ones are coupled.
    return working_values(rule, here, [person], ways[:: max(1, len(ways) // 4)], most=4)


def _ids_of(form: PageForm, name: str) -> list[str]:
    return [value for value in form.offered[name] if is_id(value)]


def _taken(person: Person, form: PageForm, name: str) -> bool:
    """Whether an id of its own is taken in a form, where an unknown one is not."""
    own, token = _ids_of(form, name)[0], csrf(person.browser)
    missing, taken = (
        answer(post(person.browser, form.action, form.with_value(name, value), token), value)
        for value in (str(uuid4()), own)
    )
    return missing[0] >= 400 and (taken[0] == 303 or taken != missing)


def test_a_foreign_coupling_in_a_query_is_not_known(world: World) -> None:
    browser, token = world.a.coordinator.browser, "koppeling"
    path = f"/gezinnen/{world.a.ids['family'][-1]}/contact"
    pages = [
        answer(browser.get(path, query_string={token: str(asked)}), str(asked))
        for asked in (world.b.ids["coupling"][0], uuid4())
    ]
    assert pages[0] == pages[1]


def test_a_mark_of_a_sending_holds_in_its_own_tenant_only(world: World, demo: Flask) -> None:
    """The hidden mark of a public form, with which one sending is known again."""
    asked = {"verzending": world.b.tokens["submission"], "stap": "versturen"}
    told = {
        "first_name": "Samira", "contact": "0612345678", "message_safe": "ja", "language": "nl",
        "postcode4": "3911", "wishes": "regular_place", "consent": "1",
    }  # fmt: skip
    pages = []
    for mark in (asked["verzending"], unknown(asked["verzending"])):
        browser = Browser(demo, f"{world.a.tenant.slug}.localhost")
        shown = browser.post("/ik-zoek-steun", {**told, **asked, "verzending": mark})
        pages.append((shown.status_code, shown.text.count("kenmerk")))
    assert pages[0] == pages[1]
    assert pages[0][0] == 422


@pytest.mark.parametrize("path", ["/start", "/week", "/gezinnen", "/medewerkers", "/cijfers"])
def test_a_login_of_another_tenant_is_nobody(world: World, demo: Flask, path: str) -> None:
    token = _cookie(world.b.admin.browser)
    browser = Browser(demo, f"{world.a.tenant.slug}.localhost")
    stranger = answer(browser.get(path), "-")
    browser.log_in(token)
    assert answer(browser.get(path), "-") == stranger
    assert stranger[0] == 302
    assert world.b.admin.browser.get("/medewerkers").status_code == 200


def test_a_login_of_the_console_is_nobody_at_a_tenant_and_the_reverse(
    world: World, demo: Flask
) -> None:
    office: Office = demo.extensions["office"]
    operator = operator_browser(demo, office)
    visitor = Browser(demo, f"{world.a.tenant.slug}.localhost")
    visitor.log_in(_cookie(operator))
    assert visitor.get("/medewerkers").status_code == 302
    assert operator.get("/gemeenten").status_code == 200
    at_console = Browser(demo, office.settings.console_host)
    at_console.log_in(_cookie(world.a.admin.browser))
    assert at_console.get("/gemeenten").status_code == 302


def _cookie(browser: Browser) -> str:
    cookie = browser.client.get_cookie(browser.cookie, domain=browser.host)
    assert cookie is not None
    return cookie.value


def test_foreign_ids_answer_like_missing_ones(
    world: World, found: Found, demo: Flask, superuser: Engine
) -> None:
    before = [digest(superuser, here) for here in (world.a, world.b)]
    differing: list[str] = []
    for trial in found.trials:
        for person in who(trial.rule, demo, world.a):
            differing += _differences(trial, person)
    assert not differing
    assert [digest(superuser, here) for here in (world.a, world.b)] == before
    in_order = sorted(found.trials, key=lambda trial: trial.rule.endpoint in TAKES_AWAY)
    unreached = [trial.rule.rule for trial in in_order if not _reached(trial, demo, world.b)]
    assert not unreached, "the same request does not get anywhere in its own tenant"


def _differences(trial: Trial, person: Person) -> Iterator[str]:
    browser, token = person.browser, csrf(person.browser)
    for foreign, missing in trial.mixes():
        theirs, nobodys = (path_of(trial.rule, values) for values in (foreign, missing))
        for method in sorted({"GET", "POST"} & (trial.rule.methods or set())):
            if method == "GET":
                answers = browser.get(theirs), browser.get(nobodys)
            else:
                told = [post(browser, path, trial.typed, token) for path in (theirs, nobodys)]
                answers = told[0], told[1]
            one, other = answer(answers[0], theirs), answer(answers[1], nobodys)
            if one != other or one[0] not in (404, 410):
                role = person.account.role
                yield f"{method} {trial.rule.rule} as {role}: {one[0]}, not {other[0]}"


def _reached(trial: Trial, app: Flask, here: Neighbourhood) -> bool:
    """Whether it is found in its own tenant: done, or refused for another reason."""
    if "POST" not in (trial.rule.methods or set()):
        return True
    path = path_of(trial.rule, trial.values)
    # A restricted file is open to one coordinator, and to no admin.
    return any(
        post(person.browser, path, trial.typed, csrf(person.browser)).status_code
        in (200, 302, 303, 422)
        for person in reversed(who(trial.rule, app, here))
    )
