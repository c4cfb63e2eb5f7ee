"""An operator with a browser at the console."""

from uuid import UUID

from flask import Flask

from core.accounts.models import Identity, Operator, OperatorSession
from core.accounts.sessions import hash_of, new_token
from core.work import Office
from tenants.ids import new_id
from tests.fixtures_web import Browser


def operator_browser(app: Flask, office: Office, organisation_id: UUID | None = None) -> Browser:
    """Log a new operator in: of the Stichting, or of one organisation."""
    token = new_token()
    with office.database.console() as session:
        identity = Identity(id=new_id(), email=f"{new_id()}@voorbeeld.example", name="Anneke Bos")
        session.add(identity)
        session.flush()
        session.add(Operator(identity_id=identity.id, organisation_id=organisation_id))
        session.add(OperatorSession(token_hash=hash_of(token), identity_id=identity.id))
    browser = Browser(app, office.settings.console_host)
    browser.log_in(token)
    return browser
