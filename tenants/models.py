"""The registry (schema `platform`) and the tenant's own ground rows (schema `tenant`)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
    func,
)
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, internal, public, sealed
from tenants.context import OrganisationKind, TenantState
from tenants.ids import new_id
from tenants.isolation import PLATFORM, PlatformModel, TenantModel, index, unique
from tenants.sealing import Sealed


class Organisation(PlatformModel):
    """Who employs the coordinators: the Stichting, a welfare organisation or a gemeente."""

    __tablename__ = "organisation"

    id: Mapped[UUID] = internal(Uuid(), primary_key=True, default=new_id)
    name: Mapped[str] = public(String(120), unique=True)
    kind: Mapped[OrganisationKind] = public(String(20))


class MethodLicence(PlatformModel):
    """That an organisation may work by a variant of the method, in named gemeenten, for a time.

    `until` is the last day. `ended_on` is the first day on which it no longer holds because it
    was ended before that. `most_couplings` is how many may run at once in each programme.
    """

    __tablename__ = "method_licence"
    __table_args__ = (
        CheckConstraint("from_on <= until", name="period"),
        CheckConstraint("most_couplings > 0", name="most_couplings"),
        {"schema": PLATFORM},
    )

    id: Mapped[UUID] = internal(Uuid(), primary_key=True, default=new_id)
    variant: Mapped[str] = internal(String(40))
    organisation_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.organisation.id"))
    from_on: Mapped[date] = internal(Date())
    until: Mapped[date] = internal(Date())
    most_couplings: Mapped[int | None] = internal(Integer())
    ended_on: Mapped[date | None] = internal(Date())
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class LicenceGemeente(PlatformModel):
    """A gemeente, or a part of one, in which a licence holds."""

    __tablename__ = "licence_gemeente"

    licence_id: Mapped[UUID] = internal(
        ForeignKey(f"{PLATFORM}.method_licence.id"), primary_key=True
    )
    area_code: Mapped[str] = public(String(12), primary_key=True)


class ConsoleEvent(PlatformModel):
    """One act at the console: who, what, when, on which thing. Only added, and without names.

    `operator_id` is an identity, None for a command. `organisation_id` tells whose operators may
    read it; `detail` holds days, codes and words of the registry.
    """

    __tablename__ = "console_event"
    __table_args__ = (
        Index(None, "organisation_id", "at"),
        {"schema": PLATFORM},
    )

    id: Mapped[UUID] = internal(Uuid(), primary_key=True, default=new_id)
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    operator_id: Mapped[UUID | None] = internal(Uuid())
    action: Mapped[str] = internal(String(60))
    subject_kind: Mapped[str] = internal(String(40))
    subject: Mapped[str] = internal(String(40))
    organisation_id: Mapped[UUID | None] = internal(Uuid())
    detail: Mapped[str] = internal(String(300), default="")


class MethodDocument(PlatformModel):
    """A document of the method, shared with everybody who works by it; it names no person."""

    __tablename__ = "method_document"

    id: Mapped[UUID] = internal(Uuid(), primary_key=True, default=new_id)
    title: Mapped[str] = public(String(120))
    kind: Mapped[str] = public(String(20))
    variant: Mapped[str | None] = public(String(40))
    text: Mapped[str] = public(Text())
    changed_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    withdrawn_at: Mapped[datetime | None] = internal(DateTime(timezone=True))


class MethodDocumentFile(PlatformModel):
    """The file of a document of the method, which everybody may have; empty when it was removed."""

    __tablename__ = "method_document_file"

    document_id: Mapped[UUID] = internal(
        ForeignKey(f"{PLATFORM}.method_document.id"), primary_key=True
    )
    name: Mapped[str] = public(String(130))
    kind: Mapped[str] = public(String(4))
    size: Mapped[int] = public(Integer())
    content: Mapped[bytes] = public(LargeBinary(), deferred=True)


class Tenant(PlatformModel):
    """The programme in a gemeente or a part of it; keeps its code and name through time."""

    __tablename__ = "tenant"
    __table_args__ = (
        CheckConstraint("inhabitants > 0", name="inhabitants"),
        {"schema": PLATFORM},
    )

    id: Mapped[int] = internal(Integer(), primary_key=True, autoincrement=False)
    slug: Mapped[str] = public(String(40), unique=True)
    name: Mapped[str] = public(String(80))
    area_code: Mapped[str] = public(String(12))
    organisation_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.organisation.id"))
    state: Mapped[TenantState] = internal(String(12), default=TenantState.ACTIVE)
    inhabitants: Mapped[int] = public(Integer())
    inhabitants_on: Mapped[date] = public(Date())
    inhabitants_source: Mapped[str] = public(String(120))
    hue: Mapped[int] = public(SmallInteger())
    chroma: Mapped[int] = public(SmallInteger())
    logo: Mapped[str | None] = public(String(16))
    logo_alt: Mapped[str | None] = public(String(120))
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class TenantDomain(PlatformModel):
    """A host name of a tenant's own, next to `<slug>.<base domain>`."""

    __tablename__ = "tenant_domain"

    host: Mapped[str] = public(String(253), primary_key=True)
    tenant_id: Mapped[int] = internal(ForeignKey(f"{PLATFORM}.tenant.id"))


