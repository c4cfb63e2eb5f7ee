"""Keeping, restoring and dropping drafts. A draft is its member's own: nobody else opens it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from core.drafts.answers import Answers, read, written
from core.drafts.models import Draft, ParkedForm
from core.drafts.tickets import Ticket
from core.errors import NotFound
from core.work import Work
from tenants.ids import new_id

EXPIRES = timedelta(days=14)
MOST_OF_A_FORM = 3
MOST = 60
"""Drafts of one member; beyond these the oldest go."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft without its content."""

    id: UUID
    form: str
    subject: str
    page: str
    saved_at: datetime


def drafts_of(work: Work, membership_id: UUID) -> tuple[DraftLine, ...]:
    """The drafts of a member that have not expired, the newest first."""
    columns = Draft.id, Draft.form, Draft.subject, Draft.page, Draft.saved_at
    found = (
        select(*columns)
        .where(Draft.membership_id == membership_id, Draft.saved_at > func.now() - EXPIRES)
        .order_by(Draft.saved_at.desc(), Draft.id)
    )
    return tuple(DraftLine(*row) for row in work.session.execute(found))


def content_of(work: Work, draft_id: UUID) -> dict[str, list[str]]:
    """What was typed; raises NotFound when it is not the actor's own."""
    draft = _own(work, draft_id)
    return read(work.vault.open(Draft.content, draft.id, draft.content))


def keep_draft(work: Work, ticket: Ticket, answers: Answers) -> tuple[UUID, datetime]:
    """Keep what was typed in a page, over what was typed there before: (draft, when)."""
    draft = work.session.scalar(select(Draft).where(*_same_page(ticket)))
    if draft is None:
        draft = Draft(id=new_id(), membership_id=ticket.membership_id, form=ticket.form)
        draft.subject, draft.page = ticket.subject, ticket.page
        work.session.add(draft)
    draft.content = work.vault.seal(Draft.content, draft.id, written(answers))
    draft.saved_at = func.now()
    work.session.flush()
    _drop_the_oldest(work, ticket)
    saved_at = work.session.scalars(select(Draft.saved_at).where(Draft.id == draft.id)).one()
    return draft.id, saved_at


def drop_draft(work: Work, draft_id: UUID) -> None:
    """Throw a draft of one's own away."""
    work.session.delete(_own(work, draft_id))


def drop_page(work: Work, ticket: Ticket) -> None:
    """A form was carried out: what was typed in its page is no draft any more."""
    work.session.execute(delete(Draft).where(*_same_page(ticket)))


def drop_old_drafts(work: Work) -> None:
    """The nightly round: what nobody came back for is gone."""
    work.session.execute(delete(Draft).where(Draft.saved_at <= func.now() - EXPIRES))
    work.session.execute(
        delete(ParkedForm).where(ParkedForm.parked_at <= func.now() - timedelta(days=1))
    )


def _own(work: Work, draft_id: UUID) -> Draft:
    draft = work.find(Draft, draft_id)
    if work.actor.id is None or draft.membership_id != work.actor.id:
        raise NotFound("draft")
    return draft


def _same_page(ticket: Ticket) -> tuple[ColumnElement[bool], ...]:
    return (
        Draft.membership_id == ticket.membership_id,
        Draft.form == ticket.form,
        Draft.subject == ticket.subject,
        Draft.page == ticket.page,
    )


def _drop_the_oldest(work: Work, ticket: Ticket) -> None:
    known = drafts_of(work, ticket.membership_id)
    alike = [one for one in known if (one.form, one.subject) == (ticket.form, ticket.subject)]
    too_many = {one.id for one in (*alike[MOST_OF_A_FORM:], *known[MOST:])}
    if too_many:
        work.session.execute(delete(Draft).where(Draft.id.in_(too_many)))
