"""How much a file may hold, looked at before anything takes it for a table."""

from typing import Final

from core.errors import Refused
from core.wording import _

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
LONGEST_TEXT: Final = 20_000


def unreadable() -> Refused:
    """What to say about a file that is no table."""
    return Refused(
        _(
            "Dit bestand kunnen we niet lezen. Open het in Excel of LibreOffice, sla het op als "
            "XLSX, ODS of CSV en kies dat bestand."
        ),
        "file",
    )


def too_many_rows() -> Refused:
    """What to say about more rows than one file may hold."""
    return Refused(
        _(
            "Dit bestand heeft meer dan %(most)s rijen. Verdeel het over meer bestanden.",
            most=MOST_ROWS,
        ),
        "file",
    )


def too_many_columns() -> Refused:
    """What to say about more columns than one file may hold."""
    return Refused(
        _(
            "Dit bestand heeft meer dan %(most)s kolommen. Haal de kolommen weg die u niet nodig "
            "heeft.",
            most=MOST_COLUMNS,
        ),
        "file",
    )


def too_big() -> Refused:
    """What to say about a file with too many bytes, packed or unpacked."""
    return Refused(
        _(
            "Dit bestand is te groot: %(most)s MB is het meeste. Verdeel het over meer bestanden.",
            most=MOST_BYTES // 1024 // 1024,
        ),
        "file",
    )


def check_size(content: bytes) -> None:
    """Refuse a file without content or with too much of it."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused(_("Dit bestand is leeg. Kies een bestand met een tabel."), "file")
    if len(content) > MOST_BYTES:
        raise too_big()
