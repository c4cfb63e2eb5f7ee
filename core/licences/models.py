"""Who was told that a licence ends."""

from datetime import date

from sqlalchemy import Date, SmallInteger, String
from sqlalchemy.orm import Mapped

from tenants.columns import internal
from tenants.isolation import TenantModel, unique


class LicenceWarning(TenantModel):
    """That the programme managers were told, so many days before a last day; once each.

    A licence that is extended has another last day, so its warnings begin anew.
    """

    __tablename__ = "licence_warning"
    __table_args__ = (unique("variant", "last_day", "days_before"),)

    variant: Mapped[str] = internal(String(40))
    last_day: Mapped[date] = internal(Date())
    days_before: Mapped[int] = internal(SmallInteger())
    told_on: Mapped[date] = internal(Date())
