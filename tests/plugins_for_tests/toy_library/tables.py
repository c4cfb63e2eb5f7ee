"""Toys."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tenants.columns import internal
from tenants.plugin_tables import PluginTable


class Toy(PluginTable, plugin="toy_library"):
    """A toy."""

    __tablename__ = "toy"

    name: Mapped[str] = internal(String(40))
