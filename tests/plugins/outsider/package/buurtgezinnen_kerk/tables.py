"""The visits of a deacon."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped

from core.extension.tables import PluginTable, internal


class Visit(PluginTable, plugin="kerk"):
    """A visit on a day, by somebody of the church."""

    __tablename__ = "visit"

    held_on: Mapped[date] = internal(Date())
    by_whom: Mapped[str] = internal(String(60))
