"""One organisation as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, exists, func, or_, select, true

from core.accounts.models import Identity, Membership, Role
from core.contact_details import spaced
from core.couplings.models import Coupling
from core.families.models import Family, FamilyFile, FamilyRole
from core.network.access import access_partner
from core.network.coupled import signed_up_for
from core.network.kinds import kind_label
from core.network.models import Partner, PartnerContact, PartnerVisit, VisitKind
from core.network.silence import is_silent, last_contact
from core.referrals.models import Referral, ReferralState, Referrer
from core.wording import Text
from core.work import Work

SHOWN_FAMILIES = 25


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """An organisation, with what is sealed opened."""

    id: UUID
    name: str
    kind: str
    place: str
    note: str
    created_on: date
    archived_on: date | None
    merged_into_id: UUID | None
    last_contact: date | None
    is_silent: bool

    @property
    def kind_label(self) -> Text:
        """The kind in Dutch."""
        return kind_label(self.kind)


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody who works there."""

    id: UUID
    partner_id: UUID
    name: str
    function: str
    phone: str
    email: str

    @property
    def phone_shown(self) -> str:
        """The phone number as people write it."""
        return spaced(self.phone)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit, talk or word of thanks."""

    id: UUID
    partner_id: UUID
    kind: VisitKind
    on_date: date
    with_whom: str
    text: str
    next_on: date | None
    next_done_on: date | None
    by: str

    @property
    def is_next_open(self) -> bool:
        """Whether there is a day to come back that is still to be dealt with."""
        return self.next_on is not None and self.next_done_on is None


@dataclass(frozen=True, slots=True)
class ReferredLine:
    """A sign-up from this organisation that the reader may open."""

    referral_id: UUID
    family_id: UUID | None
    label: str
    role: FamilyRole
    state: ReferralState
    received_on: date


@dataclass(frozen=True, slots=True)
class Referred:
    """How many sign-ups came from an organisation, what became of them, and the reader's own."""

    total: int
    accepted: int
    coupled: int
    lines: tuple[ReferredLine, ...]
    openable: int

    @property
    def closed_to_reader(self) -> int:
        """How many are a colleague's or closed: counted, not named."""
        return self.total - self.openable


def read_partner(work: Work, partner_id: UUID) -> PartnerFacts:
    """One organisation; raises NotFound."""
    partner = access_partner(work, partner_id)
    row = work.session.execute(
        select(last_contact(), is_silent(work)).select_from(Partner).where(Partner.id == partner_id)
    ).one()
    return PartnerFacts(
        partner.id,
        partner.name,
        partner.kind,
        partner.place,
        work.vault.open(Partner.note, partner.id, partner.note),
        partner.created_on,
        partner.archived_on,
        partner.merged_into_id,
        row[0],
        bool(row[1]),
    )


def people_at(work: Work, partner_id: UUID) -> tuple[ContactFacts, ...]:
    """Who works at an organisation, by name."""
    found = work.session.scalars(
        select(PartnerContact)
        .where(PartnerContact.partner_id == partner_id)
        .order_by(PartnerContact.name, PartnerContact.id)
    )
    return tuple(contact_facts(work, one) for one in found)


def contact_facts(work: Work, one: PartnerContact) -> ContactFacts:
    """Somebody who works at an organisation, with what is sealed opened."""
    opened = work.vault.open
    return ContactFacts(
        one.id, one.partner_id, one.name, one.function,
        opened(PartnerContact.phone, one.id, one.phone),
        opened(PartnerContact.email, one.id, one.email),
    )  # fmt: skip


def visits_to(work: Work, partner_id: UUID, limit: int) -> tuple[VisitFacts, ...]:
    """What was noted of an organisation, the latest first."""
    rows = work.session.execute(
        select(PartnerVisit, Identity.name)
        .outerjoin(Membership, Membership.id == PartnerVisit.author_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(PartnerVisit.partner_id == partner_id)
        .order_by(PartnerVisit.on_date.desc(), PartnerVisit.noted_at.desc(), PartnerVisit.id)
        .limit(limit)
    )
    return tuple(visit_facts(work, row.PartnerVisit, row.name) for row in rows)


def visit_facts(work: Work, one: PartnerVisit, by: str | None = None) -> VisitFacts:
    """What was noted, with what is sealed opened."""
    return VisitFacts(
        one.id, one.partner_id, VisitKind(one.kind), one.on_date, one.with_whom,
        work.vault.open(PartnerVisit.note, one.id, one.note),
        one.next_on, one.next_done_on, by or "",
    )  # fmt: skip


def referred_by(work: Work, partner_id: UUID) -> Referred:
    """The sign-ups from an organisation: counts of all, and a list of what may be opened."""
    of_partner = Referrer.partner_id == partner_id
    counts = work.session.execute(
        select(
            func.count(Referral.id),
            func.count(Referral.family_id),
            func.count().filter(_was_coupled()),
            func.count().filter(_may_be_opened(work)),
        )
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(of_partner)
    ).one()
    rows = work.session.execute(
        select(Referral, Family.name)
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(Family, Family.id == Referral.family_id)
        .where(of_partner, _may_be_opened(work))
        .order_by(Referral.received_on.desc(), Referral.id)
        .limit(SHOWN_FAMILIES)
    )
    lines = tuple(_line(row.Referral, row.name) for row in rows)
    return Referred(counts[0], counts[1], counts[2], lines, counts[3])


def _line(referral: Referral, family_name: str | None) -> ReferredLine:
    return ReferredLine(
        referral.id, referral.family_id,
        family_name or referral.family_name or referral.first_name,
        FamilyRole(referral.role), ReferralState(referral.state), referral.received_on,
    )  # fmt: skip


def _was_coupled() -> Exists:
    """Whether a coupling was made with the family of a sign-up, in the role it signed up for."""
    return (
        exists(Coupling.id)
        .where(
            Coupling.trial_from.is_not(None),
            signed_up_for(),
        )
        .correlate(Referral)
    )


def _may_be_opened(work: Work) -> ColumnElement[bool]:
    """Whether a sign-up has no file yet, or an open file that is the reader's or nobody's.

    Stricter than `core.families.access`: what opens with a reason is not named on a list.
    """
    mine: Any = true()
    if work.actor.role != Role.ADMIN:
        mine = or_(FamilyFile.coordinator_id == work.actor.id, FamilyFile.coordinator_id.is_(None))
    own_file = exists(FamilyFile.id).where(
        FamilyFile.family_id == Referral.family_id,
        FamilyFile.role == Referral.role,
        FamilyFile.closed_on.is_(None),
        mine,
    )
    return or_(Referral.family_id.is_(None), own_file.correlate(Referral))
