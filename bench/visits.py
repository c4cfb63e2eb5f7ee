"""Pages as a browser asks for them, without the network: a WSGI call in this process."""

import html
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import Headers, MultiDict
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.timing import Taken, timed
from core.accounts.models import Membership, Role
from core.accounts.sessions import open_session
from core.families.models import FamilyFile, FamilyRole
from core.work import Office
from tenants.context import TenantContext

ASK = "/ik-zoek-steun"
ANSWERS: Mapping[str, str | list[str]] = {
    "first_name": "Samira",
    "reach": "call",
    "contact": "06 12 34 56 78",
    "message_safe": "nee",
    "language": "nl",
    "postcode4": "1506 ab",
    "wishes": ["regular_place", "someone_to_talk_to"],
    "story": "Het is veel.",
    "consent": "ja",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_networks: Iterator[int] = itertools.count(1)


class WrongAnswer(Exception):
    """A page did not answer as it should: there is nothing to measure."""


@dataclass
class Visitor:
    """Somebody at a tenant, logged in as its coordinator when there is a token."""

    app: Flask
    tenant: TenantContext
    token: str = ""

    def __post_init__(self) -> None:
        self._cookies: dict[str, str] = {}
        if self.token:
            self._cookies[self.app.config["LOGIN_COOKIE"]] = self.token
        network = next(_networks)  # its own, or the throttle of sign-ups would see one school
        self._address = f"10.{network >> 8 & 255}.{network & 255}.7"

    def page(self, path: str) -> Taken:
        """Ask for a page that must be there."""
        request = self._request(path)
        return self._timed(request, 200)

    def sign_up(self) -> Taken:
        """Fill in the form of who asks for support; what counts is sending it."""
        answers: MultiDict[str, str] = MultiDict(ANSWERS)
        answers["csrf_token"] = _CSRF.findall(self._text(self._request(ASK)))[0]
        checked = self._text(self._request(ASK, answers))
        hidden = [(name, html.unescape(value)) for name, value in _HIDDEN.findall(checked)]
        sent: MultiDict[str, str] = MultiDict(hidden)
        sent["stap"] = "versturen"
        return self._timed(self._request(ASK, sent), 303)

    def _request(self, path: str, form: Any = None) -> dict[str, Any]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        builder = EnvironBuilder(
            path,
            base_url=f"http://{self.tenant.slug}.localhost",
            method="POST" if form else "GET",
            data=form,
            headers=Headers([("Cookie", cookies)]),
            environ_overrides={"REMOTE_ADDR": self._address},
        )
        return builder.get_environ()

    def _timed(self, request: dict[str, Any], expected: int) -> Taken:
        status = 0

        def ask() -> None:
            nonlocal status
            body, line, _headers = run_wsgi_app(self.app, request, buffered=True)
            status = int(line.split()[0])
            b"".join(body)

        taken = timed(ask)
        if status != expected:
            raise WrongAnswer(f"{request['PATH_INFO']} answered {status}")
        return taken

    def _text(self, request: dict[str, Any]) -> str:
        body, line, headers = run_wsgi_app(self.app, request, buffered=True)
        if not line.startswith("200"):
            raise WrongAnswer(f"{request['PATH_INFO']} answered {line}")
        for cookie in headers.getlist("Set-Cookie"):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return b"".join(body).decode()


def coordinator(app: Flask, tenant: TenantContext) -> Visitor:
    """A coordinator of this tenant with a live session."""
    office: Office = app.extensions["office"]
    with office.work(tenant) as work:
        found = select(Membership.id).where(Membership.role == Role.COORDINATOR)
        member = work.session.scalars(found.limit(1)).one()
        return Visitor(app, tenant, open_session(work, member))


def one_family(app: Flask, tenant: TenantContext) -> UUID:
    """A family that asks, with an open file."""
    office: Office = app.extensions["office"]
    with office.work(tenant) as work:
        found = (
            select(FamilyFile.family_id)
            .where(FamilyFile.role == FamilyRole.ASKING, FamilyFile.closed_on.is_(None))
            .order_by(FamilyFile.family_id)
        )
        return work.session.scalars(found.limit(1)).one()