class TenantLetterbox(PlatformModel):
    """The public half of a tenant's key pair: what is sealed with it, that tenant alone opens.

    `vouched` is a keyed hash of the installation: a key that was put here by others is refused.
    """

    __tablename__ = "tenant_letterbox"

    tenant_id: Mapped[int] = internal(
        ForeignKey(f"{PLATFORM}.tenant.id"), primary_key=True, autoincrement=False
    )
    version: Mapped[int] = internal(SmallInteger(), primary_key=True, autoincrement=False)
    public_key: Mapped[bytes] = public(LargeBinary())
    vouched: Mapped[bytes] = internal(LargeBinary())


class TenantKey(TenantModel):
    """A data key of this tenant, wrapped by the master key."""

    __tablename__ = "tenant_key"
    __table_args__ = (unique("version"),)

    version: Mapped[int] = internal(SmallInteger())
    wrapped: Mapped[bytes] = internal(LargeBinary())
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class PublishedFigure(TenantModel):
    """An exact cell that no page reads: national pages add them up, then suppress.

    `part` is empty for a total without attributes, else the value of the split.
    """

    __tablename__ = "published_figure"
    __table_args__ = (unique("measure", "part"),)

    measure: Mapped[str] = internal(String(40))
    part: Mapped[str] = internal(String(40), default="")
    value: Mapped[int] = internal(Integer())
    as_of: Mapped[date] = internal(Date())


class AuditEntry(TenantModel):
    """One line of the tenant's logbook, chained to the one before; no names in it."""

    __tablename__ = "audit_entry"
    __table_args__ = (unique("seq"), index("subject_id", "seq"))

    seq: Mapped[int] = internal(BigInteger())
    at: Mapped[datetime] = internal(DateTime(timezone=True))
    key_version: Mapped[int] = internal(SmallInteger())
    actor_kind: Mapped[str] = internal(String(12))
    actor_id: Mapped[UUID | None] = internal(Uuid())
    action: Mapped[str] = internal(String(60))
    subject_kind: Mapped[str] = internal(String(40))
    subject_id: Mapped[UUID | None] = internal(Uuid())
    detail_digest: Mapped[bytes | None] = internal(LargeBinary())
    previous: Mapped[bytes] = internal(LargeBinary())
    mac: Mapped[bytes] = internal(LargeBinary())


class AuditDetail(TenantModel):
    """What an entry says in words: erasable, while its salted digest stays in the chain."""

    __tablename__ = "audit_detail"

    salt: Mapped[bytes] = internal(LargeBinary())
    text: Mapped[Sealed] = sealed(DataClass.PERSONAL)
