"""When the database cannot do it now: stopped, starting again, full, or with too much to do."""

from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

_NOT_NOW: Final = ("08", "53", "57P", "58")
"""SQLSTATEs of a lost connection, a lack of space or memory, a server that stops, and bad disks."""


def is_outage(error: Exception) -> bool:
    """Whether the same question may well be answered in a minute."""
    if isinstance(error, NoConnectionFree):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return error.connection_invalidated or str(state).startswith(_NOT_NOW)
