"""Where suppliers post: signed messages, answered in JSON."""

import json

from flask import Response, request
from werkzeug.exceptions import BadRequest, ServiceUnavailable, Unauthorized
from werkzeug.exceptions import NotFound as PageNotFound

from core.accounts.policy import PUBLIC
from core.errors import Refused
from core.extension.suppliers import Unwelcome
from core.plugins.running import PluginFailed, find
from core.suppliers.inbound import receive_posted
from core.suppliers.routes import api_routes as routes
from core.web.errors import problem
from core.work import Work

MOST_BYTES = 1024 * 1024


@routes.action("/api/v1/leveranciers/<supplier>", PUBLIC, max_body=MOST_BYTES)
def take(work: Work, supplier: str) -> Response:
    """Take what a supplier sends; the same message once more gets the same answer."""
    found = find(work, "supplier_integrations", supplier)
    if found is None or found[1].receive is None:
        return problem(PageNotFound())
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        new = receive_posted(work, *found, request.get_data(cache=False), headers)
    except Unwelcome:
        return problem(Unauthorized())
    except Refused:
        return problem(BadRequest())
    except PluginFailed:
        return problem(ServiceUnavailable())
    answer = json.dumps({"nieuw": new})
    return Response(answer, 202, mimetype="application/json")


__all__ = ["routes"]
