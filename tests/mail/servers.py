"""Mail servers on loopback: one that takes all, one that refuses, one that never answers.

And a clock that goes by hand, for how long such a one is left alone.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, Envelope, Session


class HandClock:
    """Seconds that stand still until somebody moves them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Inbox(MessageHandler):
    """Takes mail and keeps it."""

    def __init__(self, refuse_with: str = "") -> None:
        super().__init__()
        self.taken: list[Message] = []
        self.refuse_with = refuse_with

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_with:
            return self.refuse_with
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.taken.append(message)


@contextmanager
def mail_server(refuse_with: str = "") -> Iterator[tuple[str, Inbox]]:
    """A real server; gives its URL and what it took."""
    inbox = Inbox(refuse_with)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}/?timeout=5", inbox
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[str]:
    """A server that takes a connection and never says a word."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hold() -> None:
            try:
                while True:
                    held.append(listener.accept()[0])
            except OSError:
                return

        threading.Thread(target=hold, daemon=True).start()
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}/?timeout=0.3"
        listener.shutdown(socket.SHUT_RDWR)
    for connection in held:
        connection.close()
