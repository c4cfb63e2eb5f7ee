"""The canaries: nothing of a tenant is heard anywhere else, and the ears really hear.

Every web test listens (`no_canary_is_heard`). Here each route is walked next door to the
canaries, by every role; and with both fences down the same walk is heard to leak.
"""

import base64
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from email.message import EmailMessage

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, create_engine, event, select, text
from werkzeug.test import TestResponse

from core.accounts.policy import Place
from core.app import create_app
from core.calendar.clock import FixedClock
from core.cli import main
from core.jobs.worker import run_worker
from core.mail.letters import SmtpMailer
from core.mail.sending import deliver
from core.mail.services import send_mail
from core.recruiting.models import ProfileChannel
from core.settings import Settings
from core.tasks import TASKS
from core.web.routes import POLICIES
from core.work import Office
from tenants import session as fence
from tenants.context import TenantContext
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.provisioning import create_tenant
from tenants.roles import APPLICATION
from tenants.session import TenantSession
from tests.canary.birds import MARKS, SHARED_STORY, Nest, hatch
from tests.canary.finding import says, texts_of, texts_of_header, texts_of_mail
from tests.canary.watching import WATCH, Watch, guard
from tests.databases import TestDatabases
from tests.figures.operators import operator_browser
from tests.fixtures_database import MakeTenant, a_programme
from tests.fixtures_web import TODAY, Browser, Person
from tests.handovers.moving import set_out
from tests.mail.servers import mail_server
from tests.neighbourhood import Neighbourhood, answer_profile, settle
from tests.rows import tenant_models
from tests.walking import NO_IDS, ONWARD, path_of, values_of

MARK = MARKS[0]
HTML = "text/html"
Nests = tuple[Nest, ...]

# What a page of a canary need not say, and why.
SILENT = {
    **NO_IDS,
    **dict.fromkeys(ONWARD, "it only leads to another page"),
    **dict.fromkeys(
        ("public.home", "public.ask", "public.offer", "public.refer", "public.confirmation",
         "signals.sent", "public.status", "public.privacy", "public.accessibility",
         "suppliers.fetch_package", "accounts.log_in",
         "accounts.ask_reset", "accounts.reset_password"),
        "a page for everyone",
    ),
    "agenda.appointment_file": "it names nobody and no place",
    "mail.message": "its text is shown in the demo only",
    "couplings.contract": "read by its own test",
    "matching.handbook": "a page of instructions; its numbers are of the method",
    **dict.fromkeys(
        ("matching.weights", "recruiting.advice", "programme.terms", "programme.inhabitants",
         "programme.mails", "programme.save_logo", "plugins.overview", "figures.show",
         "method_page.show", "licences.documents", "licences.follow_method", "overview.show"),
        "numbers, and words of the house",
    ),
    **dict.fromkeys(
        ("accounts.change_password", "accounts.invite", "exporting.start", "funding.new_funder",
         "funding.write_story", "handovers.decline", "lessons.note", "network.import_list",
         "network.new_partner", "referrals.new"),
        "an empty form",
    ),
    **dict.fromkeys(
        ("handovers.arrivals", "meldcode.mine"), "a list of what is another's, or nobody's here"
    ),
    "search.show": "nothing was asked; asked by its own test",
    "network.template": "an example file for everyone",
    "search.suggestions": "nothing was asked; asked by its own test",
}  # fmt: skip


@pytest.fixture(scope="module")
def neighbour(app: Flask, office: Office, make_tenant: MakeTenant) -> Neighbourhood:
    """A tenant like the canaries: families with the same names and the same phone numbers."""
    return settle(app, office, make_tenant())


def walk(app: Flask, here: Neighbourhood, browser: Browser) -> Iterator[tuple[str, int, str]]:
    """GET every page of a tenant, with its own ids: the endpoint, the status and the text."""
    for rule in app.url_map.iter_rules():
        policy = app.extensions[POLICIES].get(rule.endpoint)
        if not policy or policy.place is not Place.TENANT or "GET" not in (rule.methods or ()):
            continue
        plain = not rule.arguments or (rule.endpoint in NO_IDS and "kind" not in rule.arguments)
        ways = [{}] if plain else values_of(rule, here)
        for values in list(ways)[-2:]:
            path = rule.rule if not values else path_of(rule, values)
            shown = browser.get(path)
            yield rule.endpoint, shown.status_code, " ".join(texts_of(_told(shown)))


