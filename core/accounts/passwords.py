"""Passwords: kept as argon2id hashes (RFC 9106), and what makes one good enough."""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import Refused
from core.settings import Settings
from core.wording import _

SHORTEST = 12
_FEWEST_SIGNS = 5
# Each hash takes tens of megabytes: no more of them at a time, however many threads there are.
_AT_ONCE = BoundedSemaphore(4)


class Passwords:
    """Makes and checks hashes, as expensive as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.password_rounds,
            memory_cost=settings.password_memory_kib,
            parallelism=1,
        )

    def hash(self, password: str) -> str:
        """The hash to keep; it carries its own salt and parameters."""
        with _AT_ONCE:
            return self._hasher.hash(_plain(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether this is the password; as slow when there is no hash to compare with."""
        if kept is None:
            self.hash(password)
            return False
        try:
            with _AT_ONCE:
                return self._hasher.verify(kept, _plain(password))
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def require_good(password: str, *known: str) -> None:
    """Raise Refused when a password is too easy; `known` are words that others know."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise Refused(
            _(
                "Dit wachtwoord is te kort. Gebruik ten minste %(number)s tekens, "
                "bijvoorbeeld vier woorden achter elkaar.",
                number=SHORTEST,
            ),
            "password",
        )
    if len(set(plain.casefold())) < _FEWEST_SIGNS or _is_known(plain, known):
        raise Refused(
            _("Dit wachtwoord is te makkelijk te raden. Kies een ander, zonder uw naam of adres."),
            "password",
        )


def _is_known(plain: str, known: tuple[str, ...]) -> bool:
    guess = plain.casefold().strip("0123456789!?. ")
    return any(guess == word.casefold() or guess == word.casefold().partition("@")[0]
               for word in known)  # fmt: skip


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
