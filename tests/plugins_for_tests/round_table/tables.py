"""Meetings, and the families that are spoken of there."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped

from core.models import METADATA  # the tables of core, to which these refer
from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import index, unique
from tenants.plugin_tables import PluginTable
from tenants.sealing import Sealed

assert METADATA.tables


class Meeting(PluginTable, plugin="round_table"):
    """A meeting on a day."""

    __tablename__ = "meeting"
    __table_args__ = (unique("held_on", "place"), index("place"))

    held_on: Mapped[date] = internal(Date())
    place: Mapped[str] = internal(String(40))
    seats: Mapped[int | None] = internal(Integer())


class Case(PluginTable, plugin="round_table"):
    """A family on the agenda, and what was said."""

    __tablename__ = "case"
    __table_args__ = (unique("meeting_id", "family_id"),)

    meeting_id: Mapped[UUID] = belongs_to("meeting", on_delete="CASCADE")
    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    member_id: Mapped[UUID | None] = belongs_to("family_member", on_delete="CASCADE")
    earlier_id: Mapped[UUID | None] = belongs_to("case", on_delete="SET NULL")
    outcome: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
