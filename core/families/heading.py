"""What stands above every page of a family, and who the people in it are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Exists, select

from core.accounts.models import Identity, Membership
from core.contact_details import spaced
from core.errors import NotFound
from core.families.access import find_family, readable_roles
from core.families.ages import age_on
from core.families.consents import Purpose
from core.families.files import CLOSE_REASONS
from core.families.models import Consent, Family, FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.wording import Text, _l
from core.work import Work

KIND_LABELS: dict[MemberKind, Text] = {
    MemberKind.PARENT: _l("ouder"),
    MemberKind.CHILD: _l("kind"),
    MemberKind.ADULT: _l("volwassene"),
}
ROLE_LABELS: dict[FamilyRole, Text] = {
    FamilyRole.ASKING: _l("vraaggezin"),
    FamilyRole.OFFERING: _l("steungezin"),
}


@dataclass(frozen=True, slots=True)
class FileHeading:
    """The file of one role."""

    role: FamilyRole
    opened_on: date
    closed_on: date | None
    closed_reason: Text
    coordinator_id: UUID | None
    coordinator: str

    @property
    def is_open(self) -> bool:
        """Whether the file has not been closed."""
        return self.closed_on is None

    @property
    def house(self) -> str:
        """The drawing for this role."""
        return "request" if self.role is FamilyRole.ASKING else "support"

    @property
    def label(self) -> Text:
        """The role in Dutch."""
        return ROLE_LABELS[self.role]


@dataclass(frozen=True, slots=True)
class FamilyHeading:
    """A family's name, where it lives and what it does here."""

    id: UUID
    name: str
    place: str
    postcode4: str
    language: str
    files: tuple[FileHeading, ...]
    shown_roles: tuple[FamilyRole, ...]
    has_consent: bool

    @property
    def roles(self) -> tuple[FamilyRole, ...]:
        """The roles with an open file."""
        return tuple(file.role for file in self.files if file.is_open)

    @property
    def coordinator(self) -> str:
        """Who works with this family now, "" for nobody."""
        shown = [file for file in self.files if file.role in self.shown_roles]
        return " en ".join(dict.fromkeys(file.coordinator for file in shown if file.coordinator))

    @property
    def house(self) -> str:
        """The drawing before the name."""
        kinds = [file.house for file in self.files if file.role in self.shown_roles]
        return kinds[0] if len(kinds) == 1 else "both"

    @property
    def closed_files(self) -> tuple[FileHeading, ...]:
        """The files that are not shown here, closed or a colleague's: each opens with a reason."""
        return tuple(file for file in self.files if file.role not in self.shown_roles)


def family_heading(work: Work, family_id: UUID) -> FamilyHeading:
    """The heading of a family; raises NotFound.

    `shown_roles` are those that this member may read; whether any is, `access_family` asks.
    """
    rows = work.session.execute(
        select(Family, FamilyFile, Identity.name, _consented().label("has_consent"))
        .join(FamilyFile, FamilyFile.family_id == Family.id)
        .outerjoin(Membership, Membership.id == FamilyFile.coordinator_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(Family.id == family_id)
        .order_by(FamilyFile.opened_on, FamilyFile.id)
    ).all()
    if not rows:
        find_family(work, family_id)
        raise NotFound("family")
    family = rows[0].Family
    return FamilyHeading(
        id=family.id,
        name=family.name,
        place=family.place,
        postcode4=family.postcode4,
        language=family.language,
        files=tuple(_file(row.FamilyFile, row.name) for row in rows),
        shown_roles=readable_roles(work, [row.FamilyFile for row in rows]),
        has_consent=rows[0].has_consent,
    )


def _consented() -> Exists:
    found = select(Consent.id).where(
        Consent.family_id == Family.id,
        Consent.purpose == Purpose.FILE,
        Consent.withdrawn_on.is_(None),
    )
    return found.correlate(Family).exists()


def _file(file: FamilyFile, coordinator: str | None) -> FileHeading:
    role = FamilyRole(file.role)
    reason = CLOSE_REASONS[role].get(file.closed_reason or "", file.closed_reason or "")
    return FileHeading(
        role, file.opened_on, file.closed_on, reason, file.coordinator_id, coordinator or ""
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a family, with what is sealed opened."""

    id: UUID
    kind: MemberKind
    first_name: str
    last_name: str
    born_on: date | None
    age: int | None
    lives_elsewhere: bool
    phone: str
    email: str
    message_safe: bool | None
    note: str
    has_health: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def phone_shown(self) -> str:
        """The phone number as people write it."""
        return spaced(self.phone)

    @property
    def kind_label(self) -> Text:
        """Who this is in the family."""
        return KIND_LABELS[self.kind]


def people_of(work: Work, family_id: UUID) -> tuple[Person, ...]:
    """The people in a family: parents, then other adults, then children from old to young."""
    found = work.session.scalars(select(FamilyMember).where(FamilyMember.family_id == family_id))
    order = [MemberKind.PARENT, MemberKind.ADULT, MemberKind.CHILD]
    people = [_person(work, member) for member in found]
    return tuple(
        sorted(people, key=lambda p: (order.index(p.kind), p.born_on or date.max, p.first_name))
    )


def _person(work: Work, member: FamilyMember) -> Person:
    opened = work.vault.open
    return Person(
        id=member.id,
        kind=MemberKind(member.kind),
        first_name=member.first_name,
        last_name=member.last_name,
        born_on=member.born_on,
        age=age_on(member.born_on, work.today),
        lives_elsewhere=member.lives_elsewhere,
        phone=opened(FamilyMember.phone, member.id, member.phone),
        email=opened(FamilyMember.email, member.id, member.email),
        message_safe=member.message_safe,
        note=opened(FamilyMember.note, member.id, member.note),
        has_health=member.health is not None,
    )
