"""Which variants of the method a tenant works with, and how they read then."""

from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import internal
from tenants.isolation import TenantModel, unique


class MethodChoice(TenantModel):
    """A variant that is on, in the version for new couplings. No rows: the standard method."""

    __tablename__ = "method_choice"
    __table_args__ = (unique("variant"),)

    variant: Mapped[str] = internal(String(40))
    version: Mapped[int] = internal(SmallInteger())
    is_default: Mapped[bool] = internal(Boolean(), default=False)
    chosen_on: Mapped[date] = internal(Date())


class MethodVersion(TenantModel):
    """A version that was ever chosen, whole: what runs by it goes on when its plugin is gone."""

    __tablename__ = "method_version"
    __table_args__ = (unique("variant", "version"),)

    variant: Mapped[str] = internal(String(40))
    version: Mapped[int] = internal(SmallInteger())
    content: Mapped[dict[str, Any]] = internal(JSONB())
