"""One family, or the families of one coupling, taken in through the services of the work."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from core.couplings.services import (
    make_definitive,
    record_answer,
    start_introduction,
    start_trial,
    take_over,
)
from core.errors import Refused
from core.families.models import ContactWay, FamilyRole, MemberKind
from core.families.queries import people_of
from core.families.services import (
    ContactNote,
    FamilyDetails,
    NewFamily,
    NewMember,
    change_family,
    create_family,
    note_contact,
)
from core.importing.checking import Checked, Planned
from core.importing.reading import Child, Stage
from core.importing.wanted import offer_of, request_of
from core.matching.services import add_offer, add_request, propose
from core.method.choice import method_of
from core.referrals.services import note_source
from core.safety.services import record_safety_check, see_vog
from core.wording import _
from core.work import Work


class Taken:
    """A family that came in: its id, and its request or offer when it has one."""

    def __init__(self, family_id: UUID, side_id: UUID | None) -> None:
        self.family_id, self.side_id = family_id, side_id


def take_in(work: Work, group: list[Checked]) -> dict[int, UUID]:
    """Write the families of a group and couple them; returns the family of each line."""
    taken = {row.line.number: _family(work, row.planned) for row in group if row.planned}
    pairs: dict[str, dict[FamilyRole, Checked]] = {}
    for row in group:
        for number in row.planned.couplings if row.planned else ():
            pairs.setdefault(number, {})[row.planned.role] = row  # type: ignore[union-attr]
    for pair in pairs.values():
        _couple(work, pair, taken)
    return {line: family.family_id for line, family in taken.items()}


def _family(work: Work, planned: Planned) -> Taken:
    asks = planned.role is FamilyRole.ASKING
    family_id = create_family(
        work,
        NewFamily(
            name=planned.family_name,
            place=planned.place,
            postcode4=planned.postcode4,
            language=planned.language,
            role=planned.role,
            coordinator_id=planned.coordinator_id,
            members=tuple(_members(planned)),
            since=planned.signed_up_on,
        ),
    )
    if planned.address:
        change_family(work, family_id, _details(planned))
    if planned.source:
        day = planned.signed_up_on or work.today
        note_source(work, family_id, planned.role, planned.source, planned.first_name, day)
    if planned.contact_on:
        note = planned.notes or _("Overgenomen uit de eerdere administratie.")
        contact = ContactNote(
            planned.role, ContactWay.PHONE, planned.first_name, note, planned.contact_on
        )
        note_contact(work, family_id, contact)
    if planned.stage == Stage.SIGNED_UP:
        return Taken(family_id, None)
    return Taken(family_id, (_ask if asks else _offer)(work, family_id, planned))


def _details(planned: Planned) -> FamilyDetails:
    return FamilyDetails(
        planned.family_name, planned.place, planned.postcode4, planned.language, planned.address
    )


def _members(planned: Planned) -> list[NewMember]:
    adult = MemberKind.PARENT if planned.role is FamilyRole.ASKING else MemberKind.ADULT
    # A note with a day is a contact; without one it stands with the person.
    note = "" if planned.contact_on else planned.notes
    first = NewMember(
        adult, planned.first_name, phone=planned.phone, email=planned.email, note=note
    )
    members = [first]
    if planned.partner:
        members.append(NewMember(adult, planned.partner))
    return members + [_child(child) for child in planned.children]


def _child(child: Child) -> NewMember:
    new = NewMember(MemberKind.CHILD, child.first_name, born_on=child.born_on)
    told = _("Alleen het geboortejaar is bekend; dag en maand zijn geschat.")
    return replace(new, note=told) if child.year_only else new


def _ask(work: Work, family_id: UUID, planned: Planned) -> UUID:
    if planned.safety_on:
        record_safety_check(
            work, family_id, outcome="safe", note=_taken_over(), done_on=planned.safety_on
        )
    title = planned.title or _("Steun voor dit gezin")
    since = planned.waiting_since or planned.signed_up_on
    people = people_of(work, family_id)
    return add_request(work, family_id, request_of(planned.wanted, title, since, people))


def _taken_over() -> str:
    return _("Overgenomen uit de eerdere administratie.")


def _offer(work: Work, family_id: UUID, planned: Planned) -> UUID:
    if planned.vog_on:
        for person in people_of(work, family_id):
            if person.kind is not MemberKind.CHILD:
                see_vog(work, person.id, planned.vog_on)
    title = planned.title or _("Steun van dit gezin")
    since = planned.waiting_since or planned.signed_up_on
    capacity = max(planned.capacity, len(planned.couplings))
    return add_offer(work, family_id, offer_of(planned.wanted, title, since, capacity))


def _couple(work: Work, pair: dict[FamilyRole, Checked], taken: dict[int, Taken]) -> None:
    """As it went there: both sides said yes then, or it would not run now."""
    one, other = pair[FamilyRole.ASKING], pair[FamilyRole.OFFERING]
    asked, offered = one.planned, other.planned
    request_id, offer_id = (taken[row.line.number].side_id for row in (one, other))
    if not (asked and offered and request_id and offer_id):
        raise Refused(_("Deze koppeling is niet compleet."))
    trial_from = asked.trial_from or offered.trial_from or work.today
    active_from = asked.active_from or offered.active_from
    reason = _taken_over()
    proposal_id = propose(work, request_id, offer_id, reason=reason)
    coupling_id = start_introduction(work, proposal_id, on_date=trial_from, reason=reason)
    method = method_of(work)
    for phase in ("introduction", "trial", *(["active"] if active_from else [])):
        for side in FamilyRole:
            record_answer(
                work, coupling_id, moment=method.moment_before[phase], side=side, says_yes=True,
                quote=reason, answered_on=trial_from,
            )  # fmt: skip
    until = trial_from + max(method.trial, timedelta(days=1))
    start_trial(work, coupling_id, from_date=trial_from, until=until, reason=reason)
    if active_from:
        take_over(work, coupling_id)
        make_definitive(work, coupling_id, on_date=active_from, reason=reason)
