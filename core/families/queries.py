"""Everything that other capabilities may ask about a family."""

from core.families.ages import age_on
from core.families.heading import (
    FamilyHeading,
    FileHeading,
    Person,
    family_heading,
    people_of,
)
from core.families.reach import KnownFamily, Reach, find_by_contact, phones_of

__all__ = [
    "FamilyHeading",
    "FileHeading",
    "KnownFamily",
    "Person",
    "Reach",
    "age_on",
    "family_heading",
    "find_by_contact",
    "people_of",
    "phones_of",
]
