"""Which rule of the database an error speaks of, read in this one place.

A distributed engine appends `_<shard>` to a constraint's name and gives it in the message
only, so the name is looked for in the words as well.
"""

import re

from sqlalchemy.exc import IntegrityError


def violates(error: IntegrityError, constraint: str) -> bool:
    """Whether `error` was raised by the constraint of this name."""
    diagnosis = getattr(error.orig, "diag", None)
    words = f"{getattr(diagnosis, 'constraint_name', None) or ''} {error.orig}"
    return re.search(rf"\b{re.escape(constraint)}(_\d+)?\b", words) is not None
