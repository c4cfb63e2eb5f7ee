"""Dress an app: everything of `core.web` that pages need, wired in one call."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from flask import Flask

from core.calendar.dayparts import DAYS, PARTS
from core.web import charts, locales, security_headers
from core.web.errors import register_errors
from core.web.formats import register_filters
from core.web.forms import hidden_inputs
from core.web.icons import known
from core.web.long_words import in_parts
from core.web.macro_calls import QuickContext
from core.web.static_files import asset_url, blueprint
from core.wording import in_template


def dress(app: Flask) -> None:
    """Register templates, static files, macros' helpers, filters, error pages and headers.

    Flask-Babel and CSRF protection are the app's own; a context processor supplies what
    `core.web.layout` describes.
    """
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        asset_url=asset_url,
        icon_name=known,
        charts=charts,
        hidden_inputs=hidden_inputs,
        undo_offers=tuple,  # of an application with a database: core.undo.views
        draft_of=lambda *_form: None,  # of an application with a database: core.web.draft_bar
        table_columns=table_columns,
        week=SimpleNamespace(days=DAYS, parts=PARTS),
    )
    app.jinja_env.context_class = QuickContext
    app.jinja_env.globals["_"] = in_template
    register_filters(app)
    app.add_template_filter(in_parts)
    locales.register(app)
    register_errors(app)
    app.after_request(security_headers.apply)


def table_columns(columns: Sequence[str | Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the columns of a table as dicts; a bare string is a label."""
    defaults = {"label": "", "numeric": False, "hidden": False, "call": False}
    return [
        {**defaults, "key": None, **(column if isinstance(column, Mapping) else {"label": column})}
        for column in columns
    ]
