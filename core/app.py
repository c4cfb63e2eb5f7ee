"""The only assembler: everything that makes the application, readable in one sitting."""

from datetime import timedelta

from flask import Flask, g
from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from core import logs, metrics
from core.accounts import views as accounts
from core.agenda import views as agenda
from core.attachments import views as attachments
from core.calendar.clock import Clock, FixedClock, SystemClock
from core.caseload import views as caseload
from core.channels import api as channels_api
from core.channels import views as channels
from core.console import login_views as console_door
from core.console import views as console
from core.couplings import views as couplings
from core.cover import views as cover
from core.drafts import views as drafts
from core.duplicates import views as duplicates
from core.evaluations import views as evaluations
from core.exporting import views as exporting
from core.extension.host import Host
from core.family_file import views as family_file
from core.figures import views as figures
from core.funding import views as funding
from core.handovers import views as handovers
from core.importing import views as importing
from core.intake import views as intake
from core.lessons import views as lessons
from core.licences import views as licences
from core.mail import views as mail
from core.matching import views as matching
from core.meldcode import views as meldcode
from core.method_page import views as method_page
from core.network import views as network
from core.overview import views as overview
from core.plugins import views as plugins
from core.plugins.mounting import mount
from core.programme import views as programme
from core.public import views as public
from core.recruiting import outreach_views as outreach
from core.recruiting import public_views as search_profiles
from core.recruiting import views as recruiting
from core.referrals import views as referrals
from core.safety import views as safety
from core.search import views as search
from core.settings import Settings
from core.signals import views as signals
from core.suppliers import api_views as suppliers_api
from core.suppliers import views as suppliers
from core.undo import views as undo
from core.web import bodies, context, draft_bar, health, hosts, locales, refusals, theme_views
from core.web.look import dress
from core.web.routes import require_policies
from core.week import views as week
from core.work import Office
from tenants.database import Database

CAPABILITIES = (
    public,
    search_profiles,
    outreach,
    accounts,
    caseload,
    referrals,
    family_file,
    duplicates,
    intake,
    safety,
    attachments,
    signals,
    meldcode,
    matching,
    recruiting,
    couplings,
    evaluations,
    cover,
    week,
    network,
    channels,
    channels_api,
    lessons,
    agenda,
    figures,
    licences,
    funding,
    overview,
    programme,
    method_page,
    plugins,
    search,
    importing,
    exporting,
    handovers,
    suppliers,
    suppliers_api,
    drafts,
    undo,
    mail,
    console,
    console_door,
)
MAX_BODY = 2 * 1024 * 1024


def create_app(
    settings: Settings, clock: Clock | None = None, plugins: Host | None = None
) -> Flask:
    """Assemble the application with all installed plugins, or with these.

    Raises RouteWithoutPolicy when a route declares none.
    """
    app = Flask(__name__, static_folder=None)
    app.extensions["office"] = make_office(settings, clock, plugins)
    _configure(app, settings)
    # Before the checks of the libraries, which answer as a tenant and read the body.
    for part in (logs, metrics, hosts, bodies):
        part.register(app)
    _add_libraries(app, app.extensions["office"].plugins)
    dress(app)
    for part in (context, refusals, draft_bar):
        part.register(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(theme_views.blueprint)
    for capability in CAPABILITIES:
        capability.routes.register(app)
    mount(app, app.extensions["office"].plugins)
    require_policies(app, without=hosts.HOSTLESS)
    return app


def make_office(
    settings: Settings, clock: Clock | None = None, plugins: Host | None = None
) -> Office:
    """The door to the database, settings, clock and plugins, for the web, jobs and commands."""
    database = Database(
        settings.database_url,
        pool_size=settings.pool_size,
        pooled=settings.database_pooled,
        reporting_url=settings.reporting_database_url,
    )
    chosen = clock or (FixedClock(settings.today) if settings.today else SystemClock())
    return Office(database, settings, chosen, Host().discover() if plugins is None else plugins)


def _configure(app: Flask, settings: Settings) -> None:
    prefix = "__Host-" if settings.secure_cookies else ""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY,
        LOGIN_COOKIE=f"{prefix}buurt-login",
        PARKED_COOKIE=f"{prefix}buurt-concept",
        LANGUAGE_COOKIE=f"{prefix}buurt-taal",
        SESSION_COOKIE_NAME=f"{prefix}buurt-form",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=locales.DUTCH,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]


def _add_libraries(app: Flask, plugins: Host) -> None:
    # Ours come last: what stands in two catalogs is said in the words of the last one.
    folders = [str(loaded.folder / "translations") for loaded in plugins if loaded.folder]
    said_in = ";".join([*folders, "translations"])
    Babel(app, default_translation_directories=said_in, locale_selector=locales.choose)
    CSRFProtect(app)
    logins = LoginManager(app)
    logins.session_protection = None  # our own sessions are kept in the database
    logins.request_loader(lambda _request: g.get("account"))
