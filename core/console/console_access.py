"""Let somebody in at the console: a one-time link to choose a password."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.credentials import Login, add_identity, find_login, normal_email
from core.accounts.links import make_link
from core.accounts.models import LinkPurpose, Operator
from core.settings import Settings
from tenants.console_log import ConsoleAct, note_act
from tenants.database import Database
from tenants.models import Organisation


class OtherConsole(Exception):
    """This person works at the console for another organisation; the message says what to do."""


def make_operator_link(
    database: Database, settings: Settings, email: str, name: str, organisation: str = ""
) -> str:
    """Make this person an operator if need be; the address at which to choose a password.

    The link works once, for 24 hours; links from before stop working. With the name of an
    `organisation` the operator sees its programmes only. Raises OtherConsole for an unknown
    organisation, or for who is an operator elsewhere already.
    """
    with database.console() as session:
        login = add_operator(session, email, name, organisation)
        token = make_link(session, login, LinkPurpose.OPERATOR)
    return f"{settings.address(settings.console_host)}/console/wachtwoord/{token}"


def add_operator(session: Session, email: str, name: str, organisation: str = "") -> Login:
    """Make this person an operator; who was one already stays so. Raises OtherConsole."""
    organisation_id = _organisation(session, organisation) if organisation else None
    login = find_login(session, email) or add_identity(session, normal_email(email), name)
    known = session.get(Operator, login.identity_id)
    if known is None:
        operator = Operator(identity_id=login.identity_id, organisation_id=organisation_id)
        session.add(operator)
        session.flush()
        act = ConsoleAct(
            None, "operator.began", "identity", str(login.identity_id), organisation_id
        )
        note_act(session, act)
    elif known.organisation_id != organisation_id:
        raise OtherConsole(f"{email} is an operator of another organisation: that stays as it is")
    return login


def _organisation(session: Session, name: str) -> UUID:
    found = session.scalar(select(Organisation.id).where(Organisation.name == name))
    if found is None:
        raise OtherConsole(f"there is no organisation {name!r}: enter it at the console first")
    return found
