"""Which plugins a tenant switched on, what went wrong, and what the operator allows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Integer, SmallInteger, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import PLATFORM, PlatformModel, TenantModel, index, unique
from tenants.sealing import Sealed


class PluginState(StrEnum):
    """`asked` waits for the admin's yes; `tripped` was switched off after repeated failure."""

    ASKED = "asked"
    ON = "on"
    OFF = "off"
    TRIPPED = "tripped"


class PluginActivation(TenantModel):
    """A plugin in this tenant; switched off it keeps its options and its data.

    `failures` counts those in a row. Secrets among the options are sealed apart, as JSON.
    """

    __tablename__ = "plugin_activation"
    __table_args__ = (unique("plugin"),)

    plugin: Mapped[str] = internal(String(30))
    state: Mapped[PluginState] = internal(String(8))
    options: Mapped[dict[str, Any]] = internal(JSONB())
    secrets: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    asked_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    asked_on: Mapped[date] = internal(Date())
    agreed_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    agreed_on: Mapped[date | None] = internal(Date())
    failures: Mapped[int] = internal(Integer(), default=0)
    failing_since: Mapped[datetime | None] = internal(DateTime(timezone=True))
    failing_at: Mapped[str] = internal(String(60), default="")
    """The place that failed last: the count begins anew when that place works again."""


class PluginTrouble(TenantModel):
    """Something that a plugin did wrong here. `detail` is for its author, and may hold anything."""

    __tablename__ = "plugin_trouble"
    __table_args__ = (index("plugin", "at"),)

    plugin: Mapped[str] = internal(String(30))
    kind: Mapped[str] = internal(String(12))
    place: Mapped[str] = internal(String(60))
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.clock_timestamp())
    detail: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    in_a_row: Mapped[int] = internal(SmallInteger(), default=1)


class PluginPermission(PlatformModel):
    """What the operator says of a plugin; without a row one that we ship is allowed to everyone."""

    __tablename__ = "plugin_permission"

    plugin: Mapped[str] = internal(String(30), primary_key=True)
    everyone: Mapped[bool] = internal(Boolean())


class PluginPermissionTenant(PlatformModel):
    """A tenant for which the operator allows a plugin that is not allowed to everyone."""

    __tablename__ = "plugin_permission_tenant"

    plugin: Mapped[str] = internal(String(30), primary_key=True)
    tenant_id: Mapped[int] = internal(
        ForeignKey(f"{PLATFORM}.tenant.id"), primary_key=True, autoincrement=False
    )
