"""The street of the house as a picture by itself, and the colours of a tenant, for paper."""

import re
from functools import cache
from importlib.resources import files

from core.web.themes import Ramp

INK, SOFT, GREY = "#2a221e", "#70645a", "#d2c6b6"
_OURS = {
    "request": "#a8481a",
    "support": "#4a6d1c",
    "lamp": "#ffd45e",
    "ink": INK,
    "white": "#ffffff",
    "clay": "#c98a5a",
    "sand": "#e2cfae",
    "grey": GREY,
}
_CLASS = re.compile(r'class="buurt-([fs])-(\w+)"')
_FRAME = re.compile(r"<svg [^>]*>")


def street(ramp: Ramp, view_box: str) -> str:
    """The street as SVG in these colours; `view_box` ("x y width height") says which part."""
    coloured = _CLASS.sub(lambda found: _painted(ramp, found[1], found[2]), _drawing())
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">'
    return _FRAME.sub(frame, coloured, count=1)


@cache
def _drawing() -> str:
    """The drawing that the public pages show too, without the remark above it."""
    told = files("core.web").joinpath("templates/drawings/street.html").read_text("utf-8")
    return told[told.index("<svg") :]


def _painted(ramp: Ramp, kind: str, name: str) -> str:
    colour = ramp[int(name)] if name.isdigit() else _OURS[name]
    return f'{"fill" if kind == "f" else "stroke"}="{colour}"'


def mark(ramp: Ramp) -> str:
    """The two houses beside our name."""
    dark, pale, lamp = ramp[600], ramp[400], _OURS["lamp"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 40">'
        f'<path fill="{dark}" d="M2 40V19L13 6l11 13v21z"/>'
        f'<path fill="{pale}" fill-opacity=".75" d="M24 40V17h4v-5h4V7h7v5h4v5h4v23z"/>'
        '<path fill="#fff" d="M10 40V29a3 3 0 0 1 6 0v11zM10.5 18h5v5h-5z"/>'
        f'<path fill="{lamp}" d="M33 40V30h6v10zM29 20h5v5h-5zM37 20h5v5h-5z"/></svg>'
    )
