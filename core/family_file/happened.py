"""What happened with a family: one source for every table that knows of something.

A source reads its table in one statement and yields events in no order; what was written is
opened only when an event is shown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from core.attachments.models import Attachment, AttachmentState
from core.couplings.models import Agreement, Coupling, PhaseChange
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import ContactMoment, ContactWay, FamilyRole
from core.family_file.contact_words import way_with
from core.intake.models import Intake
from core.matching.models import SupportOffer, SupportRequest
from core.referrals.models import Referral
from core.safety.models import SafetyCheck
from core.suppliers.models import ChangeState, SupplierChange
from core.suppliers.queries import supplier_label
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `text` is opened only when it is shown."""

    on_date: date
    id: UUID
    is_contact: bool
    title: str
    author_id: UUID | None
    kind: str
    text: Callable[[], str] = str
    role: FamilyRole | None = None
    referral_id: UUID | None = None


Source = Callable[[Work, UUID, Sequence[FamilyRole]], Iterable[Event]]


def _contacts(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = select(ContactMoment).where(
        ContactMoment.family_id == family_id, ContactMoment.role.in_(roles)
    )
    for moment in work.session.scalars(found):
        kind = way_with(ContactWay(moment.way), moment.with_whom)
        yield Event(
            moment.on_date, moment.id, True, "", moment.author_id, kind, _note(work, moment),
            FamilyRole(moment.role),
        )  # fmt: skip


def _note(work: Work, moment: ContactMoment) -> Callable[[], str]:
    return lambda: work.vault.open(ContactMoment.note, moment.id, moment.note)


def _referrals(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = select(Referral).where(Referral.family_id == family_id, Referral.role.in_(roles))
    for referral in work.session.scalars(found):
        title = (
            _("Aangemeld door het gezin zelf")
            if referral.source == "self"
            else _("Aangemeld door een verwijzer")
        )
        yield Event(
            referral.received_on, referral.id, False, title, None, _("aanmelding"),
            role=FamilyRole(referral.role), referral_id=referral.id,
        )  # fmt: skip


def _intakes(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = select(Intake).where(Intake.family_id == family_id, Intake.role.in_(roles))
    for intake in work.session.scalars(found):
        yield Event(
            intake.held_on, intake.id, False, _("Intake gedaan"), intake.author_id, _("intake"),
            role=FamilyRole(intake.role),
        )  # fmt: skip


def _checks(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    if FamilyRole.ASKING not in roles:
        return
    found = select(SafetyCheck).where(SafetyCheck.family_id == family_id)
    for check in work.session.scalars(found):
        title = _("Veiligheidscheck gedaan")
        yield Event(check.done_on, check.id, False, title, check.author_id, _("veiligheid"))


def _wants(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    if FamilyRole.ASKING not in roles:
        return
    found = select(SupportRequest).where(SupportRequest.family_id == family_id)
    for request in work.session.scalars(found):
        title = _("Nieuwe hulpvraag: %(title)s", title=request.title)
        yield Event(request.since, request.id, False, title, None, _("hulpvraag"))


def _offers(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    if FamilyRole.OFFERING not in roles:
        return
    found = select(SupportOffer).where(SupportOffer.family_id == family_id)
    for offer in work.session.scalars(found):
        title = _("Nieuw aanbod: %(title)s", title=offer.title)
        yield Event(offer.since, offer.id, False, title, None, _("aanbod"))


def _attachments(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = select(Attachment).where(
        Attachment.family_id == family_id,
        Attachment.role.in_(roles),
        Attachment.deleted_on.is_(None),
        Attachment.state != AttachmentState.REFUSED,
    )
    for one in work.session.scalars(found):
        yield Event(
            one.added_on, one.id, False, _("Bijlage toegevoegd"), one.author_id, _("bijlage"),
            _file_name(work, one), FamilyRole(one.role),
        )  # fmt: skip


def _file_name(work: Work, one: Attachment) -> Callable[[], str]:
    return lambda: work.vault.open(Attachment.name, one.id, one.name)


def _shared(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    """What other organisations received, or would not have: the receipt is on the file."""
    found = select(SupplierChange).where(
        SupplierChange.family_id == family_id,
        SupplierChange.role.in_(roles),
        SupplierChange.state.in_((ChangeState.SENT, ChangeState.REFUSED)),
    )
    for one in work.session.scalars(found):
        name = supplier_label(work, one.supplier)
        sent = one.state == ChangeState.SENT
        title = (
            _("%(name)s heeft het ontvangen", name=name)
            if sent
            else _("%(name)s nam het niet aan", name=name)
        )
        yield Event(
            one.done_on or one.on_date, one.id, False, title, one.sent_by, _("gedeeld"),
            _told_by(work, one), FamilyRole(one.role) if one.role else None,
        )  # fmt: skip


def _told_by(work: Work, one: SupplierChange) -> Callable[[], str]:
    return lambda: work.vault.open(SupplierChange.told, one.id, one.told)


def _in_coupling(family_id: UUID, roles: Sequence[FamilyRole]) -> ColumnElement[bool]:
    sides = {
        FamilyRole.ASKING: Coupling.asking_family_id,
        FamilyRole.OFFERING: Coupling.offering_family_id,
    }
    return or_(*(sides[role] == family_id for role in roles))


def _phases(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = (
        select(PhaseChange)
        .join(Coupling, Coupling.id == PhaseChange.coupling_id)
        .where(_in_coupling(family_id, roles))
    )
    for change in work.session.scalars(found):
        label = Phase(change.to_phase).label
        title = (
            _("Terug naar: %(phase)s", phase=label)
            if change.is_back
            else _("Koppeling: %(phase)s", phase=label)
        )
        yield Event(change.on_date, change.id, False, title, change.author_id, _("besluit"))


def _agreements(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = (
        select(Agreement)
        .join(Coupling, Coupling.id == Agreement.coupling_id)
        .where(_in_coupling(family_id, roles))
    )
    for agreed in work.session.scalars(found):
        title = _("Afspraken vastgelegd")
        yield Event(agreed.noted_on, agreed.id, False, title, agreed.author_id, _("afspraken"))


def _evaluations(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = (
        select(Evaluation)
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .where(_in_coupling(family_id, roles), Evaluation.state == EvaluationState.HELD)
    )
    for held in work.session.scalars(found):
        title = _("Evaluatie gedaan met beide gezinnen")
        yield Event(held.held_on or held.due_on, held.id, False, title, None, _("evaluatie"))


CONTACTS: Final[tuple[Source, ...]] = (_contacts,)
DECISIONS: Final[tuple[Source, ...]] = (
    _referrals, _intakes, _checks, _wants, _offers, _phases, _agreements, _evaluations,
    _attachments, _shared,
)  # fmt: skip
