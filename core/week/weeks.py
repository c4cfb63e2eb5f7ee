"""This week and the next: both run to Sunday."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The days that the page is about, counted from today."""

    today: date

    @property
    def sunday(self) -> date:
        """The last day of this week."""
        return sunday_of(self.today)

    @property
    def next_sunday(self) -> date:
        """The last day of next week: nothing later is shown."""
        return self.sunday + WEEK

    def due(self, start: date, deadline: date) -> date:
        """The day by which to do what can wait: in the week in which it starts, never later than
        its deadline. It is late only once the deadline has passed.
        """
        if deadline < self.today:
            return deadline
        return min(deadline, sunday_of(max(start, self.today)))


def sunday_of(day: date) -> date:
    """The Sunday that ends the week of a day."""
    return day + timedelta(days=6 - day.weekday())
