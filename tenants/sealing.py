"""Sealed values: text that only the tenant's own key opens.

A column type sees only the value, so values are sealed and opened explicitly by the
tenant's `Vault`, which binds each to its tenant, table, column and row.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext as stored: format byte, key version (2), nonce (12), sealed text."""

    data: bytes

    def __repr__(self) -> str:
        return f"<sealed, {len(self.data)} bytes>"


class SealedType(TypeDecorator[Sealed]):
    """A bytea column that refuses anything that was not sealed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        """Hand ciphertext to the driver; raises TypeError on plain text."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("this column takes sealed values only: seal it with the vault")
        return None if value is None else value.data

    def process_result_value(self, value: Any, dialect: Any) -> Sealed | None:
        """Wrap what the driver returns, still closed."""
        return None if value is None else Sealed(bytes(value))
