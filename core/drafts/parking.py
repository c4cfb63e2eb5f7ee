"""A form that was posted after its login had ended: kept for the same member, in this browser.

Whoever posts has no login, so five things must hold before a word of it is kept: the form carries
a ticket that we signed for a member of this tenant; the browser carries the token of a login; that
login is in the database; it is that same member's; and the member still works here. What is kept
opens only when that member logs in with the browser that got the parking token. Nothing is done
again by itself: the member sees the form and presses the button.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from core.accounts.models import AccountSession, Identity, Membership
from core.accounts.sessions import hash_of, new_token, since_password
from core.drafts.answers import Answers, read, written
from core.drafts.models import ParkedForm
from core.drafts.services import keep_draft
from core.drafts.tickets import Ticket
from core.work import Work
from tenants.ids import new_id

KEPT = timedelta(hours=24)
MOST = 5
"""Parked forms of one member; beyond these the oldest go."""


def park(work: Work, ticket: Ticket, answers: Answers, login: str | None) -> str | None:
    """Keep a posted form; returns the token for the browser, None when it may not be kept."""
    if not login or not _was_the_login_of(work, login, ticket.membership_id):
        return None
    token = new_token()
    row = ParkedForm(id=new_id(), token_hash=hash_of(token), membership_id=ticket.membership_id)
    row.form, row.subject, row.page = ticket.form, ticket.subject, ticket.page
    row.content = work.vault.seal(ParkedForm.content, row.id, written(answers))
    work.add(row)
    _drop_the_oldest(work, ticket.membership_id)
    return token


def _was_the_login_of(work: Work, login: str, membership_id: UUID) -> bool:
    known = (
        select(AccountSession.id)
        .join(Membership, Membership.id == AccountSession.membership_id)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            AccountSession.token_hash == hash_of(login),
            AccountSession.membership_id == membership_id,
            Membership.ended_at.is_(None),
            since_password(AccountSession.created_at),
        )
    )
    return work.session.scalar(known) is not None


def _drop_the_oldest(work: Work, membership_id: UUID) -> None:
    mine = select(ParkedForm.id).where(ParkedForm.membership_id == membership_id)
    newest = mine.order_by(ParkedForm.parked_at.desc(), ParkedForm.id.desc())
    too_many = list(work.session.scalars(newest.offset(MOST)))
    if too_many:
        work.session.execute(delete(ParkedForm).where(ParkedForm.id.in_(too_many)))


def take_back(work: Work, token: str) -> bool:
    """Make a draft of what this browser parked, when the actor is the one whose page it was.

    Returns whether the browser may forget its token: it was taken back, or is gone.
    """
    row = work.session.scalar(select(ParkedForm).where(ParkedForm.token_hash == hash_of(token)))
    if row is None:
        return True
    if row.membership_id != work.actor.id:
        return False
    fresh = ParkedForm.id == row.id, ParkedForm.parked_at > func.now() - KEPT
    if work.session.scalar(select(ParkedForm.id).where(*fresh)):
        answers = read(work.vault.open(ParkedForm.content, row.id, row.content))
        keep_draft(work, Ticket(row.membership_id, row.form, row.subject, row.page), answers)
        work.record("draft.taken_back", "membership", row.membership_id)
    work.session.delete(row)
    return True
