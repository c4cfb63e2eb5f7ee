"""The tenant's logbook: append-only by grants, chained by a keyed hash.

Entries are written last in a transaction, under a lock per tenant, so that their order is
the order of commits. An entry holds no names: what must be said in words sits in an
erasable detail row, of which the chain keeps a salted digest.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tenants.ids import new_id
from tenants.keys import CannotOpen, Vault
from tenants.models import AuditDetail, AuditEntry
from tenants.session import TenantSession

_LOCK_SPACE = 7_001
_START = b"\x00" * 32
_PAGE = 500


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that happened, before it is chained."""

    actor_kind: str
    actor_id: UUID | None
    action: str
    subject_kind: str
    subject_id: UUID | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last entry of a chain; kept elsewhere, it shows a cut tail."""

    seq: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class AuditFault:
    """The first entry that does not hold, and why."""

    seq: int
    reason: str


def append(session: TenantSession, vault: Vault, events: Sequence[AuditEvent]) -> None:
    """Chain the events of this transaction; call it last before the commit."""
    if not events:
        return
    now = session.raw("lock", space=_LOCK_SPACE, key=session.tenant_id).scalar_one()
    last = head(session)
    seq, previous = (last.seq, last.mac) if last else (0, _START)
    for happened in events:
        seq += 1
        entry, detail = link(vault, happened, seq, previous, now)
        session.add(AuditEntry(**entry))
        if detail:
            session.add(AuditDetail(**detail))
        previous = entry["mac"]
    session.flush()


Values = dict[str, Any]


def link(
    vault: Vault, happened: AuditEvent, seq: int, previous: bytes, at: datetime
) -> tuple[Values, Values | None]:
    """The next entry of a chain and its detail, as values; who writes them holds the lock."""
    entry: Values = {
        "id": new_id(),
        "seq": seq,
        "at": at,
        "key_version": vault.version,
        "actor_kind": happened.actor_kind,
        "actor_id": happened.actor_id,
        "action": happened.action,
        "subject_kind": happened.subject_kind,
        "subject_id": happened.subject_id,
        "detail_digest": None,
        "previous": previous,
    }
    detail = None
    if happened.detail:
        salt = os.urandom(16)
        entry["detail_digest"] = _digest(salt, happened.detail)
        text = vault.seal(AuditDetail.text, entry["id"], happened.detail)
        detail = {"id": entry["id"], "salt": salt, "text": text}
    entry["mac"] = vault.chain_mac(vault.version, _content(entry))
    return entry, detail


def head(session: TenantSession) -> AuditHead | None:
    """The newest entry, or None in a new tenant."""
    row = session.execute(
        select(AuditEntry.seq, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)
    ).one_or_none()
    return AuditHead(row.seq, row.mac) if row else None


def verify(
    session: TenantSession, vault: Vault, anchor: AuditHead | None = None
) -> AuditFault | None:
    """Walk the chain; the first entry that does not hold, or None when all of it does.

    `anchor` is a head that was kept elsewhere: it must still be in the chain.
    """
    seq, previous, anchored = 0, _START, anchor is None
    while page := _page(session, seq):
        for entry, detail in page:
            seq += 1
            if fault := _fault(vault, entry, detail, seq, previous):
                return fault
            previous = entry.mac
            anchored = anchored or _is_anchor(entry, anchor)
        session.expunge_all()
    if not anchored and anchor:
        return AuditFault(anchor.seq, "the anchored entry is gone or was replaced")
    return None


def _is_anchor(entry: AuditEntry, anchor: AuditHead | None) -> bool:
    return bool(anchor and entry.seq == anchor.seq and entry.mac == anchor.mac)


def _page(session: TenantSession, after: int) -> list[tuple[AuditEntry, AuditDetail | None]]:
    rows = session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.id == AuditEntry.id)
        .where(AuditEntry.seq > after)
        .order_by(AuditEntry.seq)
        .limit(_PAGE)
    )
    return [(entry, detail) for entry, detail in rows]


def _fault(
    vault: Vault, entry: AuditEntry, detail: AuditDetail | None, seq: int, previous: bytes
) -> AuditFault | None:
    if entry.seq != seq:
        return AuditFault(seq, f"entry {seq} is missing: the next is {entry.seq}")
    if entry.previous != previous:
        return AuditFault(seq, "it does not follow from the entry before it")
    try:
        expected = vault.chain_mac(entry.key_version, _content(_chained(entry)))
    except KeyError:
        return AuditFault(seq, f"its key version {entry.key_version} is unknown")
    if not hmac.compare_digest(entry.mac, expected):
        return AuditFault(seq, "its content was changed")
    return _detail_fault(vault, entry, detail)


def _detail_fault(vault: Vault, entry: AuditEntry, detail: AuditDetail | None) -> AuditFault | None:
    if detail is None:
        return None  # erased, or there was none: the digest stays
    try:
        text = vault.open(AuditDetail.text, detail.id, detail.text)
    except CannotOpen:
        return AuditFault(entry.seq, "its detail does not open")
    if entry.detail_digest != _digest(detail.salt, text):
        return AuditFault(entry.seq, "its detail was changed")
    return None


def _digest(salt: bytes, detail: str) -> bytes:
    return hashlib.sha256(salt + detail.encode()).digest()


def _chained(entry: AuditEntry) -> Values:
    """What the chain covers of an entry."""
    names = (
        "id", "seq", "at", "key_version", "actor_kind", "actor_id", "action", "subject_kind",
        "subject_id", "detail_digest", "previous",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names}


def _content(entry: Values) -> bytes:
    fields = [
        str(entry["id"]),
        entry["seq"],
        entry["at"].astimezone(UTC).isoformat(),
        entry["key_version"],
        entry["actor_kind"],
        str(entry["actor_id"]),
        entry["action"],
        entry["subject_kind"],
        str(entry["subject_id"]),
        (entry["detail_digest"] or b"").hex(),
        entry["previous"].hex(),
    ]
    return json.dumps(fields, separators=(",", ":")).encode()
