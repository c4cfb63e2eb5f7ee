"""What goes out: a file of one row for each thing that happened, without a name."""

from collections.abc import Mapping
from typing import Any

from core.extension import Call, Change, _
from core.extension.sheets import write_table

FIELDS: Mapping[str, str] = {
    "bericht": "",
    "soort": "",
    "gezin": "family",
    "rol": "role",
    "verwijzer": "source",
    "sinds": "since",
    "stand": "state",
    "fase": "phase",
    "datum": "on",
    "koppeling": "coupling",
    "reden": "end_reason",
}
"""Our words, and the fact that each holds."""
IN_WORDS = ("nummer", "voornaam", "achternaam", "contact", "postcode", "verhaal", "toestemming")


def mapping_of(options: Mapping[str, Any]) -> dict[str, str]:
    """Our word to their column, for what goes out; raises ValueError with a sentence."""
    return read_mapping(options.get("columns_out") or "", tuple(FIELDS))


def read_mapping(text: str, known: tuple[str, ...]) -> dict[str, str]:
    """The lines "our word = their column"; without any, our own words."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        ours, sign, theirs = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not sign or not theirs or ours.lower() not in known:
            words = ", ".join(known)
            raise ValueError(_("Kies uit onze woorden: %(words)s.", words=words))
        found[ours.lower()] = theirs
    return found or {word: word for word in known}


def file_of(call: Call, change: Change) -> tuple[str, bytes]:
    """The name and the content of the file of one message."""
    columns = mapping_of(call.options)
    told = {word: str(change.facts.get(fact, "")) for word, fact in FIELDS.items() if fact}
    told |= {"bericht": str(change.id), "soort": str(change.kind)}
    table = write_table("bericht", list(columns.values()), [[told[one] for one in columns]], "csv")
    return f"{change.on.isoformat()}-{change.id}.csv", table.content
