"""A supplier's side that does as it is told: a web server that keeps what it takes, by id."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Fault = str
"""ok, refused (a status), silent (done, but the answer is lost) or half (done, half an answer)."""


@dataclass
class Counterpart:
    """What came in: every request, and what was taken (once for each id)."""

    port: int = 0
    plan: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    taken: dict[str, bytes] = field(default_factory=dict)
    answers: Callable[[str, str, bytes], tuple[int, bytes]] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def next_fault(self) -> Fault:
        """What goes wrong this time."""
        return self.plan.pop(0) if self.plan else "ok"


@contextlib.contextmanager
def counterpart() -> Iterator[Counterpart]:
    """A counterpart that listens while the block runs."""
    side = Counterpart()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(side))
    server.daemon_threads = True
    side.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield side
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _handler(side: Counterpart) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            side.requests.append((self.command, self.path, headers, body))
            fault = side.next_fault()
            if fault.isdigit():
                self._say(int(fault), b"{}")
                return
            side.taken.setdefault(headers.get("webhook-id", str(len(side.requests))), body)
            if fault == "silent":
                self.close_connection = True
                return
            code, told = (200, b"{}")
            if side.answers is not None:
                code, told = side.answers(self.command, self.path, body)
            self._say(code, told, half=fault == "half")

        do_GET = do_POST  # noqa: N815 - the library's own name

        def _say(self, code: int, told: bytes, *, half: bool = False) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told) + (50 if half else 0)))
            self.end_headers()
            self.wfile.write(told)
            self.close_connection = True

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    return Handler
