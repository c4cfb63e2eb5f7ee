"""A family, the people in it, and what is noted about it."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, LargeBinary, SmallInteger, String, Time, func
from sqlalchemy.orm import Mapped

from core.calendar.revised import Revised
from tenants.columns import DataClass, belongs_to, internal, personal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class FamilyRole(StrEnum):
    """What a family does here: one family may do both, in separate files."""

    ASKING = "asking"
    OFFERING = "offering"


class MemberKind(StrEnum):
    """Who someone is in the family."""

    PARENT = "parent"
    CHILD = "child"
    ADULT = "adult"


class ContactWay(StrEnum):
    """How people spoke."""

    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"


class AppointmentKind(StrEnum):
    """What a talk is about."""

    INTAKE = "intake"
    TALK = "talk"
    INTRODUCTION = "introduction"
    EVALUATION = "evaluation"


class AppointmentState(StrEnum):
    """Whether a talk is still to come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Family(TenantModel):
    """A household; asking and offering are roles of it, each with a file of its own.

    One that was merged into another is empty: what it said is kept in `before_merge` (as JSON).
    """

    __tablename__ = "family"
    __table_args__ = (index("name"),)

    name: Mapped[str] = personal(String(80))
    place: Mapped[str] = personal(String(60), default="")
    postcode4: Mapped[str] = personal(String(4), default="")
    language: Mapped[str] = personal(String(20), default="nl")
    address: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    reciprocity: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    created_on: Mapped[date] = internal(Date())
    merged_into_id: Mapped[UUID | None] = belongs_to("family", on_delete="CASCADE")
    merged_on: Mapped[date | None] = internal(Date())
    before_merge: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


class FamilyFile(TenantModel):
    """The file of one role of a family; closing it closes its notes to the other role."""

    __tablename__ = "family_file"
    __table_args__ = (unique("family_id", "role"), index("role", "opened_on"))

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    coordinator_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    opened_on: Mapped[date] = internal(Date())
    closed_on: Mapped[date | None] = internal(Date())
    closed_reason: Mapped[str | None] = internal(String(40))


class FileAccess(TenantModel):
    """A look into a colleague's file, or into the closed one of `role`: a reason, for one day."""

    __tablename__ = "file_access"
    __table_args__ = (unique("family_id", "membership_id", "on_date", "role"),)

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    on_date: Mapped[date] = internal(Date())
    role: Mapped[str] = internal(String(8), default="")
    reason: Mapped[Sealed] = sealed(DataClass.PERSONAL)


class FamilyMember(TenantModel):
    """A person in a family; contact details are sealed and found by blind index."""

    __tablename__ = "family_member"
    __table_args__ = (index("phone_index"), index("email_index"))

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    kind: Mapped[MemberKind] = internal(String(8))
    first_name: Mapped[str] = personal(String(60))
    last_name: Mapped[str] = personal(String(80), default="")
    born_on: Mapped[date | None] = personal(Date())
    lives_elsewhere: Mapped[bool] = personal(Boolean(), default=False)
    phone: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    phone_index: Mapped[bytes | None] = internal(LargeBinary())
    email: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    email_index: Mapped[bytes | None] = internal(LargeBinary())
    message_safe: Mapped[bool | None] = personal(Boolean())
    note: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    health: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


class Consent(TenantModel):
    """A person's yes to one purpose; withdrawable, and what it carried stops."""

    __tablename__ = "consent"

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    member_id: Mapped[UUID | None] = belongs_to("family_member", on_delete="CASCADE")
    purpose: Mapped[str] = internal(String(40))
    given_by: Mapped[str] = personal(String(80))
    given_on: Mapped[date] = internal(Date())
    withdrawn_on: Mapped[date | None] = internal(Date())


class ContactMoment(TenantModel):
    """A call, visit or message, noted in the file of one role."""

    __tablename__ = "contact_moment"
    __table_args__ = (index("family_id", "on_date"),)

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    coupling_id: Mapped[UUID | None] = belongs_to("coupling", on_delete="SET NULL")
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    on_date: Mapped[date] = internal(Date())
    way: Mapped[ContactWay] = internal(String(8))
    with_whom: Mapped[str] = personal(String(120), default="")
    note: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    follow_up_on: Mapped[date | None] = internal(Date())
    follow_up_done_on: Mapped[date | None] = internal(Date())
    noted_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class ContactVersion(TenantModel):
    """What a note said before it was corrected."""

    __tablename__ = "contact_version"
    __table_args__ = (unique("contact_id", "seq"),)

    contact_id: Mapped[UUID] = belongs_to("contact_moment", on_delete="CASCADE")
    seq: Mapped[int] = internal(SmallInteger())
    on_date: Mapped[date] = internal(Date())
    way: Mapped[ContactWay] = internal(String(8))
    with_whom: Mapped[str] = personal(String(120), default="")
    note: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    corrected_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    corrected_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class Appointment(Revised, TenantModel):
    """A talk that is planned, with a family or within a coupling."""

    __tablename__ = "appointment"
    __table_args__ = (index("state", "on_date"),)

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    coupling_id: Mapped[UUID | None] = belongs_to("coupling", on_delete="CASCADE")
    evaluation_id: Mapped[UUID | None] = belongs_to("evaluation", on_delete="CASCADE")
    kind: Mapped[AppointmentKind] = internal(String(14))
    on_date: Mapped[date] = internal(Date())
    at_time: Mapped[time | None] = internal(Time())
    where: Mapped[str] = personal(String(120), default="")
    state: Mapped[AppointmentState] = internal(String(10), default=AppointmentState.PLANNED)
