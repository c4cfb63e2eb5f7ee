"""An application behind a server of its own, for browsers."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import make_server


@contextmanager
def serving(app: WSGIApplication) -> Iterator[int]:
    """Serve an application on a free port, which is yielded."""
    server = make_server("127.0.0.1", 0, closing(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def closing(app: WSGIApplication) -> WSGIApplication:
    """The same, whose answers are closed even when the reader has gone.

    Werkzeug's server reads on from a connection before it closes an answer, and forgets the answer
    when that fails: a browser that leaves a page while a font is on its way leaves an open file.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        parts: Any = app(environ, start_response)
        try:
            yield from parts
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer
