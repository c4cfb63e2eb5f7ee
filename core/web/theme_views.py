"""A colour ramp as a stylesheet, kept by browsers for as long as they like."""

from flask import Blueprint, Response, abort

from core.web.themes import make_ramp, stylesheet

blueprint = Blueprint("theme", __name__)
_A_YEAR = 31_536_000


@blueprint.get("/assets/theme/<int:hue>-<int:chroma>.css")
def theme_css(hue: int, chroma: int) -> Response:
    """The ramp of a hue (degrees) and a chroma (thousandths of OKLCH chroma)."""
    if hue >= 360 or chroma > 150:
        abort(404)
    text = stylesheet(make_ramp(hue, chroma / 1000), theme_class(hue, chroma))
    response = Response(text, mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


def theme_class(hue: int, chroma: int) -> str:
    """The class on `<html>` to which the ramp belongs."""
    return f"tenant-{hue}-{chroma}"
