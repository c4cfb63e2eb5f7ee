"""What a cell means: each reader gives a value, or says in words what is wrong with it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marshmallow import ValidationError

from core.contact_details import read_mail, read_phone
from core.families.models import FamilyRole
from core.importing.columns import plain
from core.languages import LANGUAGES
from core.method.variant import ReferralSource
from core.web.forms.dates import read_date
from core.wording import _

_MIDDLE = (7, 1)
"""Of whom only the year is known is taken to be born in its middle: least wrong."""
_EARLIEST = dt.date(2000, 1, 1)


class Wrong(Exception):
    """A cell that cannot be read; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the file knows it."""

    first_name: str
    born_on: dt.date | None
    year_only: bool


class Stage:
    """How far a family is."""

    SIGNED_UP: Final = "signed_up"
    WAITING: Final = "waiting"
    COUPLED: Final = "coupled"


def role(text: str) -> FamilyRole:
    """Vraaggezin or steungezin."""
    word = plain(text)
    if word.startswith(("vraag", "hulpvra")):
        return FamilyRole.ASKING
    if word.startswith(("steun", "aanbod", "gastgezin")):
        return FamilyRole.OFFERING
    raise Wrong(_("Vul vraaggezin of steungezin in."))


def stage(text: str) -> str | None:
    """How far a family is; None when nothing is said."""
    word = plain(text)
    if not word:
        return None
    if word.startswith(("gekoppeld", "proef", "definitief", "lopend", "actief", "bezet")):
        return Stage.COUPLED
    if word.startswith(("wacht", "zoek", "open", "beschikbaar")):
        return Stage.WAITING
    if word.startswith(("aangemeld", "aanmelding", "nieuw", "intake", "in gesprek")):
        return Stage.SIGNED_UP
    if word.startswith(("afge", "gesloten", "gestopt", "beeindigd", "archief")):
        raise Wrong(_("Dit dossier is afgesloten. Neem alleen gezinnen over met wie u nog werkt."))
    raise Wrong(_("Status “%(value)s” kennen we niet. Kies aangemeld, wachtend of gekoppeld.",
                  value=text[:40]))  # fmt: skip


def name(text: str, most: int = 60) -> str:
    """A name that is not too long."""
    if len(text) > most:
        raise Wrong(_("Deze naam is te lang. Gebruik hooguit %(most)s tekens.", most=most))
    return text


def postcode4(text: str) -> str:
    """The four digits of a postcode, "" for none."""
    if not text:
        return ""
    found = re.fullmatch(r"([1-9]\d{3})\s*([A-Za-z]{2})?", text, re.ASCII)
    if found is None:
        raise Wrong(_("Postcode “%(value)s” klopt niet. Vul vier cijfers in, bijvoorbeeld 3911.",
                      value=text[:20]))  # fmt: skip
    return found[1]


def phone(text: str) -> str | None:
    """A phone number as it is kept, None for none; the 0 that a spreadsheet drops comes back."""
    if not text:
        return None
    whole = f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text
    try:
        return read_phone(whole)
    except ValidationError as error:
        raise Wrong(str(error.messages[0])) from None


def email(text: str) -> str | None:
    """A mail address, None for none."""
    try:
        return read_mail(text) if text else None
    except ValidationError as error:
        raise Wrong(str(error.messages[0])) from None


def past_day(text: str, today: dt.date) -> dt.date | None:
    """A day that has been, None for none."""
    if not text:
        return None
    try:
        day = read_date(text.split(" ")[0] if re.match(r"\d{4}-", text) else text)
    except ValidationError as error:
        raise Wrong(str(error.messages[0])) from None
    if day is None:
        raise Wrong(_("“%(value)s” is geen datum. Vul in zoals 4-12-2026.", value=text[:30]))
    if day > today:
        raise Wrong(_("Deze datum ligt in de toekomst. Kies vandaag of eerder."))
    if day < _EARLIEST:
        raise Wrong(_("Deze datum ligt te ver terug. Controleer het jaar."))
    return day


def children(text: str, today: dt.date) -> tuple[Child, ...]:
    """Names with a year or a day of birth: "Noah (2018), Mila 3-4-2021"."""
    parts = [part.strip(" .") for part in re.split(r"[,;\n]|\s+en\s+", text) if part.strip(" .")]
    return tuple(_child(part, today) for part in parts)


def _child(text: str, today: dt.date) -> Child:
    found = re.fullmatch(r"(?P<name>[^\d(]*?)\s*\(?(?P<born>\d[\d\-/. ]*)?\)?", text)
    if found is None or not found["name"].strip():
        raise Wrong(_("Kind “%(value)s” kunnen we niet lezen. Schrijf: Noah (2018).",
                      value=text[:40]))  # fmt: skip
    born = (found["born"] or "").strip()
    if not born:
        return Child(name(found["name"].strip()), None, year_only=False)
    year_only = re.fullmatch(r"\d{4}", born) is not None
    day = _year(born, today) if year_only else past_day(born, today)
    if day is None or day.year < today.year - 25:
        raise Wrong(
            _("Kind “%(value)s” is ouder dan 25 jaar. Controleer het jaar.", value=text[:40])
        )
    return Child(name(found["name"].strip()), day, year_only)


def _year(text: str, today: dt.date) -> dt.date:
    year = int(text)
    if not 1900 <= year <= today.year:
        raise Wrong(_("Geboortejaar %(year)s kan niet.", year=text))
    return min(dt.date(year, *_MIDDLE), today)


def source(text: str, sources: Sequence[ReferralSource]) -> str | None:
    """The key of who sent a family, of the sources of the method; None when nothing is said."""
    word = plain(text)
    if not word:
        return None
    for known in sources:
        label = plain(str(known.label))
        if word == known.key.replace("_", " ") or word == label or word in label.split(" of "):
            return known.key
    keys = {known.key for known in sources}
    for key, words in _SOURCE_WORDS.items():
        if key in keys and word.startswith(words):
            return key
    labels = ", ".join(str(known.label) for known in sources)
    raise Wrong(_("“%(value)s” kennen we niet. Kies uit: %(labels)s.", value=text[:40],
                  labels=labels))  # fmt: skip


_SOURCE_WORDS: Final = {
    "self": ("zelf", "gezin", "eigen"),
    "school": ("school", "basisschool", "leerkracht", "intern begeleider"),
    "childcare": ("kinderopvang", "kdv", "bso", "peuter"),
    "cjg": ("cjg", "centrum voor jeugd"),
    "social_team": ("sociaal", "wijkteam", "gebiedsteam", "buurtteam"),
    "jgz": ("jgz", "consultatie", "ggd"),
    "huisarts": ("huisarts", "praktijk"),
    "youth_help": ("jeugd", "veilig thuis"),
    "network": ("kerk", "moskee", "sport", "buurthuis", "netwerk"),
    "other": ("ander", "overig"),
}


def language(text: str) -> str:
    """The code of a language; Dutch when nothing is said."""
    word = plain(text)
    if not word:
        return "nl"
    for code, label in LANGUAGES:
        if word == code or word in plain(str(label)).split(" of "):
            return code
    return "other"


def places(text: str) -> int:
    """How many families a steungezin can help: 1 to 3."""
    if not text:
        return 1
    if text not in ("1", "2", "3"):
        raise Wrong(_("Een steungezin heeft 1, 2 of 3 plekken."))
    return int(text)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of couplings, in small letters."""
    return tuple(dict.fromkeys(part.strip().lower() for part in re.split(r"[,;/]", text)
                               if part.strip()))  # fmt: skip
