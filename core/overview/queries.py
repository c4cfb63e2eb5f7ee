"""The tenants of one identity side by side: each read through its own door, in its own role."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import structlog

from core.accounts.models import Role
from core.accounts.queries import membership_of
from core.accounts.workplaces import workplaces_of
from core.overview.counts import Counts, counts_of
from core.wording import Text, _l
from core.work import Actor, Office, Work
from tenants.context import TenantContext

_log = structlog.get_logger("overview")
LAST = float("-inf")


class RowState(StrEnum):
    """Whether a tenant could be read."""

    OPEN = "open"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """One tenant: what its reader is there, and its counts when it could be read."""

    slug: str
    name: str
    state: RowState
    is_here: bool
    role: Role | None = None
    counts: Counts | None = None


ORDERS: Mapping[str, Text] = {
    "naam": _l("Op naam"),
    "te-laat": _l("Meeste te laat eerst"),
    "nieuw": _l("Langst wachtende aanmelding eerst"),
    "wachtend": _l("Meeste wachtende gezinnen eerst"),
    "stil": _l("Meeste stille koppelingen eerst"),
    "doel": _l("Verst van het doel eerst"),
}


def side_by_side(office: Office, work: Work, identity_id: UUID, order: str) -> tuple[Row, ...]:
    """The identity's tenants in the order that is asked for; one that fails costs its own row."""
    rows = [
        row
        for tenant in workplaces_of(work, identity_id)
        if (row := _row(office, work, tenant, identity_id))
    ]
    if rank := _RANKS.get(order):
        rows.sort(key=lambda row: rank(row.counts) if row.counts else LAST, reverse=True)
    return tuple(rows)


def _row(office: Office, work: Work, tenant: TenantContext, identity_id: UUID) -> Row | None:
    is_here = tenant.id == work.tenant.id
    if not tenant.is_open:
        return Row(tenant.slug, tenant.name, RowState.CLOSED, is_here)
    try:
        with office.beside(tenant) as there:
            member = membership_of(there, identity_id)
            if member is None:
                return None
            there.actor = Actor("member", member.id, member.name, member.role)
            counts = counts_of(there)
    except Exception:  # noqa: BLE001 - whatever is wrong there, the others are shown
        _log.exception("a tenant could not be counted", tenant=tenant.id)
        return Row(tenant.slug, tenant.name, RowState.FAILED, is_here)
    return Row(tenant.slug, tenant.name, RowState.OPEN, is_here, member.role, counts)


def _short_of_target(counts: Counts) -> float:
    if not counts.target:
        return LAST
    return 1 - counts.made_in_pilot / counts.target


_RANKS: Mapping[str, Callable[[Counts], float]] = {
    "te-laat": lambda counts: counts.casework.all_late if counts.casework else LAST,
    "wachtend": lambda counts: counts.casework.waiting if counts.casework else LAST,
    "stil": lambda counts: counts.casework.silent if counts.casework else LAST,
    "doel": _short_of_target,
    "nieuw": lambda counts: (
        -counts.casework.oldest.toordinal() if counts.casework and counts.casework.oldest else LAST
    ),
}
