"""The page of colours and logo, the logo itself, and the inhabitants."""

from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request

from core.accounts.policy import MANAGEMENT, PUBLIC
from core.programme import look
from core.programme.editing import base_of_request, editing
from core.programme.look_schemas import STRENGTHS, ColoursForm, InhabitantsForm, LogoForm
from core.programme.population import population, set_population
from core.programme.routes import routes
from core.programme.versions import versions
from core.web import refusals
from core.web.forms import Form
from core.web.forms.upload import MB, body_for
from core.web.refusals import Answer
from core.web.routes import office
from core.web.submitting import carried_out, status_of
from core.web.theme_views import theme_class
from core.web.themes import make_ramp
from core.wording import _
from core.work import Work

_A_YEAR = 31_536_000
SWATCHES = tuple(range(10, 360, 29))


@routes.form("/instellingen/kleuren", MANAGEMENT)
def colours(work: Work) -> Answer:
    """Choose colours: shown first on a work page and a public page, then kept."""
    form = Form(ColoursForm, _initial(work))
    if request.method == "GET":
        return _page(work, form, _asked(work))
    wanted, base = _asked(work), base_of_request()

    def act(data: dict[str, Any]) -> None:
        nonlocal wanted
        own = (data.get("own") or "").lower()
        wanted = look.from_own(own) if own else (data["hue"], int(data["chroma"]))
        if request.form.get("doe") != "voorbeeld":
            look.set_colours(work, office().database, *wanted, base)

    done = carried_out(form, act)
    if not done or request.form.get("doe") == "voorbeeld":
        return _page(work, form, wanted), 200 if done else status_of(form)
    flash(_("De kleuren zijn bewaard. Iedereen ziet ze vanaf nu."), "ok")
    return refusals.to("programme.colours")


@routes.form("/instellingen/logo", MANAGEMENT, max_body=body_for(MB))
def save_logo(work: Work) -> Answer:
    """Keep a logo."""
    form = Form(LogoForm, {"logo_alt": work.tenant.logo_alt})
    if carried_out(
        form,
        lambda data: look.set_logo(
            work, office().database, data["logo"].content, data["logo_alt"], None
        ),
    ):
        flash(_("Het logo is bewaard."), "ok")
        return refusals.to("programme.colours", _anchor="logo")
    return render_template("programme/logo.html", form=form), status_of(form)


@routes.action("/instellingen/logo/weg", MANAGEMENT)
def remove_logo(work: Work) -> Answer:
    """Take the logo away."""
    look.remove_logo(work, office().database)
    flash(_("Het logo is weg. Hieronder kunt u het terugzetten."), "ok")
    return refusals.to("programme.colours", _anchor="eerder")


@routes.action("/instellingen/kleuren/terug/<uuid:version_id>", MANAGEMENT)
def look_back(work: Work, version_id: UUID) -> Answer:
    """Have earlier colours and logo hold again."""
    look.put_back(work, office().database, version_id)
    flash(_("De kleuren en het logo van toen gelden weer."), "ok")
    return refusals.to("programme.colours")


@routes.page("/logo/<digest>.png", PUBLIC)
def logo(work: Work, digest: str) -> Response:
    """The picture, to be kept by browsers: another one has another name."""
    response = Response(look.logo_content(work, digest), mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    response.set_etag(digest)
    return response.make_conditional(request)  # type: ignore[return-value]


@routes.form("/instellingen/inwoners", MANAGEMENT)
def inhabitants(work: Work) -> Answer:
    """How many people live here: it decides the size class of the figures."""
    saved = Form(InhabitantsForm, population(work))
    form, base = Form(InhabitantsForm, population(work)), base_of_request()
    if carried_out(form, lambda data: set_population(work, office().database, base, **data)):
        flash(_("Het aantal inwoners is bewaard."), "ok")
        return refusals.to("programme.settings", _anchor="inwoners")
    page = render_template(
        "programme/inhabitants.html",
        form=form,
        editing=editing(work, "inhabitants", form, saved),
        history=versions(work, "inhabitants"),
    )
    return page, status_of(form)


def _initial(work: Work) -> dict[str, Any]:
    hue, chroma = _asked(work)
    strengths = [int(value) for value, _words in STRENGTHS]
    return {"hue": hue, "chroma": str(min(strengths, key=lambda one: abs(one - chroma)))}


def _asked(work: Work) -> tuple[int, int]:
    """The colours to show: those of the address, or those that hold."""
    hue = request.args.get("toon", work.tenant.hue, int) % 360
    chroma = request.args.get("sterkte", work.tenant.chroma, int)
    return hue, min(max(chroma, 0), look.MAX_CHROMA)


def _page(work: Work, form: Form, shown: tuple[int, int]) -> str:
    holds = (work.tenant.hue, work.tenant.chroma)
    return render_template(
        "programme/colours.html",
        form=form,
        editing=editing(work, look.TOPIC, form),
        hue=shown[0],
        chroma=shown[1],
        preview_class=theme_class(*shown),
        is_preview=shown != holds,
        swatches=[(hue, make_ramp(hue, 0.09)[500]) for hue in SWATCHES],
        earlier=[
            (version, make_ramp(version.content["hue"], version.content["chroma"] / 1000)[500])
            for version in versions(work, look.TOPIC)[1:]
        ],
    )
