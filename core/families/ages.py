"""Ages in whole years."""

from datetime import date


def age_on(born_on: date | None, today: date) -> int | None:
    """Return the age on a day, None when the birthday is unknown."""
    if born_on is None:
        return None
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1)
