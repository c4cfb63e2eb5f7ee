"""One-time links: a random token in an address, its hash in the registry, and an end."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from core.accounts.credentials import Login
from core.accounts.models import Identity, LinkPurpose, OneTimeLink
from core.accounts.sessions import hash_of, new_token

LIFETIME = {LinkPurpose.RESET: timedelta(hours=1), LinkPurpose.OPERATOR: timedelta(hours=24)}


def make_link(session: Session, login: Login, purpose: LinkPurpose) -> str:
    """A new token; links of this purpose that were sent before stop working."""
    drop_links(session, login.identity_id, purpose)
    token = new_token()
    ends = session.scalar(select(func.now() + LIFETIME[purpose]))
    session.add(
        OneTimeLink(
            token_hash=hash_of(token),
            identity_id=login.identity_id,
            purpose=purpose,
            expires_at=ends,
        )
    )
    session.flush()
    return token


def drop_links(session: Session, identity_id: UUID, purpose: LinkPurpose) -> None:
    """Have the links of this purpose that were sent to somebody stop working."""
    session.execute(
        delete(OneTimeLink).where(
            OneTimeLink.identity_id == identity_id, OneTimeLink.purpose == purpose
        )
    )


def find_link(session: Session, token: str, purpose: LinkPurpose) -> Login | None:
    """Whose link this is; None when it was used, has ended or never was."""
    row = session.execute(
        select(Identity.id, Identity.email, Identity.name, Identity.password_hash)
        .join(OneTimeLink, OneTimeLink.identity_id == Identity.id)
        .where(*_live(token, purpose))
    ).one_or_none()
    return Login(*row) if row else None


def use_link(session: Session, token: str, purpose: LinkPurpose) -> bool:
    """Use a link up; False when somebody was first or it has ended."""
    used = session.execute(
        update(OneTimeLink)
        .where(*_live(token, purpose))
        .values(used_at=func.now())
        .returning(OneTimeLink.identity_id)
        .execution_options(synchronize_session=False)
    )
    return used.one_or_none() is not None


def _live(token: str, purpose: LinkPurpose) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.token_hash == hash_of(token),
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > func.now(),
    )
