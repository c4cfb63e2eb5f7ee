"""Offers as columns: one sequence for each field of a profile, and a profile when it is asked for.

Thousands of offers are laid beside a request, and some dozens of them are looked at: only those
become profiles.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from core.matching.profiles import OfferProfile

Found = TypeVar("Found")
FIELDS = tuple(field.name for field in fields(OfferProfile))


class OfferColumns(Sequence[OfferProfile]):
    """Offers in the order of their ids; `column["max_km"]` has that field of each of them."""

    def __init__(
        self, column: Mapping[str, Sequence[Any]], made: Sequence[OfferProfile] | None = None
    ) -> None:
        self.column = column
        self._made = made
        self._values = [column[name] for name in FIELDS]

    @classmethod
    def of(cls, offers: Iterable[OfferProfile]) -> "OfferColumns":
        """The columns of profiles that are there already."""
        made = sorted(offers, key=attrgetter("id"))
        return cls({name: list(map(attrgetter(name), made)) for name in FIELDS}, made)

    def __len__(self) -> int:
        return len(self._values[0])

    def __getitem__(self, number: Any) -> Any:
        if self._made is not None:
            return self._made[number]
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        return OfferProfile(*(values[number] for values in self._values))


def each(work_out: Callable[..., Found], *columns: Iterable[Any]) -> list[Found]:
    """What is worked out of each row of these columns: once for all rows that are equal."""
    rows = list(zip(*columns, strict=True))
    known = {row: work_out(*row) for row in set(rows)}
    return [known[row] for row in rows]


def free_places(offers: OfferColumns) -> dict[UUID, int]:
    """How many places are free with each offer that has one, by its id."""
    column = offers.column
    left = (
        (UUID(id_), capacity - running)
        for id_, capacity, running in zip(
            column["id"], column["capacity"], column["running"], strict=True
        )
    )
    return {id_: free for id_, free in left if free > 0}
