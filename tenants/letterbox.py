"""Sealing for another tenant, without holding its key: what only the receiver opens.

Each tenant has an X25519 key pair (RFC 7748). The public half stands in the registry, vouched for
by the installation; the private half is derived from the tenant's key and stands nowhere. A parcel
is sealed with a key from two agreements, ephemeral-to-receiver and sender-to-receiver (as the
authenticated mode of HPKE, RFC 9180), by HKDF-SHA256 and AES-256-GCM, and bound to its sender,
receiver and name. The ephemeral key is thrown away: the sender cannot open what it sealed, and
nobody but the sender could have sealed it.
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.keys import KEY_BYTES, CannotOpen, MasterKey, Vault
from tenants.models import TenantLetterbox

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_BLOCK = 4096
"""Parcels are filled up to whole blocks, so that their length tells little."""


class NoLetterbox(Exception):
    """A tenant has no public key yet, or one that this installation does not vouch for."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """The public key of a tenant."""

    tenant_id: int
    version: int
    public_key: bytes


def publish_letterbox(session: Session, master: MasterKey, vault: Vault) -> None:
    """Put the tenant's public key in the registry, if its newest version is not there yet."""
    known = session.get(TenantLetterbox, (vault.tenant_id, vault.version))
    if known is not None:
        return
    box = Letterbox(vault.tenant_id, vault.version, _public_of(_private(vault, vault.version)))
    session.add(
        TenantLetterbox(
            tenant_id=box.tenant_id,
            version=box.version,
            public_key=box.public_key,
            vouched=master.vouch(_said(box)),
        )
    )
    session.flush()


def find_letterbox(
    session: Session, master: MasterKey, tenant_id: int, version: int | None = None
) -> Letterbox:
    """The newest public key of a tenant, or that of a version; raises NoLetterbox."""
    query = select(
        TenantLetterbox.version, TenantLetterbox.public_key, TenantLetterbox.vouched
    ).where(TenantLetterbox.tenant_id == tenant_id)
    if version is not None:
        query = query.where(TenantLetterbox.version == version)
    row = session.execute(query.order_by(TenantLetterbox.version.desc()).limit(1)).one_or_none()
    if row is None:
        raise NoLetterbox(f"tenant {tenant_id} has no public key")
    box = Letterbox(tenant_id, row.version, row.public_key)
    if not hmac.compare_digest(row.vouched, master.vouch(_said(box))):
        raise NoLetterbox(f"the public key of tenant {tenant_id} is not ours")
    return box


def seal_for(vault: Vault, receiver: Letterbox, name: str, content: bytes) -> bytes:
    """Close content for the receiver alone; `name` says what it is and must be told to open it."""
    ephemeral = X25519PrivateKey.generate()
    lock = X25519PublicKey.from_public_bytes(receiver.public_key)
    mine = _private(vault, vault.version)
    own = Letterbox(vault.tenant_id, vault.version, _public_of(mine))
    shown = _public_of(ephemeral)
    key = _key(ephemeral.exchange(lock) + mine.exchange(lock), shown, own, receiver, name)
    nonce = os.urandom(_NONCE_BYTES)
    head = _FORMAT + receiver.version.to_bytes(2, "big") + own.version.to_bytes(2, "big") + shown
    return head + nonce + AESGCM(key).encrypt(nonce, _filled(content), head)


def sealed_by_version(parcel: bytes) -> int:
    """Which version of its key the sender used; raises CannotOpen on anything else."""
    if parcel[:1] != _FORMAT or len(parcel) < 1 + 4 + KEY_BYTES + _NONCE_BYTES:
        raise CannotOpen("this is no parcel")
    return int.from_bytes(parcel[3:5], "big")


def open_from(vault: Vault, sender: Letterbox, name: str, parcel: bytes) -> bytes:
    """What the sender closed for this tenant under this name; raises CannotOpen."""
    if sealed_by_version(parcel) != sender.version:
        raise CannotOpen("another key of the sender")
    version = int.from_bytes(parcel[1:3], "big")
    head, rest = parcel[: 5 + KEY_BYTES], parcel[5 + KEY_BYTES :]
    nonce, body = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    mine = _private(vault, version)
    own = Letterbox(vault.tenant_id, version, _public_of(mine))
    shown = head[5:]
    try:
        agreed = mine.exchange(X25519PublicKey.from_public_bytes(shown))
        agreed += mine.exchange(X25519PublicKey.from_public_bytes(sender.public_key))
        key = _key(agreed, shown, sender, own, name)
        return _emptied(AESGCM(key).decrypt(nonce, body, head))
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen("this parcel was not sealed for this place") from wrong


def _key(agreed: bytes, shown: bytes, sender: Letterbox, receiver: Letterbox, name: str) -> bytes:
    place = f"{name} from {sender.tenant_id} to {receiver.tenant_id}".encode()
    info = b"|".join((b"buurtgezinnen parcel", place))
    salt = shown + sender.public_key + receiver.public_key
    return HKDF(SHA256(), KEY_BYTES, salt, info).derive(agreed)


def _private(vault: Vault, version: int) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(vault.letterbox_secret(version))


def _public_of(private: X25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _said(box: Letterbox) -> bytes:
    return f"tenant {box.tenant_id} letterbox {box.version} ".encode() + box.public_key


def _filled(content: bytes) -> bytes:
    told = len(content).to_bytes(4, "big") + content
    return told + bytes(-len(told) % _BLOCK)


def _emptied(filled: bytes) -> bytes:
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")]
