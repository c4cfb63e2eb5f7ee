"""Who to phone about something."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from core.contact_details import spaced
from core.families.queries import Reach

Families = tuple[tuple[UUID, str], ...]
"""The ids and names of one family, or of the two of a coupling."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to phone; `name` is a first name, or the family's where there are two."""

    name: str
    number: str
    message_safe: bool | None = None

    @property
    def shown(self) -> str:
        """The number as people write it."""
        return spaced(self.number)


def calls_to(families: Families, people: Mapping[UUID, tuple[Reach, ...]]) -> tuple[Call, ...]:
    """The first who can be phoned of each family."""
    calls = []
    for family_id, name in families:
        reach = next((one for one in people.get(family_id, ()) if one.phone), None)
        if reach:
            called = name if len(families) > 1 else reach.first_name or name
            calls.append(Call(called, reach.phone, reach.message_safe))
    return tuple(calls)
