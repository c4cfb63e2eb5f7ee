"""A letter and who delivers it: a mail server, or nobody (the demo keeps its letters)."""

import smtplib
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from core.mail.shell import html_of
from core.settings import Settings

TIMEOUT = 20.0
LEFT_ALONE = 30.0
"""Seconds in which a mail server that did not answer is not asked again; twice as many each time
that it still does not answer, up to LONGEST."""
LONGEST = 300.0


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it leaves; `reference` is the same at every attempt."""

    reference: str
    sender_name: str
    recipient: str
    subject: str
    body: str


class CannotDeliver(Exception):
    """The letter did not leave. The words are safe to keep: no address, no secret.

    `for_good` tells that another attempt has no use. With `again_in` it was not offered at all,
    so this was no attempt; it is the seconds after which there is use in one.
    """

    def __init__(
        self, reason: str, *, for_good: bool = False, again_in: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
        self.again_in = again_in


class Mailer(Protocol):
    """Delivers letters."""

    def deliver(self, letter: Letter) -> None:
        """Hand a letter over, or raise CannotDeliver."""


class NullMailer:
    """Delivers nothing: in the demo a letter is read under "Berichten"."""

    def deliver(self, letter: Letter) -> None:
        """Leave the letter where it is kept."""


class NoMailer:
    """Stands where no mail server was set: letters wait until there is one."""

    def deliver(self, letter: Letter) -> None:
        """Say what is missing."""
        raise CannotDeliver("Er is geen mailserver ingesteld (SMTP_URL).")


@dataclass(slots=True)
class _Quiet:
    until: float
    length: float
    is_asked: bool = False


class Silence:
    """Remembers which mail servers keep silent: waiting for them again would hold up other jobs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._quiet: dict[str, _Quiet] = {}
        self._lock = threading.Lock()

    def left(self, server: str) -> float:
        """Seconds for which to leave it alone; 0 is to ask.

        When its time is over one asks, and the others still wait for what comes of that.
        """
        with self._lock:
            quiet, now = self._quiet.get(server), self._clock()
            if quiet is None:
                return 0.0
            if now < quiet.until:
                return quiet.until - now
            quiet.until, quiet.is_asked = now + LEFT_ALONE, True
            return 0.0

    def begins(self, server: str) -> None:
        """It did not answer; asked once more after a silence, it is left alone longer."""
        with self._lock:
            before = self._quiet.get(server)
            if before is not None and not before.is_asked:
                return  # Others had asked at the same time: that is one silence.
            length = min(before.length * 2, LONGEST) if before else LEFT_ALONE
            self._quiet[server] = _Quiet(self._clock() + length, length)

    def ends(self, server: str) -> None:
        """It answered."""
        with self._lock:
            self._quiet.pop(server, None)


SILENCE = Silence()
SILENT = "De mailserver antwoordde niet op tijd."


class SmtpMailer:
    """Delivers by SMTP: `smtp://user:password@host:587/?starttls=1`, or `smtps://`.

    `timeout=` in the URL is in seconds and holds for every step of the talk with the server.
    """

    def __init__(self, url: str, sender: str, domain: str, silence: Silence = SILENCE) -> None:
        self._silence = silence
        self._at = urlsplit(url)
        options = parse_qs(self._at.query)
        self._starttls = options.get("starttls", ["0"])[-1] in ("1", "yes", "true")
        self._timeout = float(options.get("timeout", [str(TIMEOUT)])[-1])
        self._sender = sender
        self._domain = domain

    def deliver(self, letter: Letter) -> None:
        """Hand a letter to the mail server, or raise CannotDeliver."""
        if left := self._silence.left(self._at.netloc):
            raise CannotDeliver(SILENT, again_in=left)
        try:
            self._hand_over(letter)
        except CannotDeliver as failure:
            told = self._silence.begins if failure.reason == SILENT else self._silence.ends
            told(self._at.netloc)
            raise
        self._silence.ends(self._at.netloc)

    def _hand_over(self, letter: Letter) -> None:
        try:
            with self._connect() as server:
                self._greet(server)
                server.send_message(self._message(letter))
        except (smtplib.SMTPException, OSError, ValueError) as failure:
            raise _explained(failure) from None

    def _connect(self) -> smtplib.SMTP:
        host, name = self._at.hostname or "localhost", self._domain
        if self._at.scheme == "smtps":
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                host, self._at.port or 465, name, timeout=self._timeout, context=trust
            )
        return smtplib.SMTP(host, self._at.port or 25, name, timeout=self._timeout)

    def _greet(self, server: smtplib.SMTP) -> None:
        if self._starttls:
            server.starttls(context=ssl.create_default_context())
        if self._at.username:
            server.login(unquote(self._at.username), unquote(self._at.password or ""))

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = formataddr((letter.sender_name, self._sender))
        message["To"] = letter.recipient
        message["Subject"] = " ".join(letter.subject.split())
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{letter.reference}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        html = html_of(letter.sender_name, message["Subject"], letter.body)
        message.add_alternative(html, subtype="html")
        return message


def _explained(failure: Exception) -> CannotDeliver:
    match failure:
        case smtplib.SMTPAuthenticationError():
            return CannotDeliver("De mailserver weigert onze inlognaam of ons wachtwoord.")
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            codes = sorted({code for code, _words in refused.values()})
            return _refused("dit adres", codes[0])
        case smtplib.SMTPResponseException(smtp_code=code):
            return _refused("het bericht", code)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return CannotDeliver("De mailserver kan dit adres of bericht niet aan.", for_good=True)
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return CannotDeliver(SILENT)
        case ssl.SSLError():
            return CannotDeliver("De mailserver is niet veilig te bereiken.")
    return CannotDeliver("De mailserver is niet te bereiken.")


def _refused(what: str, code: int) -> CannotDeliver:
    return CannotDeliver(f"De mailserver weigert {what} (code {code}).", for_good=500 <= code < 600)


def mailer_for(settings: Settings) -> Mailer:
    """Who delivers the letters of this installation."""
    if settings.is_demo:
        return NullMailer()
    if not settings.smtp_url:
        return NoMailer()
    return SmtpMailer(settings.smtp_url, settings.mail_from, settings.base_domain)
