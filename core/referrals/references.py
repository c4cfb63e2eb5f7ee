"""Signed names for a referral: in addresses, and to know a submission that comes twice.

They hold an id and nothing personal, and work in one tenant only.
"""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer
from itsdangerous.exc import SignatureExpired

from core.work import Work
from tenants.ids import new_id

RECEIPT_SECONDS = 60 * 60
STATUS_DAYS = 92
"""How long a family's confirmation can be read again, and a referrer's link works."""


class Expired(Exception):
    """The reference was good, but its time is over."""


def receipt_reference(work: Work, referral_id: UUID) -> str:
    """A reference to the confirmation that the sender of a referral sees."""
    return _receipts(work).dumps(referral_id.hex)


def read_receipt(work: Work, reference: str) -> UUID | None:
    """The referral of a confirmation, None when it is not ours; raises Expired."""
    try:
        return UUID(_receipts(work).loads(reference, max_age=RECEIPT_SECONDS))
    except SignatureExpired:
        raise Expired from None
    except (BadSignature, ValueError):
        return None


def status_reference(work: Work, link_id: UUID) -> str:
    """A reference with which a referrer sees how far it is; the first has its referral's id."""
    return _serializer(work, "status").dumps(link_id.hex)


def read_status(work: Work, reference: str) -> UUID | None:
    """The StatusLink of a referrer's link, None when it is not ours."""
    return _read(work, "status", reference)


def invitation_reference(work: Work, link_id: UUID) -> str:
    """A reference with which an organisation of the network signs families up."""
    return _serializer(work, "invitation").dumps(link_id.hex)


def read_invitation(work: Work, reference: str) -> UUID | None:
    """The ChannelLink of an organisation's link, None when it is not ours."""
    return _read(work, "invitation", reference)


def new_submission(work: Work) -> str:
    """A mark for one sending: it travels in the form."""
    return _serializer(work, "submission").dumps(new_id().hex)


def submission_id(work: Work, mark: str, answers: Mapping[str, Sequence[str]]) -> UUID | None:
    """The id of what is sent: the same mark with the same answers gives the same id.

    Other answers give another id, so that somebody who goes back and signs up a second family
    does not lose it. None when the mark is not ours.
    """
    start = _read(work, "submission", mark)
    if start is None:
        return None
    digest = hashlib.sha256(repr(sorted((k, list(v)) for k, v in answers.items())).encode())
    digest.update(start.bytes)
    return UUID(bytes=start.bytes[:8] + digest.digest()[:8])


def _read(work: Work, purpose: str, reference: str) -> UUID | None:
    try:
        return UUID(_serializer(work, purpose).loads(reference))
    except (BadSignature, ValueError):
        return None


def _serializer(work: Work, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(work.settings.secret_key, salt=f"referral {purpose} {work.tenant.id}")


def _receipts(work: Work) -> URLSafeTimedSerializer:
    salt = f"referral receipt {work.tenant.id}"
    return URLSafeTimedSerializer(work.settings.secret_key, salt=salt)
