"""The columns of a list of organisations, as files have them, and how else they are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.network.kinds import KINDS, OTHER
from core.wording import Text, _l


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its name in our own files, and other names by which it is known."""

    key: str
    label: Text
    also: tuple[str, ...]


COLUMNS = (
    Column("name", _l("Organisatie"), ("organisatie", "naam organisatie", "naam", "school")),
    Column("kind", _l("Soort"), ("soort", "type", "soort organisatie")),
    Column("place", _l("Plaats"), ("plaats", "woonplaats", "stad", "dorp")),
    Column("person", _l("Contactpersoon"), ("contactpersoon", "naam contactpersoon", "contact")),
    Column("function", _l("Functie"), ("functie", "rol")),
    Column("phone", _l("Telefoon"), ("telefoon", "telefoonnummer", "tel", "mobiel")),
    Column("email", _l("E-mail"), ("e-mail", "email", "e-mailadres", "emailadres", "mail")),
    Column("note", _l("Goed om te weten"), ("goed om te weten", "notitie", "opmerking")),
)
_KINDS_SAID: Mapping[str, str] = MappingProxyType(
    {
        "": OTHER,
        "basisschool": "school",
        "kdv": "childcare",
        "bso": "childcare",
        "kinderdagverblijf": "childcare",
        "kerk": "church",
        "moskee": "church",
        "sportvereniging": "sports_club",
        "team": "team",
        "sociaal team": "team",
        "cjg": "team",
        "consultatiebureau": "youth_health",
        "jgz": "youth_health",
        "huisarts": "practice",
        "praktijk": "practice",
        "buurthuis": "community",
        "vereniging": "community",
        "anders": OTHER,
    }
)


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands in a header; the first of two that mean the same counts."""
    found: dict[str, int] = {}
    for number, name in enumerate(header):
        said = " ".join(name.casefold().replace(".", "").split())
        for column in COLUMNS:
            if said in (*column.also, str(column.label).casefold()):
                found.setdefault(column.key, number)
    return found


def kind_said(text: str) -> str | None:
    """The kind that a file means; None when it is unknown, another organisation when empty."""
    said = " ".join(text.casefold().split())
    for key, label in KINDS:
        if said in (key, str(label).casefold()):
            return key
    return _KINDS_SAID.get(said)
