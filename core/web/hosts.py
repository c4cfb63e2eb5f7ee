"""Which host was asked: a tenant's, the console's, or none of ours."""

from flask import Flask, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from core.web.routes import office
from tenants.context import TenantState
from tenants.directory import find_by_host

HOSTLESS = frozenset(
    {"health.healthz", "health.readyz", "health.metrics", "look.asset", "theme.theme_css"}
)


def find_host() -> BaseResponse | None:
    """Put the tenant of this host in `g`, or answer a plain 404 (suspended: 503)."""
    g.tenant, g.is_console, g.account, g.operator, g.work = None, False, None, None, None
    if request.endpoint in HOSTLESS:
        return None
    if b"%00" in request.query_string or "\0" in request.path:
        abort(400)  # PostgreSQL takes no text with a NUL; forms drop it
    host = request.host.partition(":")[0].lower()
    settings = office().settings
    if host == settings.console_host:
        g.is_console = True
        return redirect(url_for("console.tenants")) if request.path == "/" else None
    with office().database.looking_up() as session:
        tenant = find_by_host(session, host, settings.base_domain)
    if tenant is None or tenant.state is TenantState.CLOSED:
        return Response("Niet gevonden\n", 404, mimetype="text/plain")
    if not tenant.is_open:
        return Response(
            "Deze omgeving is nu gesloten. Neem contact op met de organisatie.\n",
            503,
            mimetype="text/plain",
        )
    g.tenant = tenant
    return None


def register(app: Flask) -> None:
    """Look at the host before anything else."""
    app.before_request(find_host)
