"""Taking together what travels: only people who said yes, only notes that were chosen."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import find_colleague
from core.errors import NotFound, Refused
from core.families.access import require_open_file
from core.families.consents import (
    GUARDIAN_UNTIL,
    SELF_FROM,
    Purpose,
    give_consent_for,
)
from core.families.models import (
    Consent,
    ContactMoment,
    ContactWay,
    Family,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.queries import Person, age_on, people_of
from core.families.services import FamilyDetails, NewMember
from core.handovers.courses import answers_in_words, intake_method, sent_couplings
from core.handovers.package import Package, SeenVog, SentNote, SentRequest
from core.intake.models import Intake
from core.intake.services import IntakeRecord
from core.matching.models import OfferState, RequestState, SupportOffer, SupportRequest, asked_lists
from core.matching.services import OfferDetails, RequestDetails
from core.safety.models import VogRecord
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class Choices:
    """What a coordinator lets travel beside the people, their contact details and what is asked."""

    with_intake: bool = False
    notes: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class ChoosableNote:
    """A contact that may go along."""

    id: UUID
    on_date: date
    with_whom: str
    text: str


def who_said_yes(work: Work, family_id: UUID, purpose: str = Purpose.HANDOVER) -> frozenset[UUID]:
    """The people of a family who may be handed over: a yes for each person apart."""
    yes = select(Consent.member_id).where(
        Consent.family_id == family_id,
        Consent.purpose == purpose,
        Consent.member_id.is_not(None),
        Consent.withdrawn_on.is_(None),
    )
    return frozenset(one for one in work.session.scalars(yes) if one)


def record_yes(
    work: Work, family_id: UUID, giver_ids: frozenset[UUID], purpose: str = Purpose.HANDOVER
) -> int:
    """Record who said yes, for themselves and for the children they may say it for.

    Returns for how many people. Raises NotFound for somebody of another family, Refused when this
    is enough for nobody.
    """
    members = list(
        work.session.scalars(select(FamilyMember).where(FamilyMember.family_id == family_id))
    )
    known = {member.id for member in members}
    if not giver_ids <= known:
        raise NotFound(FamilyMember.__tablename__)
    if not giver_ids:
        raise Refused(_("Kies wie er ja zei."), "givers")
    adults = {m.id for m in members if m.kind != MemberKind.CHILD}
    count = 0
    for member in members:
        if member.id in who_said_yes(work, family_id, purpose):
            continue
        givers = giver_ids & (adults | {member.id})
        if _is_enough(work, member, givers, adults):
            mine = givers if member.kind == MemberKind.CHILD else frozenset({member.id})
            give_consent_for(work, family_id, purpose, mine, member.id)
            count += 1
    if not count:
        raise Refused(
            _("Dat is niet genoeg. Een kind van 12 jaar of ouder zegt zelf ook ja."), "givers"
        )
    return count


def _is_enough(
    work: Work, member: FamilyMember, givers: frozenset[UUID], adults: set[UUID]
) -> bool:
    """Whether these may say yes for a person: the same rule as for every consent."""
    if member.kind != MemberKind.CHILD:
        return member.id in givers
    age = age_on(member.born_on, work.today)
    if age is None or age < GUARDIAN_UNTIL:
        return bool(givers & adults)
    return member.id in givers and (age >= SELF_FROM or bool(givers & adults))


def has_intake(work: Work, family_id: UUID, role: FamilyRole) -> bool:
    """Whether there is an intake that could go along."""
    found = select(Intake.id).where(Intake.family_id == family_id, Intake.role == role)
    return work.session.scalar(found.limit(1)) is not None


def notes_of(work: Work, family_id: UUID, role: FamilyRole) -> tuple[ChoosableNote, ...]:
    """The contacts of a file that may go along, the newest hundred."""
    query = select(ContactMoment).where(
        ContactMoment.family_id == family_id, ContactMoment.role == role
    )
    newest = query.order_by(ContactMoment.on_date.desc(), ContactMoment.id.desc()).limit(100)
    return tuple(
        ChoosableNote(
            note.id, note.on_date, note.with_whom,
            work.vault.open(ContactMoment.note, note.id, note.note),
        )
        for note in work.session.scalars(newest)
    )  # fmt: skip


def pack(work: Work, family_id: UUID, role: FamilyRole, choices: Choices) -> Package:
    """Everything that would travel. Raises NotFound, NeedsReason, or Refused: without a yes of an
    adult, without somebody for whom support is asked, or with nothing asked or offered.
    """
    require_open_file(work, family_id, role)
    yes = who_said_yes(work, family_id)
    people = [person for person in people_of(work, family_id) if person.id in yes]
    if not any(person.kind is not MemberKind.CHILD for person in people):
        raise Refused(_("Leg eerst vast dat een volwassene ja zei tegen de overdracht."))
    places = {person.id: place for place, person in enumerate(people)}
    asks = role is FamilyRole.ASKING
    requests = _requests(work, family_id, places) if asks else ()
    offers = () if asks else _offers(work, family_id)
    if not requests and not offers:
        raise Refused(
            _("Er is geen open hulpvraag of aanbod om over te dragen, met iemand die ja zei.")
        )
    me = find_colleague(work, work.actor.id) if work.actor.id else None
    intake = intake_of(work, family_id, role) if choices.with_intake else None
    method = intake_method(work, family_id, role) if intake else None
    return Package(
        role=role,
        coordinator=me.name if me else "",
        coordinator_mail=me.email if me else "",
        family=_details(work, family_id, asks=asks),
        people=tuple(_person(person) for person in people),
        requests=requests,
        offers=offers,
        intake=intake,
        notes=chosen_notes(work, family_id, role, choices.notes),
        vogs=() if asks else _vogs(work, places),
        intake_method=method,
        intake_words=answers_in_words(work, intake, method) if intake and method else (),
        couplings=sent_couplings(work, family_id, role, frozenset(places)),
    )


def _details(work: Work, family_id: UUID, *, asks: bool) -> FamilyDetails:
    family = work.find(Family, family_id)
    opened = work.vault.open
    told = opened(Family.reciprocity, family.id, family.reciprocity) if asks else ""
    address = opened(Family.address, family.id, family.address)
    return FamilyDetails(
        family.name, family.place, family.postcode4, family.language, address, told
    )


def _person(person: Person) -> NewMember:
    """Without the note about a person: it was written for colleagues here."""
    return NewMember(
        person.kind, person.first_name, person.last_name, person.phone or None,
        person.email or None, person.message_safe, person.born_on, person.lives_elsewhere,
    )  # fmt: skip


def _requests(work: Work, family_id: UUID, places: dict[UUID, int]) -> tuple[SentRequest, ...]:
    """The requests that are not closed, but none for a child that does not travel."""
    query = select(SupportRequest).where(
        SupportRequest.family_id == family_id, SupportRequest.state != RequestState.CLOSED
    )
    opened = work.vault.open
    groups: dict[str, int] = {}
    return tuple(
        SentRequest(
            RequestDetails(
                title=r.title, subject=r.subject, forms=tuple(r.forms), dayparts=r.dayparts,
                per_week=r.per_week, max_km=r.max_km, **asked_lists(r),
                avoid_smoking=r.avoid_smoking, required_language=r.required_language,
                wishes=opened(SupportRequest.wishes, r.id, r.wishes), urgency=r.urgency,
                urgency_reason=opened(SupportRequest.urgency_reason, r.id, r.urgency_reason),
                since=r.since,
            ),
            places.get(r.member_id) if r.member_id else None,
            groups.setdefault(r.together_key, len(groups)) if r.together_key else None,
        )
        for r in work.session.scalars(query.order_by(SupportRequest.id))
        if r.member_id is None or r.member_id in places
    )  # fmt: skip


def _offers(work: Work, family_id: UUID) -> tuple[OfferDetails, ...]:
    query = select(SupportOffer).where(
        SupportOffer.family_id == family_id, SupportOffer.state != OfferState.CLOSED
    )
    return tuple(
        OfferDetails(
            title=o.title, subjects=tuple(o.subjects), forms=tuple(o.forms), dayparts=o.dayparts,
            per_week=o.per_week, max_km=o.max_km, age_from=o.age_from, age_to=o.age_to,
            capacity=o.capacity, smokes=o.smokes, **asked_lists(o),
            languages=tuple(o.languages),
            own_experience=work.vault.open(SupportOffer.own_experience, o.id, o.own_experience),
            experience_may_match=o.experience_may_match, foster_care=o.foster_care, since=o.since,
        )
        for o in work.session.scalars(query.order_by(SupportOffer.id))
    )  # fmt: skip


def intake_of(work: Work, family_id: UUID, role: FamilyRole) -> IntakeRecord | None:
    """The answers; the judgement stays here: the receiver makes its own."""
    found = select(Intake).where(Intake.family_id == family_id, Intake.role == role)
    intake = work.session.scalar(found)
    if intake is None:
        return None
    answers = json.loads(work.vault.open(Intake.answers, intake.id, intake.answers))
    return IntakeRecord(
        role=role, held_on=intake.held_on, answers=answers, suitability="",
        suitability_reason="", formal_help=tuple(intake.formal_help),
        prevention_kind=intake.prevention_kind,
        goals=work.vault.open(Intake.goals, intake.id, intake.goals),
    )  # fmt: skip


def chosen_notes(
    work: Work, family_id: UUID, role: FamilyRole, chosen: frozenset[UUID]
) -> tuple[SentNote, ...]:
    """The notes that were chosen; raises NotFound for one of another file."""
    query = select(ContactMoment).where(
        ContactMoment.id.in_(chosen),
        ContactMoment.family_id == family_id,
        ContactMoment.role == role,
    )
    notes = list(work.session.scalars(query.order_by(ContactMoment.on_date, ContactMoment.id)))
    if len(notes) != len(chosen):
        raise NotFound(ContactMoment.__tablename__)
    return tuple(
        SentNote(
            note.on_date, ContactWay(note.way), note.with_whom,
            work.vault.open(ContactMoment.note, note.id, note.note),
        )
        for note in notes
    )  # fmt: skip


def _vogs(work: Work, places: dict[UUID, int]) -> tuple[SeenVog, ...]:
    rows = work.session.execute(
        select(VogRecord.member_id, VogRecord.seen_on)
        .where(VogRecord.member_id.in_(places), VogRecord.seen_on.is_not(None))
        .order_by(VogRecord.member_id)
    )
    return tuple(SeenVog(places[row.member_id], row.seen_on) for row in rows if row.seen_on)
