"""Serving styles, fonts and drawings under addresses that carry a hash of their content."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, g, request, send_from_directory, url_for

STATIC: Final = Path(__file__).parent / "static"
OWN_STYLES: Final = "buurt.css"
"""Our own CSS: the numbered parts in `static/css`, served as one file."""

blueprint = Blueprint("look", __name__, template_folder="templates", url_prefix="/assets")


def asset_url(name: str) -> str:
    """Return the address of a static file; it changes when the file does."""
    if "asset_urls" not in g:
        g.asset_urls = {}  # a page shows the same drawing many times: look once for each page
    known: dict[str, str] = g.asset_urls
    if name not in known:
        known[name] = url_for("look.asset", name=name, v=fingerprint(name))
    return known[name]


@blueprint.get("/<path:name>")
def asset(name: str) -> Response:
    """Send a static file, to be kept for a year when its address carries the right hash."""
    response = _own_styles() if name == OWN_STYLES else send_from_directory(STATIC, name)
    if request.args.get("v") == fingerprint(name):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


def fingerprint(name: str) -> str:
    """Return twelve hexadecimal digits for the content of a file, or "" when it is missing."""
    files = style_parts() if name == OWN_STYLES else [STATIC / name]
    if not all(file.is_file() for file in files):
        return ""
    return _digest(tuple((file, file.stat().st_mtime_ns) for file in files))


def style_parts() -> list[Path]:
    """Return the parts of our own CSS in the order in which they apply."""
    return sorted((STATIC / "css").glob("*.css"))


@lru_cache(maxsize=64)
def _digest(files: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, _changed in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _own_styles() -> Response:
    text = "\n".join(part.read_text(encoding="utf-8") for part in style_parts())
    response = Response(text, mimetype="text/css")
    response.set_etag(fingerprint(OWN_STYLES))
    response.make_conditional(request)
    return response
