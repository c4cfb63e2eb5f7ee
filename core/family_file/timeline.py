"""What happened with a family, from every table that knows, newest first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from core.accounts.queries import member_names
from core.attachments.models import Attachment, AttachmentState
from core.couplings.models import Agreement, Coupling, PhaseChange
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation, EvaluationState
from core.families.correcting import EarlierVersion, may_correct, versions_of
from core.families.models import ContactMoment, ContactWay, FamilyRole
from core.intake.models import Intake
from core.matching.models import SupportOffer, SupportRequest
from core.referrals.models import Referral
from core.safety.models import SafetyCheck
from core.suppliers.models import ChangeState, SupplierChange
from core.suppliers.queries import supplier_label
from core.wording import _
from core.work import Work

PAGE = 10


class Filter(StrEnum):
    """What to show of the timeline."""

    ALL = "alles"
    CONTACT = "contact"
    DECISIONS = "besluiten"


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


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is shown; `referral_id`: the sign-up that can be read.

    `contact_id` is a note's; `earlier` is what it said before it was corrected, in words.
    """

    on_date: date
    title: str
    text: str
    by: str
    referral_id: UUID | None = None
    contact_id: UUID | None = None
    may_correct: bool = False
    earlier: tuple["Earlier", ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a note said until it was corrected."""

    on_date: date
    kind: str
    text: str
    corrected_at: datetime
    corrected_by: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest entries, and how many older ones there are."""

    entries: tuple[Entry, ...]
    older: int


def timeline_of(
    work: Work,
    family_id: UUID,
    roles: Sequence[FamilyRole],
    show: Filter = Filter.ALL,
    count: int = PAGE,
    note_id: UUID | None = None,
) -> Timeline:
    """The newest `count` things of these roles; the number of statements does not grow.

    With `note_id` it reaches back to that note, if it is among them.

    What happened with one family is read whole, to put it in one order and to count what is older;
    what was written is opened only of the `count` that are shown.
    """
    events = [event for source in _sources(show) for event in source(work, family_id, roles)]
    events.sort(key=lambda event: (event.on_date, event.id), reverse=True)
    count = max(count, next((n for n, e in enumerate(events, 1) if e.id == note_id), 0))
    tell = _Teller(work, member_names(work), events[:count], len(roles) > 1)
    entries = tuple(tell.entry(event) for event in events[:count])
    return Timeline(entries, max(0, len(events) - count))


Source = Callable[[Work, UUID, Sequence[FamilyRole]], Iterable[Event]]


def _sources(show: Filter) -> list[Source]:
    decisions: list[Source] = [
        _referrals, _intakes, _checks, _wants, _offers, _phases, _agreements, _evaluations,
        _attachments, _shared,
    ]  # fmt: skip
    if show is Filter.CONTACT:
        return [_contacts]
    return decisions if show is Filter.DECISIONS else [_contacts, *decisions]


class _Teller:
    """Makes entries of events: with names, and for notes what they said before."""

    def __init__(
        self, work: Work, names: dict[UUID, str], events: Sequence[Event], name_role: bool
    ) -> None:
        self.work, self.names, self.name_role = work, names, name_role
        self.versions = versions_of(work, [event.id for event in events if event.is_contact])

    def entry(self, event: Event) -> Entry:
        role = _role_word(event.role) if self.name_role and event.role else ""
        parts = self._name(event.author_id), event.kind, role
        return Entry(
            event.on_date,
            event.title,
            event.text(),
            " · ".join(part for part in parts if part),
            event.referral_id,
            event.id if event.is_contact else None,
            event.is_contact and may_correct(self.work, event.author_id),
            tuple(self._earlier(version) for version in self.versions.get(event.id, ())),
        )

    def _earlier(self, version: EarlierVersion) -> Earlier:
        said = version.said
        name = self._name(version.corrected_by)
        kind = _way_with(said.way, said.with_whom)
        return Earlier(said.on_date, kind, said.text, version.corrected_at, name)

    def _name(self, member_id: UUID | None) -> str:
        return self.names.get(member_id, "") if member_id else ""


def _role_word(role: FamilyRole) -> str:
    return str(_("als vraaggezin") if role is FamilyRole.ASKING else _("als steungezin"))


WAYS: dict[ContactWay, Callable[[], str]] = {
    ContactWay.PHONE: lambda: _("telefoon"),
    ContactWay.VISIT: lambda: _("bezoek"),
    ContactWay.MESSAGE: lambda: _("bericht"),
}


def _contacts(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> Iterator[Event]:
    found = select(ContactMoment).where(
        ContactMoment.family_id == family_id, ContactMoment.role.in_(roles)
    )
    for moment in work.session.scalars(found):
        kind = _way_with(ContactWay(moment.way), moment.with_whom)
        yield Event(
            moment.on_date, moment.id, True, "", moment.author_id, kind, _note(work, moment),
            FamilyRole(moment.role),
        )  # fmt: skip


def _way_with(way: ContactWay, who: str) -> str:
    word = WAYS[way]()
    return _("%(way)s met %(who)s", way=word, who=who) if who else word


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
