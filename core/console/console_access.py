"""Let somebody in at the console: a one-time link to choose a password."""

from sqlalchemy.orm import Session

from core.accounts.credentials import Login, add_identity, find_login, normal_email
from core.accounts.links import make_link
from core.accounts.models import LinkPurpose, Operator
from core.console.operators import is_operator
from core.settings import Settings
from tenants.database import Database


def make_operator_link(database: Database, settings: Settings, email: str, name: str) -> str:
    """Make this person an operator if need be; the address at which to choose a password.

    The link works once, for 24 hours; links from before stop working.
    """
    with database.console() as session:
        login = add_operator(session, email, name)
        token = make_link(session, login, LinkPurpose.OPERATOR)
    return f"{settings.address(settings.console_host)}/console/wachtwoord/{token}"


def add_operator(session: Session, email: str, name: str) -> Login:
    """Make this person an operator; who was one already stays so."""
    login = find_login(session, email) or add_identity(session, normal_email(email), name)
    if not is_operator(session, login.identity_id):
        session.add(Operator(identity_id=login.identity_id))
        session.flush()
    return login
