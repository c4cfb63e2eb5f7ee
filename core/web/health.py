"""Is the process there, can it work, and what was measured of it."""

import hmac

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core.metrics import exposition
from core.web.routes import office
from tenants.at_head import is_at_head

blueprint = Blueprint("health", __name__)
_WORKERS_ALIVE = text(
    "SELECT EXISTS (SELECT FROM jobs.procrastinate_workers"
    " WHERE last_heartbeat > now() - interval '60 seconds')"
)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and is migrated; without a worker we are degraded, not down."""
    try:
        with office().database.registry() as session:
            connection = session.connection()
            if not is_at_head(connection):
                return _not_ready("migrations are not at head: run `buurtgezinnen db upgrade`")
            worker = bool(connection.execute(_WORKERS_ALIVE).scalar())
    except SQLAlchemyError:
        return _not_ready("the database does not answer")
    return jsonify(status="ok" if worker else "degraded", worker=worker)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Times and counts for Prometheus, for who has METRICS_TOKEN; else the page is not there."""
    token = office().settings.metrics_token
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(said.encode(), token.encode()):
        abort(404)
    with office().database.registry() as session:
        return Response(exposition(session), content_type=CONTENT_TYPE_LATEST)


def _not_ready(reason: str) -> Response:
    response = jsonify(status="down", reason=reason)
    response.status_code = 503
    return response
