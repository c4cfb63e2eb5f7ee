"""What in a text may tell who somebody is: a warning, for the program cannot know."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from core.accounts.models import Role
from core.bsn import without_bsn
from core.families.models import Family, FamilyMember
from core.work import Work

MAIL = re.compile(r"\S+@\S+\.\w{2,}")
PHONE = re.compile(r"(?<!\d)(?:\+\d{1,3}|00\d{1,3}|0)[\s\-()]*(?:\d[\s\-]?){7,11}\d(?!\d)")
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST_PART = 3
_PARTICLES = frozenset(
    {"de", "den", "der", "het", "van", "ten", "ter", "aan", "bij", "von", "gezin"}
)


@dataclass(frozen=True, slots=True)
class Traces:
    """What was found: names of this programme's families and people, a phone number, a mail."""

    names: tuple[str, ...] = ()
    has_phone: bool = False
    has_mail: bool = False
    has_bsn: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that may tell who somebody is."""
        return not (self.names or self.has_phone or self.has_mail or self.has_bsn)


def traces_in(work: Work, text: str) -> Traces:
    """What in a text may tell who somebody is, in two statements.

    A name counts however it is written. A part of a longer name counts only with a capital, for
    "wit" and "bos" are words as well. Who may not know the families is never told that a name is
    theirs.
    """
    names = () if work.actor.role == Role.GEMEENTE else names_in(text, known_names(work))
    return Traces(
        names=names,
        has_phone=bool(PHONE.search(text)),
        has_mail=bool(MAIL.search(text)),
        has_bsn=without_bsn(text) != text,
    )


def known_names(work: Work) -> set[str]:
    """The names of every family of this programme and of the people in them: two statements."""
    found = set(work.session.scalars(select(Family.name).distinct()))
    people = select(FamilyMember.first_name, FamilyMember.last_name).distinct()
    for first, last in work.session.execute(people):
        found |= {first, last}
    return {name for name in found if name.strip()}


def names_in(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Which of these names a text says: whole however written, in part with a capital only."""
    words = _PART.findall(unicodedata.normalize("NFC", text))
    said = " ".join(words).casefold()
    capitals = {word for word in words if word[0].isupper()}
    return tuple(sorted(name for name in names if _is_said(name, said, capitals)))


def _is_said(name: str, said: str, capitals: set[str]) -> bool:
    parts = _PART.findall(name)
    whole = " ".join(parts).casefold()
    if len(whole) > 1 and f" {whole} " in f" {said} ":
        return True
    return len(parts) > 1 and any(
        part in capitals and len(part) >= _SHORTEST_PART and part.casefold() not in _PARTICLES
        for part in parts
    )
