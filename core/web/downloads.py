"""A document that somebody brought, as a download: kept on a device, never shown as a page."""

from urllib.parse import quote

from flask import Response, make_response

SHUT_IN = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""A document that a browser shows in spite of everything can do nothing."""


def as_download(name: str, media_type: str, content: bytes) -> Response:
    """The bytes under this name."""
    response = make_response(content)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-. ") else "_" for c in name)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["Content-Security-Policy"] = SHUT_IN
    return response
