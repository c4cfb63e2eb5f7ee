"""How many there are alike: a profile may be read only where at least ten households fit it.

What is public comes first. Of a whole gemeente the inhabitants are known, with day and source, in
the programme's settings. How many of them are children of a band follows from the whole country:
CBS counted 17,475,415 inhabitants on 1 January 2021, of whom 681,662 were 0 to 3 years old,
1,457,912 were 4 to 11 and 1,171,648 were 12 to 17. Gemeenten differ (in Maastricht less
than 10 percent of the inhabitants were twelve or younger against 13 in the country, CBS 2015), and
brothers and sisters live in one household. So for the limit a quarter of the children is counted
as households: a floor, not an estimate. The number on the screen is the estimate of children, and
says so.

Of a village nothing public is known here. There the programme's own list decides: at least ten
families in it must live there with a child of that band. Without inhabitants the whole gemeente is
judged by the own list too. A region is more than one gemeente and always passes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.recruiting.wording import AGE, GEMEENTE, PLACE, Fields, band_of

ENOUGH = 10
COUNTRY = 17_475_415
CHILDREN = {"toddler": 681_662, "primary": 1_457_912, "secondary": 1_171_648}
EVERYWHERE = ""
"""In the own list: all places together."""
_CAUTION = 4


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is known of an area: its inhabitants, and the own families by place and band."""

    inhabitants: int | None = None
    own: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def children(self, fields: Fields) -> int | None:
        """About how many children in the gemeente fit, in hundreds; None when not known."""
        if self.inhabitants is None or fields.where != GEMEENTE:
            return None
        return _children(self.inhabitants, fields.who) // 100 * 100 or None

    def is_enough(self, fields: Fields) -> bool:
        """Whether at least ten households are alike, as far as can be known."""
        if fields.where.startswith(PLACE):
            return self._own(fields.where.removeprefix(PLACE), fields.who) >= ENOUGH
        if fields.where != GEMEENTE:
            return True
        if self.inhabitants is None:
            return self._own(EVERYWHERE, fields.who) >= ENOUGH
        return _children(self.inhabitants, fields.who) // _CAUTION >= ENOUGH

    def _own(self, place: str, who: str) -> int:
        return sum(self.own.get((place.casefold(), band), 0) for band in _bands(who))


def _bands(who: str) -> tuple[str, ...]:
    band = band_of(int(who.removeprefix(AGE))) if who.startswith(AGE) else who
    return (band,) if band in CHILDREN else tuple(CHILDREN)


def _children(inhabitants: int, who: str) -> int:
    children = sum(CHILDREN[band] for band in _bands(who)) * inhabitants // COUNTRY
    # Of an exact age only a year of the band is alike; the widest band counts eight years.
    return children // 8 if who.startswith(AGE) else children