def _told(shown: TestResponse) -> bytes:
    """What a page itself tells: the name of who reads it stands above every page."""
    data = shown.get_data()
    page = re.search(rb"<main.*</main>", data, re.DOTALL) if shown.mimetype == HTML else None
    return page[0] if page else data


# The ears --------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("way", ["plain", "short", "html", "address", "json", "base64"])
def test_a_mark_is_heard_in_every_dress(way: str, before: str) -> None:
    said = f"{before}{MARK} Aydin <b>"
    dressed = {
        "plain": said.upper(),
        "short": f"{before}{MARK[:4]}",
        "html": said.replace("~", "&#126;"),
        "address": said.replace("~", "%7E"),
        "json": said.replace("~", "\\u007e"),
        "base64": base64.b64encode(said.encode()).decode(),
    }[way]
    assert any(says(MARK, text) for text in texts_of(dressed.encode()))
    assert not any(says(MARKS[1], text) for text in texts_of(dressed.encode()))


def test_a_mark_is_heard_in_archives() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gezin.json.gz", gzip.compress(MARK.encode()))
    assert MARK.encode() not in packed.getvalue()
    assert any(says(MARK, text) for text in texts_of(packed.getvalue()))


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
def test_a_mark_is_heard_in_mail(encoding: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = f"é {MARK}"
    mail.set_content("niets")
    assert any(says(MARK, text) for text in texts_of_mail(mail.as_bytes()))
    mail.replace_header("Subject", "niets")
    assert not any(says(MARK, text) for text in texts_of_mail(mail.as_bytes()))
    mail.set_content(f"é {MARK}" if encoding != "7bit" else MARK, cte=encoding)
    assert any(says(MARK, text) for text in texts_of_mail(mail.as_bytes()))


def test_a_mark_is_heard_in_a_packed_cookie(app: Flask) -> None:
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = signer.dumps({"_flashes": [("ok", f"{MARK} " * 40)]})
    assert cookie.startswith(".")
    assert any(says(MARK, text) for text in texts_of_header(f"buurt-form={cookie}; Path=/"))


def test_a_mark_is_heard_in_the_contract(app: Flask, canaries: Nests) -> None:
    here = canaries[0].here
    [rule] = [r for r in app.url_map.iter_rules() if r.endpoint == "couplings.contract"]
    answers = [here.admin.browser.get(path_of(rule, v)) for v in values_of(rule, here)]
    papers = [answer.get_data() for answer in answers if answer.mimetype == "application/pdf"]
    assert papers
    for paper in papers:
        _raw, _title, *pages = texts_of(paper)
        assert any(says(MARK, page) for page in pages)


def test_a_mark_is_heard_on_the_paper_and_in_the_picture_of_a_search_profile(
    app: Flask, canaries: Nests
) -> None:
    """In the pages themselves, not only in the titles of the files."""
    here = canaries[0].here
    visitor = Browser(app, f"{here.tenant.slug}.localhost")
    place = f"/zoekprofielen/{here.tokens['profile']}"
    for paper in ("poster", "flyer"):
        _raw, _title, *pages = texts_of(visitor.get(f"{place}/{paper}.pdf").get_data())
        assert any(says(MARK, page) for page in pages), paper
    picture = visitor.get(f"{place}/beeld.png")
    assert picture.mimetype == "image/png"
    assert any(says(MARK, told) for told in texts_of(picture.get_data()))


def test_its_own_pages_say_it(app: Flask, canaries: Nests) -> None:
    here = canaries[0].here
    said: dict[str, bool] = {}
    for endpoint, status, shown in walk(app, here, here.admin.browser):
        if status == 200:
            said[endpoint] = said.get(endpoint, False) or says(MARK, shown)
    silent = {endpoint for endpoint, heard in said.items() if not heard}
    assert silent <= set(SILENT)
    assert len(said) - len(silent) > 30


def test_the_search_finds_its_own(app: Flask, canaries: Nests) -> None:
    for path in ("/zoeken", "/zoeken/suggesties"):
        found = canaries[0].here.admin.browser.get(path, query_string={"q": MARK})
        assert any(says(MARK, text) for text in texts_of(found.get_data()))


def test_a_leak_makes_noise(app: Flask, canaries: Nests) -> None:
    """Nobody is deaf: a page, a header, a log line, a command and a mail elsewhere are heard."""
    watch, leaking = Watch([nest.canary for nest in canaries]), Flask("leaking")
    leaking.add_url_rule("/", "page", lambda: (f"<p>{MARK}</p>", {"X-Name": MARK}))
    leaking.add_url_rule("/id", "id", lambda: str(min(canaries[0].canary.ids)))
    guard(leaking, watch)
    for path, told in (("/", 2), ("/id", 1)):
        leaking.test_client().get(path, base_url="http://elsewhere.localhost")
        assert len(watch.take()) == told
    leaking.test_client().get("/", base_url=f"http://{canaries[0].canary.slug}.localhost")
    assert not watch.take()
    app.logger.warning("about %s", MARK)
    assert WATCH.take() == ["Kanarie 0 is heard in the log of core.app"]


# Next door -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["coordinator", "admin", "officer", "visitor"])
def test_next_door_hears_nothing(
    app: Flask, neighbour: Neighbourhood, canaries: Nests, role: str
) -> None:
    visitor = Browser(app, f"{neighbour.tenant.slug}.localhost")
    person: Person | None = getattr(neighbour, role, None)
    browser = person.browser if person else visitor
    statuses = [status for _endpoint, status, _text in walk(app, neighbour, browser)]
    assert statuses.count(200) > {"coordinator": 50, "admin": 50}.get(role, 5)
    theirs = canaries[0].here.tokens["profile"]
    for page in ("", "/poster.pdf", "/flyer.pdf", "/beeld.png"):
        assert browser.get(f"/zoekprofielen/{theirs}{page}").status_code == 410
    assert browser.get(f"/k/{theirs}").status_code == 410
    for path in ("/bestaat-niet", "/gezinnen/x", "/uitloggen", "/gezinnen?naam=a&wie=alle",
        "/zoeken?q=aydin", "/zoeken/suggesties?q=0612345678"):  # fmt: skip
        browser.get(path)
    assert WATCH.take() == []


def test_the_console_hears_nothing(app: Flask, office: Office, canaries: Nests) -> None:
    browser = operator_browser(app, office)
    for path in ("/gemeenten", "/landelijk", "/gemeenten?zoek=kanarie", "/console/inloggen", "/x"):
        browser.get(path)
    assert canaries
    assert WATCH.take() == []


def test_the_console_reads_what_was_shared_and_no_other_story(
    app: Flask, office: Office, canaries: Nests
) -> None:
    """The story that both families let go says no mark; those that stay at home do."""
    shown = operator_browser(app, office).get("/landelijk/verhalen").text
    assert SHARED_STORY in shown
    visitor = Browser(app, f"{canaries[0].canary.slug}.localhost")
    assert any(says(MARK, told) for told in texts_of(visitor.get("/verhalen").get_data()))
    assert WATCH.take() == []


@pytest.mark.parametrize(
    "words",
    [
        "tenant list",
        "figures --national --json",
        "audit verify --tenant {slug}",
        "figures --tenant {slug}",
    ],
)
def test_commands_say_nothing(
    canaries: Nests, settings: Settings, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = base64.urlsafe_b64encode(settings.master_key.secret).decode()
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("MASTER_KEY", key)
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)
    slug = canaries[0].canary.slug
    done = CliRunner().invoke(main, words.format(slug=slug).split())
    assert done.exit_code == 0, done.output
    assert WATCH.take() == []


def test_mail_next_door_says_nothing(
    office: Office, neighbour: Neighbourhood, canaries: Nests
) -> None:
    """By the worker, with all that waits; and a canary's own mail is heard, but in its name."""
    with office.work(canaries[0].here.tenant) as work:
        send_mail(work, "test", "anna@voorbeeld.example", "Onderwerp", f"Dag {MARK} é")
        channel_id = work.session.scalars(select(ProfileChannel.id)).first()
        assert channel_id
        answer_profile(work, channel_id, f"{MARK} zoekt een gezin", MARK)
    before = WATCH.sung["a mail"]
    with mail_server() as (url, inbox):
        sending = Office(office.database, replace(office.settings, smtp_url=url), office.clock)
        run_worker(sending, TASKS, wait=False)
    assert {neighbour.tenant.name, "Kanarie 0"} <= {
        str(mail["From"]).partition('"')[2].partition('"')[0].removeprefix("Buurtgezinnen ")
        or str(mail["From"]).partition(" <")[0].removeprefix("Buurtgezinnen ")
        for mail in inbox.taken
    }
    assert WATCH.sung["a mail"] > before
    thanks = [mail for mail in inbox.taken if mail["To"] == "bram@voorbeeld.example"]
    of_canary = [one for one in thanks if any(says(MARK, told) for told in texts_of_mail(one))]
    assert len(of_canary) == 2  # one who answers now, and one who says: not now
    assert WATCH.take() == []


def test_mail_with_a_strangers_text_is_heard(
    office: Office, tenant: TenantContext, canaries: Nests
) -> None:
    assert canaries
    with office.work(tenant) as work, mail_server() as (url, _inbox):
        message_id = send_mail(work, "test", "anna@voorbeeld.example", "Onderwerp", f"Dag {MARK}")
        deliver(work, message_id, SmtpMailer(url, "van@voorbeeld.example", "voorbeeld.example"))
        work.session.rollback()
    assert WATCH.take() == [
        "Kanarie 0 is heard in a mail",
        "Kanarie 0 is heard in the sealed Message.body",
    ]


def test_a_hand_over_is_heard_by_its_receiver_only(
    app: Flask, office: Office, make_tenant: MakeTenant, canaries: Nests, superuser: Engine
) -> None:
    """What a canary hands over passes as noise; who opens it hears the canary, and nobody else."""
    here, receiver = canaries[0].here, make_tenant()
    road = set_out(app, office, here.tenant, receiver, mark=MARK)
    handover_id = road.send()
    road.deliver(handover_id)
    with superuser.connect() as connection:
        query = text("SELECT parcel, t::text FROM tenant.handover_arrival t WHERE id = :id")
        [parcel, told] = connection.execute(query, {"id": handover_id}).one()
    for said in (bytes(parcel), told.encode()):
        assert not any(says(MARK, one) for one in texts_of(said))
    browser = road.receiver.browser
    for path in ("/aanmeldingen", "/aanmeldingen/overdrachten", "/week", "/gezinnen?wie=alle"):
        browser.get(path)
    assert WATCH.take() == []
    browser.get(f"/aanmeldingen/overdrachten/{handover_id}")
    assert WATCH.take()


# With the fences down --------------------------------------------------------------------------


@pytest.fixture
def own_database(
    databases: TestDatabases, throw_away: str, settings: Settings, master_key: MasterKey
) -> Iterator[tuple[Callable[[], list[str]], Engine]]:
    """A walk past the pages of a canary's neighbour, in a database of this test alone."""
    url = databases.server.url(APPLICATION, throw_away)
    superuser = create_engine(databases.server.url("postgres", throw_away))
    app = create_app(replace(settings, database_url=url), FixedClock(TODAY))
    office: Office = app.extensions["office"]
    founding, watch = Database(url), Watch()
    guard(app, watch)
    with WATCH.deaf():
        first, second = (create_tenant(founding, master_key, a_programme()) for _time in range(2))
        nest = hatch(app, office, superuser, first, MARK)
        here = settle(app, office, second)
        watch.canaries.append(nest.canary)

        def heard() -> list[str]:
            for rule in app.url_map.iter_rules():
                if not rule.arguments and "GET" in (rule.methods or ()):
                    here.admin.browser.get(rule.rule)
            return watch.take()

        yield heard, superuser
    for one in (founding, office.database):
        one.close()
    superuser.dispose()


@contextmanager
def no_policy(superuser: Engine) -> Iterator[None]:
    _switch(superuser, "DISABLE")
    yield
    _switch(superuser, "ENABLE")


def _switch(superuser: Engine, way: str) -> None:
    with superuser.begin() as connection:
        for model in tenant_models():
            table = model.__table__.fullname  # type: ignore[attr-defined]
            connection.execute(text(f"ALTER TABLE {table} {way} ROW LEVEL SECURITY"))


@contextmanager
def no_criterion() -> Iterator[None]:
    event.remove(TenantSession, "do_orm_execute", fence._fence_statements)
    try:
        yield
    finally:
        event.listen(TenantSession, "do_orm_execute", fence._fence_statements)


def test_either_fence_holds_alone_and_without_both_it_is_heard(
    own_database: tuple[Callable[[], list[str]], Engine],
) -> None:
    heard, superuser = own_database
    assert heard() == []
    with no_policy(superuser):
        assert heard() == []
    with no_criterion():
        assert heard() == []
    with ExitStack() as fences:
        fences.enter_context(no_policy(superuser))
        fences.enter_context(no_criterion())
        leaks = heard()
    for page in ("/gezinnen", "/aanmeldingen", "/koppelingen", "/medewerkers"):
        assert any(leak.endswith(page) for leak in leaks), page
