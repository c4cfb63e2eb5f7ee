"""A mail server on loopback that can hang, or ask to come back later."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.chaos.asking import free_port


class Postbox(MessageHandler):
    """Takes mail and remembers to whom; at one port for as long as it lives."""

    def __init__(self) -> None:
        super().__init__()
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}/?timeout=5"
        self.taken: Counter[str] = Counter()
        self.turned_away: Counter[str] = Counter()
        self.letters: dict[str, Message] = {}
        self.is_busy = False
        self._controller: Controller | None = None

    def open(self) -> None:
        """Take mail."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Refuse connections."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @contextmanager
    def hung(self) -> Iterator[None]:
        """Take connections for as long as it takes, and never say a word."""
        self.close()
        held: list[socket.socket] = []
        listener = socket.create_server(("127.0.0.1", self.port))

        def hold() -> None:
            try:
                while True:
                    held.append(listener.accept()[0])
            except OSError:
                return

        threading.Thread(target=hold, daemon=True).start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            for connection in held:
                connection.close()
            self.open()

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, unless the mail has to come back."""
        if self.is_busy:
            self.turned_away[address] += 1
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        """Count a letter."""
        self.taken[str(message["To"])] += 1
        self.letters[str(message["To"])] = message
