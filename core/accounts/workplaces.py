"""In which tenants an identity works, for the identity itself.

The registry only says where to look (`Workplace`); whether somebody works there, and as what, is
asked of the membership behind that tenant's own wall, every time.
"""

from uuid import UUID

from sqlalchemy import delete, select

from core.accounts.models import Workplace
from core.work import Work
from tenants.context import TenantContext
from tenants.directory import find_by_ids


def workplaces_of(work: Work, identity_id: UUID) -> list[TenantContext]:
    """The tenants in which this identity may work, by name; closed and suspended ones too."""
    query = select(Workplace.tenant_id).where(Workplace.identity_id == identity_id)
    return find_by_ids(work.session, list(work.session.scalars(query)))


def note_workplace(work: Work, identity_id: UUID) -> None:
    """Say in the registry that this identity works in this tenant."""
    if work.session.get(Workplace, (identity_id, work.tenant.id)) is None:
        work.session.add(Workplace(identity_id=identity_id, tenant_id=work.tenant.id))
        work.session.flush()


def forget_workplace(work: Work, identity_id: UUID) -> None:
    """Say in the registry that this identity works here no longer."""
    work.session.execute(
        delete(Workplace).where(
            Workplace.identity_id == identity_id, Workplace.tenant_id == work.tenant.id
        )
    )
