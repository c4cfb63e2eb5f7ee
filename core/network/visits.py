"""Visits, talks and thanks: noted in seconds, with a day to come back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import update

from core.bsn import without_bsn
from core.errors import Refused
from core.network.access import access_visit, require_partner
from core.network.models import PartnerVisit, VisitKind
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class VisitNote:
    """Who was met, when, and what was said; `next_on` is the day to come back."""

    kind: VisitKind
    on_date: date
    with_whom: str = ""
    text: str = ""
    next_on: date | None = None


def note_visit(work: Work, partner_id: UUID, note: VisitNote) -> UUID:
    """Note a visit, talk or thanks; what was to be done before this day is then done.

    Raises Refused on a day ahead, a next day that is not later, or a talk without a word.
    """
    partner = require_partner(work, partner_id)
    _check(work, note)
    visit = PartnerVisit(id=new_id(), partner_id=partner.id, author_id=work.actor.id)
    _keep(work, visit, note)
    _finish_earlier(work, partner_id, note.on_date)
    work.add(visit)
    work.record("partner_visit.noted", "partner", partner_id)
    return visit.id


def change_visit(work: Work, visit_id: UUID, note: VisitNote) -> UUID:
    """Correct what was noted; returns the organisation. Raises Refused as `note_visit`."""
    visit = access_visit(work, visit_id)
    require_partner(work, visit.partner_id)
    _check(work, note)
    if note.next_on != visit.next_on:
        visit.next_done_on = None
    _keep(work, visit, note)
    work.record("partner_visit.changed", "partner", visit.partner_id)
    return visit.partner_id


def withdraw_visit(work: Work, visit_id: UUID) -> UUID:
    """Take back what was noted by mistake; returns the organisation."""
    visit = access_visit(work, visit_id)
    require_partner(work, visit.partner_id)
    work.session.delete(visit)
    work.record("partner_visit.withdrawn", "partner", visit.partner_id)
    return visit.partner_id


def finish_next(work: Work, visit_id: UUID) -> UUID:
    """Say that the day to come back is dealt with; returns the organisation."""
    visit = access_visit(work, visit_id)
    if visit.next_on is None:
        raise Refused(_("Hier hoort geen dag bij om terug te komen."))
    if visit.next_done_on is None:
        visit.next_done_on = work.today
        work.record("partner_visit.finished", "partner", visit.partner_id)
    return visit.partner_id


def _check(work: Work, note: VisitNote) -> None:
    if note.on_date > work.today:
        raise Refused(_("U noteert achteraf: kies vandaag of eerder."), field="on_date")
    if note.next_on and note.next_on <= note.on_date:
        raise Refused(_("Kies een latere dag dan het bezoek."), field="next_on")
    if note.kind is not VisitKind.THANKS and not (note.text.strip() or note.with_whom.strip()):
        raise Refused(_("Schrijf kort op met wie of waarover het ging."), field="text")


def _keep(work: Work, visit: PartnerVisit, note: VisitNote) -> None:
    visit.kind, visit.on_date = note.kind, note.on_date
    visit.with_whom = without_bsn(note.with_whom).strip()[:120]
    text = without_bsn(note.text.strip())
    visit.note = work.vault.seal_optional(PartnerVisit.note, visit.id, text)
    visit.next_on = note.next_on


def _finish_earlier(work: Work, partner_id: UUID, day: date) -> None:
    """Who was promised to be visited by this day, was."""
    work.session.execute(
        update(PartnerVisit)
        .where(
            PartnerVisit.partner_id == partner_id,
            PartnerVisit.next_on <= day,
            PartnerVisit.next_done_on.is_(None),
        )
        .values(next_done_on=day)
    )
