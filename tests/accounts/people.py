"""People with a password, and the links that were mailed to them."""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.services import add_member
from core.mail.models import Message
from core.work import Office
from tenants.context import TenantContext
from tenants.ids import new_id

PASSWORD = "vier losse woorden samen"
OTHER = "weer vier andere woorden"


def member(
    office: Office, tenant: TenantContext, role: Role = Role.COORDINATOR, **given: Any
) -> tuple[UUID, str]:
    """A member with a password: the membership and the mail address."""
    email = given.get("email") or f"{new_id()}@voorbeeld.example"
    with office.work(tenant) as work:
        member_id = add_member(
            work, email=email, name=given.get("name", "Joke Bos"), role=role, password=PASSWORD
        )
    return member_id, email


def mails(office: Office, tenant: TenantContext) -> list[tuple[str, str]]:
    """(recipient, text) of what was mailed, oldest first."""
    with office.work(tenant) as work:
        rows = work.session.scalars(select(Message).order_by(Message.created_at, Message.id))
        return [
            (
                work.vault.open(Message.recipient, row.id, row.recipient),
                work.vault.open(Message.body, row.id, row.body),
            )
            for row in rows
        ]


def mailed_path(office: Office, tenant: TenantContext) -> str:
    """The path of the link in the newest mail."""
    found = re.search(r"http://[^/\s]+(/\S+)", mails(office, tenant)[-1][1])
    assert found
    return found[1]
