"""A tenant's life in the registry: created, suspended, resumed, closed.

Creating one is a few inserts: no schema, no migration, no restart.
"""

import os
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Sequence, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants import audit
from tenants.audit import AuditEvent
from tenants.console_log import ConsoleAct, note_act
from tenants.constraints import violates
from tenants.context import OrganisationKind, TenantContext, TenantState
from tenants.database import Database
from tenants.directory import find_by_slug
from tenants.ids import new_id
from tenants.isolation import PLATFORM, Base
from tenants.keys import KEY_BYTES, MasterKey, Vault
from tenants.letterbox import publish_letterbox
from tenants.models import Organisation, Tenant, TenantKey
from tenants.session import TenantSession

TENANT_NUMBER = Sequence("tenant_number", schema=PLATFORM, metadata=Base.metadata)
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
RESERVED_SLUGS = frozenset({"console", "www", "api", "static", "mail"})
DESCRIBED = frozenset(
    {
        "hue",
        "chroma",
        "logo",
        "logo_alt",
        "inhabitants",
        "inhabitants_on",
        "inhabitants_source",
    }
)
"""What a programme says of itself in the registry."""
GOLDEN_ANGLE = 137
DEFAULT_CHROMA = 90
STICHTING = "Stichting Buurtgezinnen"


class CannotProvision(Exception):
    """The registry cannot take this; the message says what to do."""


@dataclass(frozen=True, slots=True)
class NewTenant:
    """What must be known to make a tenant.

    `inhabitants` is the number on `inhabitants_on` according to `inhabitants_source`; `hue` is
    in degrees and `chroma` in thousandths of OKLCH chroma, both optional.
    """

    slug: str
    name: str
    area_code: str
    inhabitants: int
    inhabitants_on: date
    inhabitants_source: str
    organisation: str = STICHTING
    organisation_kind: OrganisationKind = OrganisationKind.STICHTING
    state: TenantState = TenantState.ACTIVE
    hue: int | None = None
    chroma: int = DEFAULT_CHROMA


def create_tenant(
    database: Database, master: MasterKey, new: NewTenant, act: ConsoleAct | None = None
) -> TenantContext:
    """Enter a tenant in the registry and give it a key and a logbook.

    `act` is what an operator does, whose own transaction goes on meanwhile. Raises CannotProvision
    when the slug is not usable or taken, or a number makes no sense.
    """
    _check(new)
    try:
        with database.founding(aside=act is not None) as founding:
            with founding.registry() as registry:
                tenant = _register(registry, new)
                if act:
                    note_act(registry, act)
            with founding.rows_of(tenant.id) as session:
                vault = _first_key(session, master)
                publish_letterbox(session, master, vault)
                created = AuditEvent("system", None, "tenant.created", "tenant", None)
                audit.append(session, vault, [created])
    except IntegrityError as refused:
        if not violates(refused, "uq_tenant_slug"):
            raise
        raise CannotProvision(f"the slug {new.slug!r} is taken: choose another") from refused
    return tenant


def _check(new: NewTenant) -> None:
    if not SLUG.fullmatch(new.slug) or new.slug in RESERVED_SLUGS:
        raise CannotProvision(f"{new.slug!r} cannot be a host name: use letters, digits, hyphens")
    if new.inhabitants <= 0:
        raise CannotProvision("the number of inhabitants must be more than 0")


def _register(registry: Session, new: NewTenant) -> TenantContext:
    number = registry.execute(select(TENANT_NUMBER.next_value())).scalar_one()
    hue = number * GOLDEN_ANGLE % 360 if new.hue is None else new.hue
    tenant = Tenant(
        id=number,
        slug=new.slug,
        name=new.name,
        area_code=new.area_code,
        organisation_id=_organisation(registry, new.organisation, new.organisation_kind),
        state=new.state,
        inhabitants=new.inhabitants,
        inhabitants_on=new.inhabitants_on,
        inhabitants_source=new.inhabitants_source,
        hue=hue,
        chroma=new.chroma,
    )
    registry.add(tenant)
    return TenantContext(number, new.slug, new.name, new.state, new.area_code, hue, new.chroma)


def _organisation(registry: Session, name: str, kind: str) -> UUID:
    """The organisation of this name, made when it is new; another may make it just now."""
    new = insert(Organisation).values(id=new_id(), name=name, kind=kind)
    registry.execute(new.on_conflict_do_nothing(index_elements=[Organisation.name]))
    query = select(Organisation.id).where(Organisation.name == name)
    return registry.execute(query).scalar_one()


