"""The API of channels: a program posts a sign-up, with the channel's token.

It answers as the Dutch API design rules ask: problem documents, an API-Version, nothing personal
in an address. What it takes is JSON without any BSN: that is taken out before anything else looks
at it, and the answer says so.
"""

import hashlib
import json
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID, uuid5

from flask import Response, current_app, request

from core.accounts.policy import PUBLIC
from core.channels.standing import Standing, channel_at, take_message
from core.channels.stripping import Stripped, Unreadable, strip
from core.errors import Refused
from core.extension.channels import TOKEN, BadBody, Door
from core.plugins.running import PluginFailed
from core.referrals.letters import status_address
from core.referrals.models import Referral
from core.web.errors import API_PREFIX, RETRY_AFTER, problem_of
from core.web.explanations import explain
from core.web.routes import Routes
from core.web.throttle import WINDOW_SECONDS, Throttle
from core.wording import _
from core.work import PUBLIC_ACTOR, Work

API_VERSION: Final = "1.0.0"
MOST_BYTES: Final = 256 * 1024
MOST_WRONG_TOKENS: Final = 20
LONGEST_KEY: Final = 255
_SENDINGS: Final = UUID("6d7c5f43-0c1b-5e0c-8a0c-3f3f4f9f2b71")
_COUNTER: Final = "channel_token_throttle"

routes = Routes("api", __name__, for_programs=True)


class Problem(Exception):
    """The message is not taken; `response` is the problem document that says why."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


@routes.page("/api/v1/aanmeldingen/<channel>", PUBLIC, ("POST",), MOST_BYTES)
def sign_up(work: Work, channel: str) -> Response:
    """Take in what a program posts; the same message twice is one sign-up."""
    work.actor = PUBLIC_ACTOR
    standing = channel_at(work, channel, Door.API)
    try:
        _check_token(work, standing)
        message = _message()
        referral = work.find(Referral, _taken(work, standing, message))
    except Problem as no:
        return no.response
    return _receipt(work, referral, message)


def _check_token(work: Work, standing: Standing) -> None:
    """Whether the token is the channel's; after many wrong ones from one network, 429."""
    kind, _blank, given = request.headers.get("Authorization", "").partition(" ")
    known = standing.secret(work, TOKEN)
    good = compare_digest(given.strip().encode(), known.encode())
    if good and known and kind.lower() == "bearer":
        return
    counter: Throttle = current_app.extensions.setdefault(_COUNTER, Throttle(MOST_WRONG_TOKENS))
    if counter.admit(work.tenant.id, request.remote_addr):
        response = problem_of(401, _("Stuur het token van dit kanaal mee: Authorization: Bearer."))
        response.headers["WWW-Authenticate"] = 'Bearer realm="aanmeldingen"'
    else:
        response = problem_of(429, explain(429).advice)
        response.headers["Retry-After"] = str(WINDOW_SECONDS // 4)
    raise Problem(response)


def _message() -> Stripped:
    if not (request.mimetype == "application/json" or request.mimetype.endswith("+json")):
        response = problem_of(415, _("Stuur JSON, met Content-Type: application/json."))
        response.headers["Accept-Post"] = "application/json"
        raise Problem(response)
    try:
        return strip(request.get_data())
    except Unreadable:
        raise Problem(problem_of(400, _("Dit is geen JSON die wij kunnen lezen."))) from None


def _taken(work: Work, standing: Standing, message: Stripped) -> UUID:
    """Take the message in, as the channel reads it; raises Problem."""

    def sending(own: str, answers: dict[str, Any]) -> UUID:
        return _sending(work, standing, own, answers)

    try:
        return take_message(work, standing, message.body, request.mimetype, sending)
    except BadBody as no:
        raise Problem(problem_of(422, str(no.message), no.errors)) from no
    except Refused as no:
        errors = {no.field: [str(no.message)]} if no.field else None
        raise Problem(problem_of(422, str(no.message), errors)) from no
    except PluginFailed as failed:
        told = _("Wij kunnen dit nu niet verwerken. Er is niets bewaard. Probeer het straks weer.")
        response = problem_of(503, told)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        raise Problem(response) from failed


def _sending(work: Work, standing: Standing, own: str, answers: dict[str, Any]) -> UUID:
    """The id of this sending: of the sender's key, and of what it says.

    The same key with other answers is another family: nothing that is sent is lost.
    """
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')[:LONGEST_KEY] or own
    said = json.dumps(answers, sort_keys=True, default=str)
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    return uuid5(_SENDINGS, f"{work.tenant.id} {standing.key} {key} {digest}")


def _receipt(work: Work, referral: Referral, message: Stripped) -> Response:
    """What the sender keeps: a number, when it hears, and where it sees how far it is."""
    link = status_address(work, referral.id) if referral.referrer_id else None
    told: dict[str, Any] = {
        "referentie": str(referral.id),
        "ontvangenOp": referral.received_on.isoformat(),
        "reactieUiterlijkOp": referral.respond_by.isoformat(),
        "statusLink": link,
        "bsnVerwijderd": message.had_bsn,
    }
    if message.had_bsn:
        told["melding"] = _(
            "In uw bericht stond een burgerservicenummer. Wij hebben het eruit gehaald en niet "
            "bewaard. Stuur het niet meer mee."
        )
    response = Response(json.dumps(told, ensure_ascii=False), 201, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    if link:
        response.headers["Location"] = link
    return response


@routes.blueprint.after_app_request
def _say_version(response: Response) -> Response:
    if request.path.startswith(API_PREFIX):
        response.headers["API-Version"] = API_VERSION
    return response
