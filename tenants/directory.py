"""Which tenant answers to a host name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tenants.context import TenantContext, TenantState
from tenants.models import Organisation, Tenant, TenantDomain

_COLUMNS = (
    Tenant.id,
    Tenant.slug,
    Tenant.name,
    Tenant.state,
    Tenant.area_code,
    Tenant.hue,
    Tenant.chroma,
    Tenant.logo,
    Tenant.logo_alt,
)
_BY_SLUG = select(*_COLUMNS).where(Tenant.slug == bindparam("slug"))


def find_by_host(session: Session, host: str, base_domain: str) -> TenantContext | None:
    """The tenant at `<slug>.<base_domain>` or at a domain of its own; None when unknown."""
    slug, dot, rest = host.lower().partition(".")
    if dot and rest == base_domain:
        return find_by_slug(session, slug)
    query = select(*_COLUMNS).join(TenantDomain, TenantDomain.tenant_id == Tenant.id)
    return _context(session.execute(query.where(TenantDomain.host == host.lower())).one_or_none())


def find_by_slug(session: Session, slug: str) -> TenantContext | None:
    """The tenant with this slug; None when unknown."""
    return _context(session.execute(_BY_SLUG, {"slug": slug}).one_or_none())


def find_by_id(session: Session, tenant_id: int) -> TenantContext | None:
    """The tenant with this number; None when unknown."""
    query = select(*_COLUMNS).where(Tenant.id == tenant_id)
    return _context(session.execute(query).one_or_none())


def find_by_ids(session: Session, tenant_ids: Collection[int]) -> list[TenantContext]:
    """The tenants with these numbers, by name."""
    query = select(*_COLUMNS).where(Tenant.id.in_(tenant_ids)).order_by(Tenant.name)
    return [tenant for row in session.execute(query) if (tenant := _context(row))]


def all_tenants(session: Session) -> list[TenantContext]:
    """Every tenant, by name; for commands, never for a request."""
    rows = session.execute(select(*_COLUMNS).order_by(Tenant.name))
    return [tenant for row in rows if (tenant := _context(row))]


@dataclass(frozen=True, slots=True)
class Entry:
    """A tenant as the registry knows it."""

    slug: str
    name: str
    state: TenantState
    inhabitants: int
    inhabitants_on: date
    inhabitants_source: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Population:
    """How many people live in a tenant's area, on which day and by whose count."""

    inhabitants: int
    inhabitants_on: date
    inhabitants_source: str


def population_of(session: Session, tenant_id: int) -> Population:
    """The inhabitants of one tenant."""
    query = select(Tenant.inhabitants, Tenant.inhabitants_on, Tenant.inhabitants_source)
    return Population(*session.execute(query.where(Tenant.id == tenant_id)).one())


def organisation_of(session: Session, tenant_id: int) -> str:
    """The name of the organisation that runs one tenant's programme."""
    query = select(Organisation.name).join(Tenant, Tenant.organisation_id == Organisation.id)
    return session.scalars(query.where(Tenant.id == tenant_id)).one()


def list_entries(session: Session) -> list[Entry]:
    """Every tenant with its organisation, by name; for commands."""
    rows = session.execute(
        select(
            Tenant.slug, Tenant.name, Tenant.state, Tenant.inhabitants, Tenant.inhabitants_on,
            Tenant.inhabitants_source, Organisation.name.label("organisation"),
        )
        .join(Organisation, Organisation.id == Tenant.organisation_id)
        .order_by(Tenant.name)
    )  # fmt: skip
    return [Entry(**{**row._mapping, "state": TenantState(row.state)}) for row in rows]


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
        logo=row.logo or "",
        logo_alt=row.logo_alt or "",
    )
