"""Listening at everything that leaves: responses, mail, logs, commands, sealed values.

`WATCH` listens in every test that uses the application; what it hears fails the test.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from smtplib import SMTP
from typing import Any
from uuid import UUID

import structlog
from click.testing import CliRunner, Result
from flask import Flask
from structlog._base import BoundLoggerBase

from tenants.keys import Vault
from tests.canary.finding import ids_in, says, texts_of, texts_of_header, texts_of_mail


@dataclass(frozen=True)
class Canary:
    """A tenant whose texts all say its mark."""

    tenant_id: int
    slug: str
    name: str
    mark: str
    ids: frozenset[UUID]


@dataclass
class Watch:
    """Hears canaries out of their own tenant (`leaks`) and at home (`sung`)."""

    canaries: list[Canary] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    sung: Counter[str] = field(default_factory=Counter)

    def listen(
        self,
        where: str,
        texts: Iterable[str],
        home: Canary | None = None,
        *,
        ids_of: Canary | None = None,
    ) -> None:
        """Look for every mark in what leaves `home`, a canary's tenant or any other place.

        `ids_of` is the canary whose ids may stand there, though its texts may not.
        """
        if not self.canaries:
            return
        for text in texts:
            ids = ids_in(text)
            for canary in self.canaries:
                if canary is home:
                    self.sung[where] += says(canary.mark, text)
                elif says(canary.mark, text) or (ids & canary.ids and canary is not ids_of):
                    self.leaks.append(f"{canary.name} is heard in {where}")

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Hear nothing for a while: other canaries with the same marks sing in another database."""
        canaries, self.canaries = self.canaries, []
        try:
            yield
        finally:
            self.canaries = canaries

    def take(self) -> list[str]:
        """What leaked since the last time."""
        found, self.leaks = sorted(set(self.leaks)), []
        return found

    def at(self, host: str) -> Canary | None:
        """The canary that lives at a host."""
        slug = host.partition(":")[0].partition(".")[0]
        return next((canary for canary in self.canaries if canary.slug == slug), None)


WATCH = Watch()


def guard(app: Flask, watch: Watch = WATCH) -> None:
    """Listen at every response of an application."""
    app.wsgi_app = Listening(app.wsgi_app, watch)  # type: ignore[method-assign]


class Listening:
    """WSGI middleware: hears the status, the headers and the whole body of each response."""

    def __init__(self, application: Any, watch: Watch) -> None:
        self.application = application
        self.watch = watch

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        home = self.watch.at(host)
        where = f"{environ['REQUEST_METHOD']} {host}{environ['PATH_INFO']}"

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            for name, value in [("status", status), *headers]:
                self.watch.listen(f"{where} ({name})", texts_of_header(value), home)
            return start_response(status, headers, *rest)

        # All of it at once: a test that reads only the status would leave the body unsaid.
        body = self.application(environ, started)
        try:
            said = b"".join(body)
        finally:
            if close := getattr(body, "close", None):
                close()
        self.watch.listen(where, texts_of(said), home)
        return [said]


@contextmanager
def everywhere(watch: Watch = WATCH) -> Iterator[None]:
    """Listen at the logs, at mail as it is sent and sealed, and at the output of commands.

    The ways out are widened in their own classes: tests make loggers, mailers and runners anew.
    """
    undo = [
        _around(BoundLoggerBase, "_proxy_to_logger", _hear_log(watch)),
        _around(logging.Logger, "handle", _hear_record(watch)),
        _around(SMTP, "sendmail", _hear_mail(watch)),
        _around(Vault, "seal_bytes", _hear_sealed(watch)),
        _around(CliRunner, "invoke", _hear_command(watch)),
    ]
    try:
        yield
    finally:
        for owner, name, honest in undo:
            setattr(owner, name, honest)


def _around(owner: type, name: str, hear: Any) -> tuple[type, str, Any]:
    honest = getattr(owner, name)

    def heard(*args: Any, **options: Any) -> Any:
        outcome = honest(*args, **options)
        hear(outcome, *args, **options)
        return outcome

    setattr(owner, name, heard)
    return owner, name, honest


def _hear_log(watch: Watch) -> Any:
    def hear(_o: Any, logger: Any, method: str, event: Any = None, /, *_: Any, **told: Any) -> None:
        bound = structlog.get_context(logger)
        told = {name: value for name, value in {**bound, **told}.items() if name != "exc_info"}
        line, whose = f"{method} {event} {told}", watch.at(str(told.get("tenant")))
        watch.listen(f"the log ({event})", [line], ids_of=whose)

    return hear


THEIRS = "mail.log"
"""The log of the mail server that plays the world's: it knows to whom a letter goes."""


def _hear_record(watch: Watch) -> Any:
    def hear(_outcome: Any, _logger: Any, record: logging.LogRecord) -> None:
        # a line that structlog hands on is still a dict: it says whose it is
        if record.name == THEIRS:
            return
        told = record.msg if isinstance(record.msg, dict) else {}
        whose = watch.at(str(told.get("tenant")))
        watch.listen(f"the log of {record.name}", [record.getMessage()], ids_of=whose)

    return hear


def _hear_mail(watch: Watch) -> Any:
    def hear(
        _outcome: Any, _server: Any, sender: str, to: Any, mail: Any, *_: Any, **__: Any
    ) -> None:
        sent = mail if isinstance(mail, bytes) else mail.encode()
        texts = list(texts_of_mail(sent))
        home = next((bird for bird in watch.canaries if any(bird.name in t for t in texts)), None)
        watch.listen("a mail", [f"{sender} {to}", *texts], home)

    return hear


def _hear_sealed(watch: Watch) -> Any:
    def hear(_outcome: Any, vault: Vault, column: Any, _row_id: UUID, content: bytes) -> None:
        home = next((bird for bird in watch.canaries if bird.tenant_id == vault.tenant_id), None)
        watch.listen(f"the sealed {column}", texts_of(content), home)

    return hear


def _hear_command(watch: Watch) -> Any:
    def hear(outcome: Result, *_: Any, **__: Any) -> None:
        watch.listen("the output of a command", texts_of(outcome.output_bytes))

    return hear
