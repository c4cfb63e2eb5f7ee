"""Logging in at a tenant, and everything about one's own password."""

from uuid import UUID

from core.accounts import letters, queries
from core.accounts.credentials import find_login, set_password, verify
from core.accounts.links import drop_links, find_link, make_link, use_link
from core.accounts.models import LinkPurpose
from core.accounts.passwords import Passwords, require_good
from core.accounts.sessions import Account, close_all_sessions
from core.errors import NotFound, Refused
from core.wording import _
from core.work import Actor, Work


def authenticate(work: Work, email: str, password: str) -> UUID | None:
    """The membership of whoever logs in; None takes as long, whatever is wrong."""
    login = verify(work.session, Passwords(work.settings), email, password)
    member = queries.membership_of(work, login.identity_id) if login else None
    return member.id if member else None


def ask_reset(work: Work, email: str) -> None:
    """Mail a link for a new password to whoever works here; nobody else hears a thing."""
    login = find_login(work.session, email)
    member = queries.membership_of(work, login.identity_id) if login else None
    if login is None or member is None:
        return
    letters.send_reset(work, login.email, make_link(work.session, login, LinkPurpose.RESET))
    work.record("password.reset_asked", "membership", member.id)


def may_reset(work: Work, token: str) -> bool:
    """Whether a link for a new password holds, for somebody who works here."""
    login = find_link(work.session, token, LinkPurpose.RESET)
    return login is not None and queries.membership_of(work, login.identity_id) is not None


def reset_password(work: Work, token: str, password: str) -> str:
    """Set a new password by a link; returns the mail address. All sessions end, everywhere.

    Raises NotFound when the link holds no longer, Refused for a password that is too easy.
    """
    login = find_link(work.session, token, LinkPurpose.RESET)
    member = queries.membership_of(work, login.identity_id) if login else None
    if login is None or member is None:
        raise NotFound("link")
    require_good(password, login.name, login.email)
    if not use_link(work.session, token, LinkPurpose.RESET):
        raise NotFound("link")
    set_password(work.session, Passwords(work.settings), login.identity_id, password)
    close_all_sessions(work, member.id)
    work.actor = Actor("member", member.id, member.name, member.role)
    work.record("password.reset", "membership", member.id)
    return login.email


def change_password(work: Work, account: Account, current: str, password: str) -> None:
    """Replace one's own password; all sessions and links for a new one end, this session too.

    Raises Refused when the current one is wrong or the new one too easy.
    """
    passwords = Passwords(work.settings)
    if verify(work.session, passwords, account.email, current) is None:
        raise Refused(
            _("Dit is niet uw wachtwoord van nu. Vul het opnieuw in."), "current_password"
        )
    require_good(password, account.name, account.email)
    set_password(work.session, passwords, account.identity_id, password)
    drop_links(work.session, account.identity_id, LinkPurpose.RESET)
    close_all_sessions(work, account.membership_id)
    work.record("password.changed", "membership", account.membership_id)
