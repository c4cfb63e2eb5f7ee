"""Noting safety checks, and how far the VOG of an adult is. No copy of a VOG is kept."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.calendar.months import add_months
from core.errors import Refused
from core.families.access import access_family, require_open_file
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.matching.changing import list_changed
from core.method.choice import method_of
from core.method.variant import MethodVariant, Outcome
from core.programme.terms import terms_of
from core.safety.models import SafetyCheck, VogRecord
from core.wording import _
from core.work import Work
from tenants.ids import new_id

"""Repeating a VOG after three years is advised; no law says when. A programme sets its own."""


def record_safety_check(
    work: Work, family_id: UUID, *, outcome: str, note: str, done_on: date
) -> UUID:
    """Note the coordinator's safety judgement of a family that asks; the newest one counts.

    Raises Refused when the file is closed, the day lies ahead, or an outcome lacks its note.
    """
    require_open_file(work, family_id, FamilyRole.ASKING)
    method = method_of(work)
    chosen = _outcome(method, outcome)
    if chosen.needs_reason and not note.strip():
        raise Refused(_("Schrijf op wat u heeft afgesproken of waarom u dit vindt."), "note")
    _not_ahead(work, done_on, "done_on")
    check = SafetyCheck(id=new_id(), family_id=family_id, author_id=work.actor.id)
    check.done_on, check.outcome = done_on, outcome
    check.variant, check.variant_version = method.key, method.version
    check.note = work.vault.seal_optional(SafetyCheck.note, check.id, note.strip())
    work.add(check)
    work.record("safety_check.recorded", "family", family_id)
    return check.id


def request_vog(work: Work, member_id: UUID, on: date) -> None:
    """Note that a VOG was requested. One that was seen counts until its term ends."""
    record = _vog_of(work, member_id)
    _not_ahead(work, on, "on")
    if record.seen_on and on <= record.seen_on:
        raise Refused(_("Een nieuwe VOG vraagt u aan na de vorige. Kies een latere datum."), "on")
    record.requested_on, record.issued_on = on, None
    _save(work, record, "vog.requested")


def issue_vog(work: Work, member_id: UUID, on: date) -> None:
    """Note that the VOG was sent to the adult by the authority."""
    record = _vog_of(work, member_id)
    _not_ahead(work, on, "on")
    if record.requested_on and on < record.requested_on:
        raise Refused(_("De VOG komt na de aanvraag. Kies een latere datum."), "on")
    record.issued_on = on
    _save(work, record, "vog.issued")


def see_vog(work: Work, member_id: UUID, on: date) -> None:
    """Note that the actor saw the VOG; it must be seen again after the programme's term."""
    record = _vog_of(work, member_id)
    _not_ahead(work, on, "on")
    start = record.issued_on or record.requested_on
    if start and on < start:
        raise Refused(_("U ziet de VOG na de afgifte. Kies een latere datum."), "on")
    record.seen_on, record.seen_by = on, work.actor.id
    record.repeat_on = add_months(on, terms_of(work).vog_months)
    _save(work, record, "vog.seen")


def _outcome(method: MethodVariant, key: str) -> Outcome:
    for outcome in method.safety_outcomes:
        if outcome.key == key:
            return outcome
    raise Refused(_("Kies wat de uitkomst is."), "outcome")


def _vog_of(work: Work, member_id: UUID) -> VogRecord:
    member = work.find(FamilyMember, member_id)
    access_family(work, member.family_id)
    if member.kind is MemberKind.CHILD:
        raise Refused(_("Een kind heeft geen VOG nodig."))
    found = work.session.scalar(select(VogRecord).where(VogRecord.member_id == member_id))
    return found or VogRecord(id=new_id(), member_id=member_id)


def _save(work: Work, record: VogRecord, action: str) -> None:
    work.add(record)
    work.record(action, "family_member", record.member_id)
    list_changed(work)


def _not_ahead(work: Work, on: date, field: str) -> None:
    if on > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies vandaag of eerder."), field)
