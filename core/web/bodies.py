"""What a request may bring: how much, by its route, and never onto a disk."""

import io
from typing import IO

from flask import Flask, Request, current_app, request

from core.web.routes import BODIES


class BodyInMemory(Request):
    """A request whose uploads stay in memory: werkzeug would put big ones in a file, in plain.

    What may come is bounded by the route, so the memory is too.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()


def _set_limit() -> None:
    limit = current_app.extensions.get(BODIES, {}).get(request.endpoint)
    if limit:
        request.max_content_length = limit


def register(app: Flask) -> None:
    """Set the limit of the route before anything reads the body."""
    app.request_class = BodyInMemory
    app.before_request(_set_limit)
