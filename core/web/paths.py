"""Addresses of our own that a request names, and nothing that leads elsewhere."""

from flask import request


def came_from() -> str | None:
    """The path of the page that sent the reader here, when it is one of ours."""
    referrer = request.referrer or ""
    own = request.host_url.rstrip("/")
    return own_path(referrer.removeprefix(own)) if referrer.startswith(f"{own}/") else None


def own_path(path: str | None) -> str | None:
    """A path to go on to after a login, when it stays on this host."""
    if not path or not path.startswith("/") or not path.isprintable() or "\\" in path:
        return None
    return None if path.startswith("//") else path
