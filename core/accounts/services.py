"""Members: added, invited, given another role, ended."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from core.accounts import letters, queries
from core.accounts.credentials import add_identity, find_login, normal_email, set_password
from core.accounts.feeds import end_feeds
from core.accounts.models import Invitation, Membership, Role
from core.accounts.passwords import Passwords, require_good
from core.accounts.queries import Invited
from core.accounts.sessions import close_all_sessions, hash_of, new_token
from core.accounts.workplaces import forget_workplace, note_workplace
from core.cover.services import end_covers_by
from core.errors import NotFound, Refused
from core.exporting.ending import end_exports
from core.wording import _
from core.work import Work
from tenants.ids import new_id

INVITATION_HOLDS = timedelta(hours=72)


def add_member(
    work: Work, *, email: str, name: str, role: Role | str, password: str | None = None
) -> UUID:
    """Make somebody a member; returns the membership's id.

    An identity that exists keeps its name and password. Whoever is a member already with this
    role stays so; with another role: raises Refused.
    """
    login = find_login(work.session, email) or add_identity(work.session, email, name)
    if password and login.password_hash is None:
        set_password(work.session, Passwords(work.settings), login.identity_id, password)
    return _join(work, login.identity_id, Role(role))


def _join(work: Work, identity_id: UUID, role: Role) -> UUID:
    member = work.session.scalar(select(Membership).where(Membership.identity_id == identity_id))
    if member is None:
        member = work.add(Membership(identity_id=identity_id, role=role))
    elif member.ended_at is not None:
        member.role, member.ended_at, member.since = role, None, func.now()
        work.session.flush()
    elif member.role != role:
        raise Refused(_("Deze persoon werkt hier al, met een andere rol. Wijzig dan de rol."))
    else:
        return member.id
    note_workplace(work, identity_id)
    work.record("membership.began", "membership", member.id, detail=role)
    return member.id


def invite(work: Work, *, email: str, name: str, role: Role | str) -> UUID:
    """Invite somebody by mail; an earlier invitation to the same address stops working.

    Raises Refused for whoever works here already.
    """
    email = normal_email(email)
    login = find_login(work.session, email)
    if login and queries.membership_of(work, login.identity_id):
        raise Refused(
            _("Iemand met dit e-mailadres werkt hier al. U vindt die persoon in de lijst."), "email"
        )
    work.session.execute(
        delete(Invitation).where(Invitation.email == email, Invitation.used_at.is_(None))
    )
    token = new_token()
    invitation = Invitation(
        id=new_id(),
        email=email,
        name=name,
        role=Role(role),
        token_hash=hash_of(token),
        invited_by=work.actor.id,
        expires_at=work.session.scalar(select(func.now() + INVITATION_HOLDS)),
    )
    work.add(invitation)
    letters.send_invitation(work, email, Role(role), token)
    work.record("invitation.sent", "invitation", invitation.id, detail=f"{name}, {role}")
    return invitation.id


def withdraw(work: Work, invitation_id: UUID) -> None:
    """Take an invitation back; raises NotFound when it is gone or was accepted."""
    invitation = work.find(Invitation, invitation_id)
    if invitation.used_at is not None:
        raise NotFound(Invitation.__tablename__)
    work.session.delete(invitation)
    work.record("invitation.withdrawn", "invitation", invitation_id)


def accept_as_new(work: Work, token: str, *, name: str, password: str) -> UUID:
    """Join with a name and a password of one's own; returns the membership's id.

    Raises NotFound when the link holds no longer, Refused for a password that is too easy.
    """
    invited = _invited(work, token)
    if invited.has_login:
        raise NotFound(Invitation.__tablename__)
    require_good(password, name, invited.email)
    _use_up(work, token)
    login = find_login(work.session, invited.email)
    if login is None:
        login = add_identity(work.session, invited.email, name)
    set_password(work.session, Passwords(work.settings), login.identity_id, password)
    return _join(work, login.identity_id, invited.role)


def accept_as_known(work: Work, token: str) -> UUID:
    """Join with the login that one has already, which the caller has checked."""
    invited = _invited(work, token)
    if invited.identity_id is None:
        raise NotFound(Invitation.__tablename__)
    _use_up(work, token)
    return _join(work, invited.identity_id, invited.role)


def _invited(work: Work, token: str) -> Invited:
    invited = queries.find_invitation(work, token)
    if invited is None:
        raise NotFound(Invitation.__tablename__)
    return invited


def _use_up(work: Work, token: str) -> None:
    used = work.session.execute(
        update(Invitation)
        .where(
            Invitation.token_hash == hash_of(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > func.now(),
        )
        .values(used_at=func.now())
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if used is None:
        raise NotFound(Invitation.__tablename__)
    work.record("invitation.accepted", "invitation", used.id)


def change_role(work: Work, membership_id: UUID, role: Role | str) -> None:
    """Give a member another role; the member's sessions, calendars and exports end.

    Raises NotFound, or Refused: nobody of the gemeente becomes anything else, and the last admin
    stays one.
    """
    role, admins = Role(role), queries.active_admins(work)
    colleague = queries.find_colleague(work, membership_id)
    if colleague.role is role:
        return
    if colleague.role is Role.GEMEENTE:
        raise Refused(
            _(
                "Iemand van de gemeente ziet alleen cijfers, nooit een dossier. Gaat deze persoon "
                "voor uw organisatie werken? Beëindig dan eerst deze toegang en nodig opnieuw uit."
            ),
            "role",
        )
    _keep_an_admin(admins, membership_id)
    member = work.find(Membership, membership_id)
    member.role = role
    end_covers_by(work, membership_id)
    close_all_sessions(work, membership_id)
    end_feeds(work, membership_id)
    end_exports(work, membership_id)
    work.record("membership.role_changed", "membership", membership_id, detail=role)


def end_membership(work: Work, membership_id: UUID) -> None:
    """End somebody's work here; sessions, calendars and exports end. Raises NotFound or Refused."""
    admins = queries.active_admins(work)
    queries.find_colleague(work, membership_id)
    _keep_an_admin(admins, membership_id)
    member = work.find(Membership, membership_id)
    member.ended_at = func.now()
    end_covers_by(work, membership_id)
    close_all_sessions(work, membership_id)
    end_feeds(work, membership_id)
    end_exports(work, membership_id)
    forget_workplace(work, member.identity_id)
    work.record("membership.ended", "membership", membership_id)


def _keep_an_admin(admins: frozenset[UUID], membership_id: UUID) -> None:
    if admins == {membership_id}:
        raise Refused(
            _(
                "Dit is de enige programmaleider. Maak eerst iemand anders programmaleider: "
                "anders kan niemand hier nog medewerkers beheren."
            ),
            "role",
        )
