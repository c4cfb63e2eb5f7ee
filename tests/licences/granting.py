"""Organisations that hold a licence, made straight through the models."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select

from core.work import Office
from tenants.context import OrganisationKind, TenantContext
from tenants.ids import new_id
from tenants.models import LicenceGemeente, MethodLicence, Organisation, Tenant
from tests.fixtures_database import MakeTenant

RHENEN = "GM0340"


def welfare_tenant(make_tenant: MakeTenant, **fields: object) -> TenantContext:
    """A programme of a welfare organisation of its own, which has no licence yet."""
    told = {
        "organisation": f"Welzijn {uuid4().hex[:12]}",
        "organisation_kind": OrganisationKind.WELFARE,
    }
    return make_tenant(**{**told, **fields})


def organisation_of(office: Office, tenant: TenantContext) -> UUID:
    with office.database.registry() as session:
        return session.scalars(select(Tenant.organisation_id).where(Tenant.id == tenant.id)).one()


def organisation(
    office: Office, name: str = "", kind: OrganisationKind = OrganisationKind.WELFARE
) -> UUID:
    with office.database.console() as session:
        row = Organisation(id=new_id(), name=name or f"Welzijn {uuid4().hex[:12]}", kind=kind)
        session.add(row)
        return row.id


def grant(
    office: Office,
    organisation_id: UUID,
    until: date,
    *,
    from_on: date = date(2026, 1, 1),
    areas: Sequence[str] = (RHENEN,),
    most: int | None = None,
    ended_on: date | None = None,
    variant: str = "standard",
) -> UUID:
    licence_id = new_id()
    with office.database.console() as session:
        session.add(
            MethodLicence(
                id=licence_id, variant=variant, organisation_id=organisation_id, from_on=from_on,
                until=until, most_couplings=most, ended_on=ended_on,
            )
        )  # fmt: skip
        session.flush()
        session.add_all(LicenceGemeente(licence_id=licence_id, area_code=area) for area in areas)
    return licence_id
