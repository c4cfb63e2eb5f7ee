"""When evaluations are due: at the end of the trial, then every interval for as long as it runs.

A due date is the identity of an evaluation: when a talk is moved, the appointment changes and the
due date stays. So planning again adds nothing twice and misses nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from core.calendar.months import add_months
from core.calendar.working_days import last_working_day_before
from core.method.variant import YEAR


def trial_end(started_on: date, trial_days: int) -> date:
    """Return the day on which a trial of so many days ends; raises ValueError below one day."""
    if trial_days < 1:
        raise ValueError(f"a trial lasts at least a day, not {trial_days}")
    return started_on + timedelta(days=trial_days)


def trial_evaluation_on(started_on: date, ends_on: date) -> date:
    """Return the day for the talk that closes a trial: the last working day before its end.

    Never before the trial began.
    """
    return max(started_on, last_working_day_before(ends_on))


def due_dates(
    active_from: date, interval_months: int, until: date, first_year: int | None = None
) -> tuple[date, ...]:
    """Return every due date after `active_from` up to and including `until`.

    Each is counted from `active_from`, so 31 August gives 28 February and then 31 August again.
    `first_year` is the interval in the first twelve months, when it differs. Raises ValueError
    when an interval is less than a month.
    """
    for interval in (interval_months, first_year):
        if interval is not None and interval < 1:
            raise ValueError(f"an interval is at least a month, not {interval}")
    found: list[date] = []
    months = _next(0, interval_months, first_year)
    while (due := add_months(active_from, months)) <= until:
        found.append(due)
        months = _next(months, interval_months, first_year)
    return tuple(found)


def _next(months: int, interval: int, first_year: int | None) -> int:
    return months + (first_year if first_year and months < YEAR else interval)


def horizon(
    active_from: date, interval_months: int, today: date, first_year: int | None = None
) -> date:
    """Return how far to plan ahead so that the next evaluation is always there: its due date.

    That is the first due date after today, or the very first when the coupling only becomes
    active after today. (A month counted from 30 September ends before 31 October, so the horizon
    is a due date and not an interval from today.) Raises ValueError as `due_dates` does.
    """
    begun = max(active_from, today)
    longest = max(interval_months, first_year or 0)
    reach = add_months(begun, longest + 1)
    ahead = due_dates(active_from, interval_months, reach, first_year)
    return next(due for due in ahead if due > begun)


def due_dates_to_add(
    active_from: date,
    interval_months: int,
    until: date,
    planned: Iterable[date],
    first_year: int | None = None,
) -> tuple[date, ...]:
    """Return the due dates up to `until` that are not in `planned`, in order.

    `planned` holds the due dates of all evaluations of the coupling, held or not. Adding the
    answer and asking again gives (). For a coupling that ended, pass its last day as `until`.
    Raises ValueError when the interval is less than a month.
    """
    known = frozenset(planned)
    wanted = due_dates(active_from, interval_months, until, first_year)
    return tuple(due for due in wanted if due not in known)
