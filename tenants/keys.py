"""A key per tenant, wrapped by the master key: seal, open, and find without reading.

A sealed value is bound to its tenant, table, column and row, so that ciphertext moved to
another place does not open (AES-256-GCM, NIST SP 800-38D; keys derived by HKDF, RFC 5869).
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenants.sealing import Sealed

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"


class CannotOpen(Exception):
    """A sealed value does not open here: another key, another place, or damaged."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that wraps the tenants' keys; it lives in the environment, never in the database."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"the master key must be {KEY_BYTES} bytes")

    @classmethod
    def from_text(cls, text: str) -> "MasterKey":
        """Read a key from url-safe base64; raises ValueError when it is no 32 bytes."""
        return cls(urlsafe_b64decode(text.strip()))

    @staticmethod
    def generate() -> str:
        """A new master key as url-safe base64 text."""
        return urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()

    def wrap(self, tenant_id: int, version: int, key: bytes) -> bytes:
        """Close a tenant's key, bound to the tenant and its version."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, key, _key_name(tenant_id, version))

    def unwrap(self, tenant_id: int, version: int, wrapped: bytes) -> bytes:
        """Open a tenant's key; raises CannotOpen with another master key or tenant."""
        nonce, body = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return AESGCM(self.secret).decrypt(nonce, body, _key_name(tenant_id, version))
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen(f"the master key does not open tenant {tenant_id}'s key") from wrong

    def vouch(self, what: bytes) -> bytes:
        """A keyed hash by which this installation knows its own public keys."""
        key = HKDF(SHA256(), KEY_BYTES, None, b"letterbox").derive(self.secret)
        return hmac.digest(key, what, hashlib.sha256)


def _key_name(tenant_id: int, version: int) -> bytes:
    return f"tenant {tenant_id} key {version}".encode()


class Vault:
    """Seals and opens the values of one tenant; `keys` maps a version to its data key.

    A column may belong to a compartment, with a sub-key of its own: only `vault.within(name)`
    seals and opens it, so that code which opens ordinary notes never does so by accident.
    """

    def __init__(self, tenant_id: int, keys: Mapping[int, bytes], compartment: str = "") -> None:
        self.tenant_id = tenant_id
        self.version = max(keys)
        self.compartment = compartment
        self._keys = dict(keys)
        self._derived: dict[tuple[int, str], bytes] = {}

    def within(self, compartment: str) -> "Vault":
        """The vault of one compartment of this tenant; it opens nothing else."""
        return Vault(self.tenant_id, self._keys, compartment)

    def seal(self, column: Any, row_id: UUID, text: str) -> Sealed:
        """Close `text` for this column (a mapped attribute) of this row."""
        return self.seal_bytes(column, row_id, text.encode())

    def seal_bytes(self, column: Any, row_id: UUID, content: bytes) -> Sealed:
        """As `seal`, for what is no text; raises ValueError in another compartment."""
        if compartment_of(column) != self.compartment:
            raise ValueError(f"{column} belongs to another compartment of the vault")
        nonce = os.urandom(_NONCE_BYTES)
        head = _FORMAT + self.version.to_bytes(2, "big") + nonce
        cipher = AESGCM(self._key(self.version, self._sealing))
        return Sealed(head + cipher.encrypt(nonce, content, self._place(column, row_id)))

    def seal_optional(self, column: Any, row_id: UUID, text: str | None) -> Sealed | None:
        """Close `text`, or keep nothing where there is nothing."""
        return self.seal(column, row_id, text) if text else None

    def open(self, column: Any, row_id: UUID, sealed: Sealed | None) -> str:
        """The text of a sealed value, "" for none; raises CannotOpen when it was moved."""
        return "" if sealed is None else self.open_bytes(column, row_id, sealed).decode()

    def open_bytes(self, column: Any, row_id: UUID, sealed: Sealed) -> bytes:
        """As `open`, for what was sealed as bytes."""
        version = int.from_bytes(sealed.data[1:3], "big")
        nonce, body = sealed.data[3 : 3 + _NONCE_BYTES], sealed.data[3 + _NONCE_BYTES :]
        if sealed.data[:1] != _FORMAT or version not in self._keys:
            raise CannotOpen("unknown format or key version")
        cipher = AESGCM(self._key(version, self._sealing))
        try:
            return cipher.decrypt(nonce, body, self._place(column, row_id))
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen("this value was not sealed for this place") from wrong

    def blind_index(self, purpose: str, value: str) -> bytes:
        """A keyed digest by which equal values are found; useless in another tenant.

        It is made with the first key version, so that a new key does not blind old rows.
        """
        key = self._key(min(self._keys), f"index {purpose}")
        return hmac.digest(key, value.encode(), hashlib.sha256)

    def chain_mac(self, version: int, content: bytes) -> bytes:
        """The keyed hash that chains the audit's entries; raises KeyError on unknown versions."""
        return hmac.digest(self._key(version, "audit"), content, hashlib.sha256)

    def letterbox_secret(self, version: int) -> bytes:
        """The private half of the key pair with which others seal for this tenant.

        It is derived, so that it stands nowhere; raises CannotOpen on unknown versions.
        """
        if version not in self._keys:
            raise CannotOpen("unknown key version")
        return self._key(version, "letterbox")

    @property
    def _sealing(self) -> str:
        return f"seal {self.compartment}" if self.compartment else "seal"

    def _key(self, version: int, purpose: str) -> bytes:
        known = self._derived.get((version, purpose))
        if known is None:
            salt = f"tenant {self.tenant_id}".encode()
            derive = HKDF(SHA256(), KEY_BYTES, salt, purpose.encode())
            known = self._derived[version, purpose] = derive.derive(self._keys[version])
        return known

    def _place(self, column: Any, row_id: UUID) -> bytes:
        table = column.class_.__table__.fullname
        return f"{self.tenant_id}|{table}|{column.key}|{row_id}".encode()


def compartment_of(column: Any) -> str:
    """The compartment of the vault to which a sealed column belongs, "" for the common one."""
    return str(column.class_.__table__.columns[column.key].info.get("compartment", ""))
