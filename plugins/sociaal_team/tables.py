"""The cases on the agenda of the team's meetings."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped

from core.extension.tables import DataClass, PluginTable, Sealed, belongs_to, internal, sealed
from core.extension.tables import unique as one_of

KEY = "sociaal_team"


class AgendaItem(PluginTable, plugin="sociaal_team"):
    """A sign-up that a meeting speaks of. It holds no name: that stands in the sign-up itself.

    `meeting_on` is the meeting to come, or the one that decided; `outcome` a key of
    `agenda.OUTCOMES`, None while it is still to be spoken of.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (one_of("referral_id"),)

    referral_id: Mapped[UUID] = belongs_to("referral", on_delete="CASCADE")
    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="CASCADE")
    meeting_on: Mapped[date] = internal(Date())
    put_on: Mapped[date] = internal(Date())
    outcome: Mapped[str | None] = internal(String(20))
    decided_on: Mapped[date | None] = internal(Date())
    note: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
