"""Drafts as a request meets them: nothing that was typed is lost on the way.

A form carries a ticket (`core.drafts.tickets`). When its post cannot be carried out, because the
login ended, the form stood open too long, a service refused or something broke, what was typed is
kept as a draft, or parked until its member logs in again. When it is carried out, its draft goes
in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from flask import Response, after_this_request, current_app, g, request

from core.accounts.sessions import find_account
from core.calendar.clock import AMSTERDAM
from core.drafts.answers import answers_in, is_empty
from core.drafts.parking import KEPT, park, take_back
from core.drafts.services import drop_page, keep_draft
from core.drafts.tickets import FIELD, Ticket, read_ticket
from core.errors import Refused
from core.web.formats import day_of_month, weekday
from core.web.paths import came_from
from core.wording import _
from core.work import PUBLIC_ACTOR, Office, Work

RESTORE = "concept"
"""In an address: the draft that the page's form is filled with."""
_FAILED = 400


@dataclass(frozen=True, slots=True)
class Kept:
    """Where what was posted comes back; `parked` until its member has logged in."""

    address: str
    parked: bool = False


def in_words(moment: datetime, *, clock_only: bool = False) -> str:
    """Return "14:05", with the day before it when it is not today: "maandag 14:05"."""
    here = moment.astimezone(AMSTERDAM)
    at, now = f"{here:%H:%M}", datetime.now(AMSTERDAM)
    if clock_only:
        return at
    if here.date() == now.date():
        return _("vandaag %(at)s", at=at)
    recent = now.date() - here.date() < timedelta(days=7)
    return f"{weekday(here.date()) if recent else day_of_month(here.date())} {at}"


def with_draft(path: str, draft_id: UUID | None) -> str:
    """An address of ours at which a draft is put back into its form."""
    parts = urlsplit(path)
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if name != RESTORE]
    pairs += [(RESTORE, str(draft_id))] if draft_id else []
    return parts.path + (f"?{urlencode(pairs)}" if pairs else "")


def without_draft(path: str) -> str:
    """The same address, at which no draft is put back."""
    return with_draft(path, None)


def keep_posted() -> Kept | None:
    """Keep what was posted in a form whose post was not carried out; None when that cannot be.

    It happens in a transaction of its own, for the other one is undone. Only a member's form has
    a ticket, and only that member's browser may keep something with it.
    """
    if request.method != "POST" or not g.get("tenant") or FIELD not in request.form:
        return None
    office = cast(Office, current_app.extensions["office"])
    with office.work(g.tenant, PUBLIC_ACTOR) as work:
        ticket = read_ticket(work, request.form[FIELD])
        try:
            answers = answers_in(request.form.items(multi=True))
        except Refused:
            return None
        if ticket is None or is_empty(answers):
            return None
        return _kept(work, ticket, answers)


def _kept(work: Work, ticket: Ticket, answers: dict[str, list[str]]) -> Kept | None:
    login = request.cookies.get(current_app.config["LOGIN_COOKIE"])
    account = find_account(work, login)
    if account is None:
        token = park(work, ticket, answers, login)
        if token:
            after_this_request(lambda response: _carry(response, token))
        return Kept(without_draft(_form_address()), parked=True) if token else None
    if account.membership_id != ticket.membership_id:
        return None
    work.actor = account.actor
    draft_id, _saved = keep_draft(work, ticket, answers)
    return Kept(with_draft(_form_address(), draft_id))


def _form_address() -> str:
    """Where the form stands that was posted: here, or on the page that it came from."""
    methods = request.url_rule.methods if request.url_rule else None
    return request.full_path if methods and "GET" in methods else came_from() or "/start"


def forget_sent(work: Work, response: Response) -> None:
    """A form was carried out: its draft goes with the same commit."""
    if request.method != "POST" or g.account is None or not 300 <= response.status_code < _FAILED:
        return
    ticket = read_ticket(work, request.form.get(FIELD, ""))
    if ticket and ticket.membership_id == g.account.membership_id:
        drop_page(work, ticket)


def take_back_parked(work: Work) -> None:
    """Give a member who has logged in again what this browser parked."""
    token = request.cookies.get(_cookie_name())
    if token and work.actor.id and take_back(work, token):
        after_this_request(_carry_nothing)


def _cookie_name() -> str:
    return str(current_app.config["PARKED_COOKIE"])


def _carry(response: Response, token: str) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        _cookie_name(), token, path="/", max_age=KEPT, httponly=True, samesite="Lax", secure=secure
    )
    return response


def _carry_nothing(response: Response) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.delete_cookie(_cookie_name(), path="/", httponly=True, samesite="Lax", secure=secure)
    return response
