"""A document in the file of one role, and the sealed pieces of which it is made."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class AttachmentState(StrEnum):
    """Whether a document may be opened."""

    READY = "ready"
    CHECKING = "checking"
    REFUSED = "refused"


class Attachment(TenantModel):
    """A document; its pieces open with `key` only, so that without the key they are noise."""

    __tablename__ = "attachment"
    __table_args__ = (index("family_id", "role"), index("state"))

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    added_on: Mapped[date] = internal(Date())
    name: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    kind: Mapped[str] = internal(String(5))
    size: Mapped[int] = internal(Integer())
    state: Mapped[AttachmentState] = internal(String(8), default=AttachmentState.READY)
    key: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    deleted_on: Mapped[date | None] = internal(Date())


class AttachmentPart(TenantModel):
    """A piece of a document, sealed with the document's own key."""

    __tablename__ = "attachment_part"
    __table_args__ = (unique("attachment_id", "seq"),)

    attachment_id: Mapped[UUID] = belongs_to("attachment", on_delete="CASCADE")
    seq: Mapped[int] = internal(SmallInteger())
    body: Mapped[Sealed] = sealed(DataClass.SPECIAL)
