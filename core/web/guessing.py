"""Slow down whoever tries secret addresses; who has a good one is never stopped."""

from flask import current_app, request
from werkzeug.exceptions import TooManyRequests

from core.errors import NotFound
from core.web.throttle import WINDOW_SECONDS, Throttle
from core.work import Work

MOST_MISSES = 30
_COUNTER = "secret_address_throttle"


def missed(work: Work, what: str) -> NotFound | TooManyRequests:
    """What to raise for an address that is none of ours: after many from one network, 429."""
    counter: Throttle = current_app.extensions.setdefault(_COUNTER, Throttle(MOST_MISSES))
    if counter.admit(work.tenant.id, request.remote_addr):
        return NotFound(what)
    return TooManyRequests(retry_after=WINDOW_SECONDS // 4)
