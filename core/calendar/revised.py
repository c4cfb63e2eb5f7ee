"""Rows that say how often and when they changed, as calendars of others ask."""

from datetime import datetime

from sqlalchemy import DateTime, Integer, column, func
from sqlalchemy.orm import Mapped

from tenants.columns import internal


class Revised:
    """Counts every change by itself, of a row and of many at once."""

    sequence: Mapped[int] = internal(Integer(), default=0, onupdate=column("sequence") + 1)
    changed_at: Mapped[datetime] = internal(
        DateTime(timezone=True), default=func.now(), onupdate=func.now()
    )
