"""The smallest web application, to try the launcher with."""

import os
from collections.abc import Callable, Iterable

Start = Callable[[str, list[tuple[str, str]]], object]


def app(environ: dict[str, object], start_response: Start) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getppid()} {os.environ.get('TOLD', '')}".encode()]
