"""Which tenant answers to a host name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.context import TenantContext, TenantState
from tenants.models import Tenant, TenantDomain

_COLUMNS = (
    Tenant.id,
    Tenant.slug,
    Tenant.name,
    Tenant.state,
    Tenant.area_code,
    Tenant.hue,
    Tenant.chroma,
)


def find_by_host(session: Session, host: str, base_domain: str) -> TenantContext | None:
    """The tenant at `<slug>.<base_domain>` or at a domain of its own; None when unknown."""
    slug, dot, rest = host.lower().partition(".")
    if dot and rest == base_domain:
        return find_by_slug(session, slug)
    query = select(*_COLUMNS).join(TenantDomain, TenantDomain.tenant_id == Tenant.id)
    return _context(session.execute(query.where(TenantDomain.host == host.lower())).one_or_none())


def find_by_slug(session: Session, slug: str) -> TenantContext | None:
    """The tenant with this slug; None when unknown."""
    query = select(*_COLUMNS).where(Tenant.slug == slug)
    return _context(session.execute(query).one_or_none())


def find_by_id(session: Session, tenant_id: int) -> TenantContext | None:
    """The tenant with this number; None when unknown."""
    query = select(*_COLUMNS).where(Tenant.id == tenant_id)
    return _context(session.execute(query).one_or_none())


def all_tenants(session: Session) -> list[TenantContext]:
    """Every tenant, by name; for commands, never for a request."""
    rows = session.execute(select(*_COLUMNS).order_by(Tenant.name))
    return [tenant for row in rows if (tenant := _context(row))]


def _context(row: Any) -> TenantContext | None:
    if row is None:
        return None
    return TenantContext(
        id=row.id,
        slug=row.slug,
        name=row.name,
        state=TenantState(row.state),
        area_code=row.area_code,
        hue=row.hue,
        chroma=row.chroma,
    )
