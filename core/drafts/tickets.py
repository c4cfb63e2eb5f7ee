"""A ticket travels in every form that has drafts: whose page it is, and which form about what.

It is signed, works in one tenant only, and cannot be made by anybody who did not get the page:
a post from elsewhere keeps nothing.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from core.work import Work

FIELD = "concept"
"""The name of the hidden field."""
_LONGEST_FORM = 120


@dataclass(frozen=True, slots=True)
class Ticket:
    """One page with one form: the member, the form, what it is about, and the page."""

    membership_id: UUID
    form: str
    subject: str
    page: str

    @property
    def is_short_enough(self) -> bool:
        """Whether its parts fit in their columns."""
        return max(len(self.form), len(self.subject)) <= _LONGEST_FORM


def new_page() -> str:
    """The mark of one page."""
    return secrets.token_urlsafe(12)


def write_ticket(work: Work, ticket: Ticket) -> str:
    """A ticket as text."""
    parts = [ticket.membership_id.hex, ticket.form, ticket.subject, ticket.page]
    return _serializer(work).dumps(parts)


def read_ticket(work: Work, text: str) -> Ticket | None:
    """The ticket in a text; None when it is not one of ours."""
    try:
        member, form, subject, page = _serializer(work).loads(text)
    except BadSignature:
        return None
    return Ticket(UUID(member), form, subject, page)


def _serializer(work: Work) -> URLSafeSerializer:
    return URLSafeSerializer(work.settings.secret_key, salt=f"draft {work.tenant.id}")
