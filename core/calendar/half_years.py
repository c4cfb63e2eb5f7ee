"""Half-years: the periods in which a programme accounts for itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.wording import Text, _l


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """January to June (`half` 1) or July to December (`half` 2) of a year."""

    year: int
    half: int

    def __post_init__(self) -> None:
        """Refuse any other half."""
        if self.half not in (1, 2):
            raise ValueError(f"half must be 1 or 2, not {self.half}")

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def next(self) -> "HalfYear":
        """The half-year after it."""
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)

    @property
    def label(self) -> Text:
        """ "1e halfjaar 2026"."""
        return _l("%(half)de halfjaar %(year)d", half=self.half, year=self.year)

    def contains(self, day: date) -> bool:
        """Return whether a day falls in it."""
        return self.first <= day <= self.last


def half_year_of(day: date) -> HalfYear:
    """Return the half-year in which a day falls."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def half_years(first: date, last: date) -> tuple[HalfYear, ...]:
    """Return the half-years from the one with `first` to the one with `last`, in order.

    Empty when `last` is before `first`.
    """
    if last < first:
        return ()
    found = [half_year_of(first)]
    while found[-1].last < last:
        found.append(found[-1].next)
    return tuple(found)


def closed_until(today: date) -> date:
    """The last day of the half-year before this one."""
    return half_year_of(today).first - timedelta(days=1)
