"""The pages of plugins in the application: under `/p/<key>/`, where the plugin is on.

A plugin's templates are found under its own key and after core's, its rules stand under its own
prefix, so that it shadows nobody's.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, flash, render_template, request, send_from_directory
from jinja2 import FileSystemLoader, PrefixLoader
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK, MANAGEMENT, MEMBERS, PUBLIC, Policy
from core.errors import NotFound
from core.extension.call import Call
from core.extension.host import Host, Loaded
from core.extension.pages import Asked, Download, Page, PluginPages, Sent, Shown, Who
from core.plugins.running import Active, Nonsense, PluginFailed, active, run
from core.web import errors
from core.web.explanations import Explanation
from core.web.refusals import to
from core.web.routes import Routes, View
from core.wording import _
from core.work import Work

POLICIES: Mapping[Who, Policy] = {
    Who.CASEWORK: CASEWORK,
    Who.ADMIN: MANAGEMENT,
    Who.MEMBERS: MEMBERS,
    Who.EVERYONE: PUBLIC,
}


def mount(app: Flask, host: Host) -> None:
    """Put the pages of every installed plugin into the application."""
    app.register_error_handler(PluginFailed, _failed)
    for loaded in host:
        if loaded.pages:
            routes_of(loaded, loaded.pages).register(app)


def routes_of(loaded: Loaded, pages: PluginPages) -> Routes:
    """The routes of one plugin, each with the policy that its page names."""
    routes = Routes(endpoint_of(loaded.key), __name__)
    folders = {loaded.key: FileSystemLoader(pages.templates)} if pages.templates else {}
    routes.blueprint.jinja_loader = PrefixLoader(folders)
    for page in pages.pages:
        methods = ("GET", "POST") if page.takes_post else ("GET",)
        routes.page(f"/p/{loaded.key}{page.rule}", POLICIES[page.who], methods)(
            _view(loaded.key, page)
        )
    if pages.static:
        routes.page(f"/p/{loaded.key}/static/<path:name>", PUBLIC)(_files(loaded.key, pages.static))
    return routes


def endpoint_of(key: str, page: str = "") -> str:
    """How the application names the pages of a plugin."""
    return f"plugin_{key}.{page}" if page else f"plugin_{key}"


def _view(key: str, page: Page) -> View:
    def view(work: Work, **values: Any) -> Any:
        one = _on(work, key)
        asked = Asked(
            request.method, request.form.to_dict(flat=False), request.args.to_dict(), request.data
        )

        def act(call: Call) -> Any:
            return _shown(one, page.view(call, asked, **values))

        return run(work, one, f"page {page.name}", act, expects=(Response, tuple), writes=True)

    view.__name__ = page.name
    return view


def _shown(one: Active, answer: Any) -> Any:
    """What a page answers, as the browser gets it: its template is run as part of the plugin."""
    if isinstance(answer, Shown):
        if not answer.template.startswith(f"{one.key}/"):
            raise Nonsense(f"a template of this plugin begins with {one.key}/")
        return render_template(answer.template, **answer.values), answer.status
    if isinstance(answer, Sent):
        if answer.told:
            flash(str(answer.told), "ok")
        return to(endpoint_of(one.key, answer.page), **answer.values)
    if isinstance(answer, Download):
        return _download(answer)
    raise Nonsense(f"a page returned {type(answer).__name__}")


def _download(answer: Download) -> Response:
    response = Response(answer.content, mimetype=answer.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=answer.name)
    return response


def _files(key: str, folder: str) -> View:
    def static(work: Work, name: str) -> Any:
        _on(work, key)
        return send_from_directory(folder, name)

    return static


def _on(work: Work, key: str) -> Active:
    one = active(work, key)
    if one is None:
        raise NotFound("plugin")
    return one


def _failed(failed: PluginFailed) -> Response:
    told = Explanation(_("Deze plugin doet het nu niet"), failed.message)
    return errors.say(503, told)
