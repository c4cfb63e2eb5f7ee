"""An app that shows every macro and the skeleton of every kind of screen, for tests and eyes.

`python -m tests.web.gallery` serves it on port 8091.
"""

from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, flash, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect

from core.web.forms import Form, summary
from core.web.layout import Link, MenuItem, SearchPlace, Site, Viewer
from core.web.look import dress
from core.web.themes import make_ramp, stylesheet
from tests.web.gallery_forms import SignUp, Visit, everything

THEMES = {"rhenen": (222, 0.085), "zaanstad": (158, 0.095), "stichting": (350, 0.115)}
MENU = ("Deze week", "Aanmeldingen", "Gezinnen", "Matching", "Koppelingen", "Cijfers")
PAGES = {
    "/week": "rhenen",
    "/koppeling": "rhenen",
    "/alles": "rhenen",
    "/formulier": "rhenen",
    "/cijfers": "zaanstad",
    "/console": "stichting",
    "/openbaar": "zaanstad",
    "/aanmelden": "zaanstad",
    "/controleren": "zaanstad",
}


def create_gallery() -> Flask:
    """Make the gallery app."""
    app = Flask(
        __name__, template_folder=str(Path(__file__).parent / "templates"), static_folder=None
    )
    app.config.update(SECRET_KEY="gallery only", BABEL_DEFAULT_LOCALE="nl")
    Babel(app)
    CSRFProtect(app)
    dress(app)
    app.context_processor(_layout)
    _routes(app)
    return app


def _layout() -> dict[str, Any]:
    theme = PAGES.get(request.path, "rhenen")
    public = request.path in ("/openbaar", "/aanmelden", "/controleren")
    return {
        "site": Site("Buurtgezinnen", theme.capitalize(), f"tenant-{theme}",
                     f"/theme/{theme}.css", is_demo=True, home_url="/week"),
        "menu": _public_menu() if public else _menu(),
        "viewer": None if public else Viewer("Marit Hendriks", "coördinator", "/uit"),
        "search": SearchPlace("/week", "/week"),
        "footer_links": [Link("Privacy", "/week"), Link("Toegankelijkheid", "/week")],
    }  # fmt: skip


def _menu() -> list[MenuItem]:
    return [
        MenuItem(label, "/week", label == "Deze week", 3 if label == "Aanmeldingen" else None,
                 "nieuw")
        for label in MENU
    ]  # fmt: skip


def _public_menu() -> list[MenuItem]:
    return [MenuItem("Hoe het werkt", "/openbaar"), MenuItem("Voor verwijzers", "/openbaar")]


def _routes(app: Flask) -> None:
    app.add_url_rule("/theme/<name>.css", view_func=theme)
    for name in ("week", "koppeling", "cijfers", "console", "openbaar", "alles"):
        app.add_url_rule(f"/{name}", endpoint=name, view_func=plain_page(name))
    app.add_url_rule("/formulier", view_func=form_page, methods=["GET", "POST"])
    app.add_url_rule("/aanmelden", view_func=sign_up, methods=["GET", "POST"])
    app.add_url_rule("/controleren", view_func=check)
    app.add_url_rule("/fout/<int:code>", view_func=fail)
    app.add_url_rule("/stuk", view_func=broken)


def theme(name: str) -> Response:
    """Serve the colours of a theme."""
    return Response(stylesheet(make_ramp(*THEMES[name]), f"tenant-{name}"), mimetype="text/css")


def plain_page(name: str) -> Any:
    """Return a view of a page without a form."""

    def view() -> str:
        if name == "alles":
            for tone in ("ok", "info", "warning", "error"):
                flash(f"Een bericht van het soort {tone}.", tone)
        return render_template(f"{name}.html")

    return view


def form_page() -> str:
    """Show a form with every kind of question; `?fout` submits it empty."""
    form = Form(everything())
    if "fout" in request.args or request.method == "POST":
        form.submit(request.form)
    return render_template("formulier.html", form=form, note=Form(Visit, prefix="visit_"))


def sign_up() -> str:
    """Show the public form, with the mistakes of the drawing."""
    form = Form(SignUp)
    form.submit(SignUp.typed_wrongly())
    return render_template("aanmelden.html", form=form)


def check() -> str:
    """Show the answers before they are sent."""
    form = Form(SignUp)
    form.submit(SignUp.typed_well())
    return render_template("controleren.html", form=form, answers=summary(form))


def fail(code: int) -> str:
    """Answer with an error."""
    abort(code)


def broken() -> str:
    """Fail unexpectedly."""
    raise RuntimeError("broken on purpose")


if __name__ == "__main__":
    create_gallery().run(port=8091)
