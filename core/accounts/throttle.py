"""Guessing passwords is slowed down, per mail address and per network address.

Attempts are counted before the password is looked at, in a short transaction of their own: a
failed login is undone as a whole, its count is not. Addresses are kept as keyed digests only.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from sqlalchemy import Update, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from core.accounts.models import LoginAttempt
from core.wording import _, ngettext
from tenants.database import Database

MAIL_REMEMBERED = timedelta(hours=24)
NETWORK_REMEMBERED = timedelta(hours=1)
SHORTEST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FREE_PER_MAIL = 5
FREE_PER_NETWORK = 100


class TooManyAttempts(Exception):
    """Too many attempts: `wait` says how long to wait from now."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, at least one."""
        return max(1, ceil(self.wait.total_seconds()))

    @property
    def message(self) -> str:
        """What to tell the reader."""
        if self.seconds < 60:
            span = ngettext("%(num)s seconde", "%(num)s seconden", self.seconds)
        else:
            span = ngettext("%(num)s minuut", "%(num)s minuten", -(-self.seconds // 60))
        told = _("Er is te vaak geprobeerd. Wacht %(span)s en probeer het dan opnieuw.", span=span)
        return str(told)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what attempts: the digest of an address, and how many attempts are free.

    After `remembered` without an attempt, counting starts anew.
    """

    digest: bytes
    free: int
    remembered: timedelta


class Throttle:
    """Counts attempts of one kind ("login", "reset") and says when the next may be made."""

    def __init__(self, database: Database, secret_key: str, kind: str) -> None:
        self._database = database
        self._secret = secret_key.encode()
        self._kind = kind

    def enter(self, email: str, network: str | None) -> None:
        """Count an attempt, or raise TooManyAttempts and count nothing."""
        subjects = sorted(self._subjects(email, network), key=lambda subject: subject.digest)
        with self._database.aside() as session:
            wait = _longest_wait(session, subjects)
            if wait > timedelta():
                raise TooManyAttempts(wait)
            for subject in subjects:
                session.execute(_one_more(subject))

    def forget(self, email: str, network: str | None = None) -> None:
        """A good login: count anew for this mail address, and one less for this network."""
        with self._database.aside() as session:
            old = LoginAttempt.last_failure_at < func.now() - MAIL_REMEMBERED
            mail = LoginAttempt.subject == self._mail(email).digest
            session.execute(delete(LoginAttempt).where(mail | old))
            for subject in self._subjects(email, network)[1:]:
                session.execute(_one_less(subject))

    def _subjects(self, email: str, network: str | None) -> list[Subject]:
        subjects = [self._mail(email)]
        if network:
            digest = self._digest("network", _network(network))
            subjects.append(Subject(digest, FREE_PER_NETWORK, NETWORK_REMEMBERED))
        return subjects

    def _mail(self, email: str) -> Subject:
        return Subject(self._digest("mail", email), FREE_PER_MAIL, MAIL_REMEMBERED)

    def _digest(self, sort: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{self._kind} {sort} {value}".encode(), hashlib.sha256)


def _longest_wait(session: Session, subjects: Sequence[Subject]) -> timedelta:
    known = {subject.digest: subject for subject in subjects}
    rows = session.execute(
        select(
            LoginAttempt.subject, LoginAttempt.failures, LoginAttempt.last_failure_at,
            func.clock_timestamp(),
        )
        .where(LoginAttempt.subject.in_(known))
        .order_by(LoginAttempt.subject)
        .with_for_update()
    ).all()  # fmt: skip
    waits = [wait_for(failures, known[digest], last, now) for digest, failures, last, now in rows]
    return max([timedelta(), *waits])


def wait_for(attempts: int, subject: Subject, last: datetime, now: datetime) -> timedelta:
    """How long to wait after so many attempts: nothing at first, then twice as long each time."""
    if attempts < subject.free or now - last > subject.remembered:
        return timedelta()
    doublings = min(attempts - subject.free, 10)
    waiting = min(SHORTEST_WAIT * int(2**doublings), LONGEST_WAIT)
    return max(timedelta(), last + waiting - now)


def _one_more(subject: Subject) -> Insert:
    fresh = insert(LoginAttempt).values(
        subject=subject.digest, failures=1, last_failure_at=func.clock_timestamp()
    )
    is_old = LoginAttempt.last_failure_at < func.now() - subject.remembered
    return fresh.on_conflict_do_update(
        index_elements=[LoginAttempt.subject],
        set_={
            "failures": case((is_old, 1), else_=LoginAttempt.failures + 1),
            "last_failure_at": func.clock_timestamp(),
        },
    )


def _one_less(subject: Subject) -> Update:
    return (
        update(LoginAttempt)
        .where(LoginAttempt.subject == subject.digest, LoginAttempt.failures > 0)
        .values(failures=LoginAttempt.failures - 1)
    )


def _network(address: str) -> str:
    """An address as it is counted: a household or office shares its first 64 bits (IPv6)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
