"""Columns that say how sensitive they are.

Every column carries a data class: it drives encryption, logging, export, retention and
what a plugin may see. A model that declares a column in any other way fails a test.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Uuid
from sqlalchemy.orm import MappedColumn, mapped_column

from tenants.sealing import SealedType


class DataClass(StrEnum):
    """How much harm a value can do outside the wall."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special"


def public(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column that anyone may read: the name of a gemeente, its colour."""
    return _classified(DataClass.PUBLIC, *args, **options)


def internal(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column without personal data that stays inside the organisation."""
    return _classified(DataClass.INTERNAL, *args, **options)


def personal(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column about a person that must stay searchable inside the wall: names, postcode."""
    return _classified(DataClass.PERSONAL, *args, **options)


def special(*args: Any, **options: Any) -> MappedColumn[Any]:
    """A column with special-category data (health, safety) that is not free text."""
    return _classified(DataClass.SPECIAL, *args, **options)


def sealed(data_class: DataClass, compartment: str = "", **options: Any) -> MappedColumn[Any]:
    """A column that takes sealed values only: contact details and free text about families.

    One with a `compartment` opens only with `vault.within(compartment)`.
    """
    column = _classified(data_class, SealedType(), **options)
    if compartment:
        column.column.info["compartment"] = compartment
    return column


def belongs_to(table: str, *, on_delete: str | None = None, **options: Any) -> MappedColumn[Any]:
    """A reference to a row of another table of the same tenant.

    The foreign key is made by `TenantModel`: composite, with `tenant_id`, and indexed.
    `on_delete` is "CASCADE" or "SET NULL"; the latter blanks this column only.
    """
    info = {"data_class": DataClass.INTERNAL, "belongs_to": table, "on_delete": on_delete}
    return mapped_column(Uuid(), info=info, **options)


def _classified(data_class: DataClass, *args: Any, **options: Any) -> MappedColumn[Any]:
    return mapped_column(*args, info={"data_class": data_class}, **options)
