"""Everything that other capabilities may ask about a family."""

from core.families.ages import age_on
from core.families.family_list import FamilyLine, FamilyPage, Wanted, list_families
from core.families.heading import (
    FamilyHeading,
    FileHeading,
    Person,
    family_heading,
    people_of,
)
from core.families.phase import PHASE_LABELS, FamilyPhase, phase_of_file, waiting_since
from core.families.reach import KnownFamily, Reach, find_by_contact, phones_of

__all__ = [
    "PHASE_LABELS",
    "FamilyHeading",
    "FamilyLine",
    "FamilyPage",
    "FamilyPhase",
    "FileHeading",
    "KnownFamily",
    "Person",
    "Reach",
    "Wanted",
    "age_on",
    "family_heading",
    "find_by_contact",
    "list_families",
    "people_of",
    "phase_of_file",
    "phones_of",
    "waiting_since",
]
