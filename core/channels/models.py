"""Links with which an organisation of the network signs families up, without an account."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal
from tenants.isolation import TenantModel


class ChannelLink(TenantModel):
    """A link for one organisation to one channel; its address is the signed id.

    `channel` is "<plugin>.<channel>". `ended_on` is set when it was withdrawn.
    """

    __tablename__ = "channel_link"

    channel: Mapped[str] = internal(String(80))
    partner_id: Mapped[UUID] = belongs_to("partner", on_delete="CASCADE")
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    made_on: Mapped[date] = internal(Date())
    expires_on: Mapped[date] = internal(Date())
    ended_on: Mapped[date | None] = internal(Date())
    last_used_on: Mapped[date | None] = internal(Date())
    uses: Mapped[int] = internal(Integer(), default=0)