def _first_key(session: TenantSession, master: MasterKey) -> Vault:
    key = os.urandom(KEY_BYTES)
    wrapped = master.wrap(session.tenant_id, 1, key)
    session.add(TenantKey(version=1, wrapped=wrapped))
    session.flush()
    return Vault(session.tenant_id, {1: key})


def open_vault(session: TenantSession, master: MasterKey) -> Vault:
    """The tenant's vault; raises CannotOpen when the master key is another one."""
    rows = session.execute(select(TenantKey.version, TenantKey.wrapped)).all()
    if not rows:
        raise CannotProvision(f"tenant {session.tenant_id} has no key")
    keys = {row.version: master.unwrap(session.tenant_id, *row) for row in rows}
    return Vault(session.tenant_id, keys)


def describe(database: Database, tenant_id: int, **facts: Any) -> None:
    """Write what a tenant says of itself into the registry: colours, logo, inhabitants.

    Raises CannotProvision for anything else: a tenant does not name or open itself.
    """
    if unknown := set(facts) - DESCRIBED:
        raise CannotProvision(f"a tenant does not set its own {', '.join(sorted(unknown))}")
    with database.registrar() as registry:
        registry.execute(update(Tenant).where(Tenant.id == tenant_id).values(**facts))


def move_tenant(
    database: Database, master: MasterKey, slug: str, organisation_id: UUID, act: ConsoleAct
) -> TenantContext:
    """Give a tenant to another organisation: one act, in the console's logbook and the tenant's.

    Nothing of the tenant itself changes: its rows, members and logins stay. Raises CannotProvision
    for an unknown tenant or organisation, or one that runs it already.
    """
    with database.founding(aside=True) as founding:
        with founding.registry() as registry:
            tenant = _given_to(registry, slug, organisation_id)
            note_act(registry, act)
        with founding.rows_of(tenant.id) as session:
            moved = AuditEvent(
                "operator", act.operator_id, "tenant.moved", "organisation", organisation_id
            )
            audit.append(session, open_vault(session, master), [moved])
    return tenant


def _given_to(registry: Session, slug: str, organisation_id: UUID) -> TenantContext:
    here = select(Tenant.organisation_id).where(Tenant.slug == slug).with_for_update()
    known = registry.execute(here).one_or_none()
    tenant = find_by_slug(registry, slug)
    if known is None or tenant is None:
        raise CannotProvision(f"there is no tenant {slug!r}")
    if known.organisation_id == organisation_id:
        raise CannotProvision(f"this organisation runs {slug} already")
    if registry.get(Organisation, organisation_id) is None:
        raise CannotProvision("there is no such organisation")
    given = update(Tenant).where(Tenant.id == tenant.id).values(organisation_id=organisation_id)
    registry.execute(given)
    return tenant


_ALLOWED_FROM = {
    TenantState.SUSPENDED: (TenantState.PREPARATION, TenantState.ACTIVE),
    TenantState.ACTIVE: (TenantState.SUSPENDED, TenantState.PREPARATION),
    TenantState.CLOSED: (TenantState.PREPARATION, TenantState.ACTIVE, TenantState.SUSPENDED),
}


def change_state(
    database: Database, master: MasterKey, slug: str, state: TenantState
) -> TenantContext:
    """Suspend, resume (or start) or close a tenant and return it so; its rows stay there.

    Raises CannotProvision for an unknown tenant or a step that is not possible from its state.
    """
    with database.founding() as founding:
        with founding.registry() as registry:
            tenant = _step(registry, slug, state)
        with founding.rows_of(tenant.id) as session:
            changed = AuditEvent("system", None, f"tenant.{state}", "tenant", None)
            audit.append(session, open_vault(session, master), [changed])
    return tenant


def _step(registry: Session, slug: str, state: TenantState) -> TenantContext:
    registry.execute(select(Tenant.id).where(Tenant.slug == slug).with_for_update())
    tenant = find_by_slug(registry, slug)
    if tenant is None:
        raise CannotProvision(f"there is no tenant {slug!r}: see `tenant list`")
    if tenant.state not in _ALLOWED_FROM.get(state, ()):
        raise CannotProvision(f"{slug} is {tenant.state}: it cannot become {state}")
    registry.execute(update(Tenant).where(Tenant.id == tenant.id).values(state=state))
    return replace(tenant, state=state)
