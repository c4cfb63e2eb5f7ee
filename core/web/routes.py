"""One request, one way through.

host -> tenant -> session and account -> the route's declared policy -> view -> one commit.
A view takes a unit of work and says nothing about any of this; what it returns with a
status of 400 or more is sent, but what it wrote is undone.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, make_response, request
from werkzeug.exceptions import NotFound as PageNotFound

from core.accounts.policy import Place, Policy
from core.accounts.sessions import find_account
from core.console.desk import ConsoleDesk, find_operator
from core.errors import Forbidden
from core.web import locales
from core.web.drafting import forget_sent, take_back_parked
from core.web.forms.stale import StalePost
from core.work import PUBLIC_ACTOR, Office

View = Callable[..., Any]
POLICIES = "buurtgezinnen.policies"
BODIES = "buurtgezinnen.bodies"
_FAILED = 400


class LoginNeeded(Exception):
    """Nobody is logged in, or no longer."""


class RouteWithoutPolicy(Exception):
    """The application does not start: a route says not who may use it."""


class Undo(Exception):
    """Carries a response past the commit, so that what was written is undone."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class Routes:
    """The pages of one capability: a blueprint on which each route declares its policy.

    `languages` are those of its pages for everyone; work speaks Dutch and English. Routes
    `for_programs` carry a token of their own and no login, so no CSRF token either.
    """

    def __init__(
        self,
        name: str,
        import_name: str,
        languages: tuple[str, ...] = locales.WORK_LANGUAGES,
        *,
        for_programs: bool = False,
    ) -> None:
        self.blueprint = Blueprint(name, import_name, template_folder="templates")
        self.languages = languages
        self.for_programs = for_programs
        self.policies: dict[str, Policy] = {}
        self.bodies: dict[str, int] = {}

    def page(
        self,
        rule: str,
        policy: Policy,
        methods: tuple[str, ...] = ("GET",),
        max_body: int | None = None,
    ) -> Callable[[View], View]:
        """Declare a route; its view takes a `Work` (tenant) or `ConsoleDesk` (console).

        `max_body` is the most bytes that a request may bring, for a route that takes a file.
        """

        def declare(view: View) -> View:
            def answer(**values: Any) -> Response:
                return _answer(view, policy, values)

            endpoint = f"{self.blueprint.name}.{view.__name__}"
            self.policies[endpoint] = policy
            if max_body:
                self.bodies[endpoint] = max_body
            self.blueprint.add_url_rule(rule, view.__name__, answer, methods=list(methods))
            return view

        return declare

    def form(
        self, rule: str, policy: Policy, max_body: int | None = None
    ) -> Callable[[View], View]:
        """Declare a route that shows a form and takes it."""
        return self.page(rule, policy, ("GET", "POST"), max_body)

    def action(
        self, rule: str, policy: Policy, max_body: int | None = None
    ) -> Callable[[View], View]:
        """Declare a route that only takes a POST."""
        return self.page(rule, policy, ("POST",), max_body)

    def register(self, app: Flask) -> None:
        """Put the routes and their policies into the application."""
        app.register_blueprint(self.blueprint)
        if self.for_programs:
            app.extensions["csrf"].exempt(self.blueprint)
        app.extensions.setdefault(POLICIES, {}).update(self.policies)
        for endpoint, policy in self.policies.items():
            spoken = locales.WORK_LANGUAGES if policy.needs_login else self.languages
            locales.offer(app, endpoint, spoken)
        app.extensions.setdefault(BODIES, {}).update(self.bodies)


def office() -> Office:
    """The office of the running application."""
    return current_app.extensions["office"]  # type: ignore[no-any-return]


def _answer(view: View, policy: Policy, values: dict[str, Any]) -> Response:
    place = Place.CONSOLE if g.is_console else Place.TENANT
    if policy.place != place:
        raise PageNotFound
    try:
        if place is Place.CONSOLE:
            return _answer_console(view, policy, values)
        return _answer_tenant(view, policy, values)
    except Undo as undo:
        return undo.response


def _answer_tenant(view: View, policy: Policy, values: dict[str, Any]) -> Response:
    with office().work(g.tenant, PUBLIC_ACTOR) as work:
        account = find_account(work, request.cookies.get(current_app.config["LOGIN_COOKIE"]))
        if policy.needs_login and account is None:
            raise LoginNeeded
        if account:
            work.actor = account.actor
            if not policy.allows(account.role):
                raise Forbidden
        g.work, g.account = work, account
        try:
            take_back_parked(work)
            response = _finished(view(work, **values))
            forget_sent(work, response)
            return response
        finally:
            # An error's page is made after the transaction: it must not begin another.
            g.work = None


def _answer_console(view: View, policy: Policy, values: dict[str, Any]) -> Response:
    with office().database.console() as session:
        token = request.cookies.get(current_app.config["LOGIN_COOKIE"])
        operator = find_operator(session, token)
        if policy.needs_login and operator is None:
            raise LoginNeeded
        g.operator = operator
        if policy.national and operator and not operator.is_national:
            raise PageNotFound
        today, plugins = office().clock.today(), office().plugins
        desk = ConsoleDesk(session, office().settings, today, operator, plugins)
        return _finished(view(desk, **values))


def _finished(answer: Any) -> Response:
    response = make_response(answer)
    if response.status_code >= _FAILED or isinstance(request.form, StalePost):
        raise Undo(response)
    return response


def require_policies(app: Flask, without: frozenset[str]) -> None:
    """Refuse to start when a route has no policy; `without` names those that need no tenant.

    Raises RouteWithoutPolicy with the routes.
    """
    known = app.extensions.get(POLICIES, {})
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - set(known) - without
    if missing:
        raise RouteWithoutPolicy(f"declare a policy for: {', '.join(sorted(missing))}")
