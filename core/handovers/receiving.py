"""Opening what another gemeente sent, and saying yes or no to it."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.models import ContactWay
from core.families.services import (
    ContactNote,
    NewFamily,
    add_member,
    assign_coordinator,
    change_family,
    create_family,
    note_contact,
)
from core.handovers.courses import course_in_words
from core.handovers.methods import fitted, method_here, methods_in_words
from core.handovers.models import ArrivalState, HandoverArrival
from core.handovers.package import Package, read
from core.handovers.sending import lock_of, parcel_name
from core.intake.services import IntakeRecord, record_intake
from core.matching.services import add_offer, add_request, keep_together
from core.method.choice import method_of
from core.wording import Text, _, _l
from core.work import Work
from tenants.directory import find_by_id
from tenants.keys import CannotOpen
from tenants.letterbox import NoLetterbox, find_letterbox, open_from, sealed_by_version

DECLINE_REASONS: dict[str, Text] = {
    "outside_area": _l("Het gezin woont niet in ons gebied"),
    "no_capacity": _l("Wij hebben nu geen plek"),
    "not_suitable": _l("Wij kunnen niet geven wat er nodig is"),
    "already_known": _l("Het gezin is hier al bekend"),
    "family_declines": _l("Het gezin wil het toch niet"),
    "other": _l("Andere reden: bel ons"),
}


def open_package(work: Work, arrival_id: UUID) -> Package:
    """What is in an arrival, for reading: recorded. Raises NotFound, or Refused when it is over."""
    arrival = work.find(HandoverArrival, arrival_id)
    package = _opened(work, arrival)
    work.record("handover.opened", "handover_arrival", arrival_id)
    return package


def is_open(work: Work, arrival: HandoverArrival) -> bool:
    """Whether it still waits for an answer today."""
    return arrival.state == ArrivalState.WAITING and arrival.expires_on >= work.today


def _opened(work: Work, arrival: HandoverArrival) -> Package:
    if not is_open(work, arrival) or arrival.parcel is None:
        raise Refused(_("Deze overdracht is al beantwoord, ingetrokken of verlopen."))
    try:
        version = sealed_by_version(arrival.parcel)
        master = work.settings.master_key
        sender = find_letterbox(work.session, master, arrival.sender_id, version)
        return read(open_from(work.vault, sender, parcel_name(arrival.id), arrival.parcel))
    except (CannotOpen, NoLetterbox) as wrong:
        raise Refused(
            _("Deze overdracht is beschadigd of niet echt. Bel de andere gemeente.")
        ) from wrong


def accept_handover(work: Work, arrival_id: UUID, coordinator_id: UUID) -> UUID:
    """Make a family with its file of what came in; returns it. The sender gets a receipt.

    Raises NotFound, or Refused when it is over: of two at once, the second.
    """
    arrival = _held(work, arrival_id)
    package = _opened(work, arrival)
    sender = find_by_id(work.session, arrival.sender_id)
    family_id = _unpack(work, package, sender.name if sender else "")
    # Last, as a colleague's file is closed to who makes it.
    assign_coordinator(work, family_id, package.role, coordinator_id)
    arrival.family_id = family_id
    _decide(work, arrival, ArrivalState.ACCEPTED)
    return family_id


def decline_handover(work: Work, arrival_id: UUID, reason: str) -> None:
    """Say no, with one of DECLINE_REASONS; what came in is erased. Raises NotFound or Refused."""
    if reason not in DECLINE_REASONS:
        raise Refused(_("Kies een reden."), "reason")
    arrival = _held(work, arrival_id)
    if not is_open(work, arrival):
        raise Refused(_("Deze overdracht is al beantwoord, ingetrokken of verlopen."))
    arrival.decline_reason = reason
    _decide(work, arrival, ArrivalState.DECLINED)


def _decide(work: Work, arrival: HandoverArrival, state: ArrivalState) -> None:
    arrival.state, arrival.parcel = state, None
    arrival.decided_by, arrival.decided_on = work.actor.id, work.today
    work.record(f"handover.{state}", "handover_arrival", arrival.id)
    work.defer("send_handover_receipt", lock=lock_of(arrival.id), handover_id=str(arrival.id))


def _held(work: Work, arrival_id: UUID) -> HandoverArrival:
    query = select(HandoverArrival).where(HandoverArrival.id == arrival_id).with_for_update()
    arrival = work.session.scalar(query.execution_options(populate_existing=True))
    if arrival is None:
        raise NotFound(HandoverArrival.__tablename__)
    return arrival


def _unpack(work: Work, package: Package, sender: str) -> UUID:
    told, role = package.family, package.role
    family_id = create_family(
        work,
        NewFamily(told.name, told.place, told.postcode4, told.language, role, None, ()),
    )
    change_family(work, family_id, told)
    ids = [add_member(work, family_id, person) for person in package.people]
    together: defaultdict[int, list[UUID]] = defaultdict(list)
    for request in package.requests:
        member = ids[request.person] if request.person is not None else None
        added = add_request(work, family_id, replace(request.details, member_id=member))
        if request.together is not None:
            together[request.together].append(added)
    for first, *others in together.values():
        keep_together(work, first, others)
    for offer in package.offers:
        add_offer(work, family_id, offer)
    _note_where_from(work, family_id, package, sender)
    for note in package.notes:
        words = _("Overgenomen uit %(sender)s: %(told)s", sender=sender, told=note.text)
        told_note = ContactNote(
            role, note.way, note.with_whom, words, min(note.on_date, work.today)
        )
        note_contact(work, family_id, told_note)
    if package.intake:
        _keep_intake(work, family_id, package, package.intake)
    return family_id


def _keep_intake(work: Work, family_id: UUID, package: Package, record: IntakeRecord) -> None:
    """By the same method when it is used here; what another does not ask is kept as a note."""
    sent = package.intake_method
    method = (method_here(work, sent) if sent else None) or method_of(work)
    found = fitted(record, package.intake_words, method)
    record_intake(work, family_id, found.record, method)
    if sent and found.as_text:
        lines = [_("Uit de intake daar, volgens “%(name)s” (versie %(version)s):",
                   name=sent.name, version=sent.version)]  # fmt: skip
        lines += [f"{one.question} {one.words}" for one in found.as_text]
        note = ContactNote(
            package.role, ContactWay.MESSAGE, _("intake van de andere gemeente"),
            "\n".join(lines), work.today,
        )  # fmt: skip
        note_contact(work, family_id, note)


def _note_where_from(work: Work, family_id: UUID, package: Package, sender: str) -> None:
    """The first note: who handed the family over, and which VOGs must be seen again."""
    lines = [
        _(
            "Overgedragen door %(sender)s: %(name)s, %(mail)s.",
            sender=sender,
            name=package.coordinator,
            mail=package.coordinator_mail,
        )
    ]
    lines += [
        _(
            "De VOG van %(name)s is daar gezien op %(day)s. Zie die hier opnieuw.",
            name=package.people[vog.person].first_name,
            day=short_day(vog.seen_on),
        )
        for vog in package.vogs
    ]
    lines += [course_in_words(one) for one in package.couplings]
    lines += methods_in_words(work, package)
    lines.append(_("Doe zelf de veiligheidscheck: die gaat niet mee."))
    with_whom = _("coördinator van %(sender)s", sender=sender)
    note = ContactNote(
        package.role, ContactWay.MESSAGE, with_whom, "\n".join(lines), work.today,
        follow_up_on=work.today,
    )  # fmt: skip
    note_contact(work, family_id, note)


def short_day(day: date) -> str:
    """A day as 4-12-2026."""
    return f"{day.day}-{day.month}-{day.year}"
