"""Somebody of the network wants no more search profiles: by a link, without a login.

The link holds the signed id of a row and nothing personal, works in one tenant only and never ends.
"""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from core.errors import NotFound
from core.recruiting.models import ProfileRecipient
from core.work import Work

STOP_PATH = "/geen-zoekprofielen/"


def stop_reference(work: Work, recipient_id: UUID) -> str:
    """What stands in the link of a recipient."""
    return _signer(work).dumps(recipient_id.hex)


def stop_address(work: Work, recipient_id: UUID) -> str:
    """The link in the mail."""
    return work.address(STOP_PATH + stop_reference(work, recipient_id))


def recipient_of(work: Work, reference: str) -> ProfileRecipient:
    """Whose link it is; raises NotFound."""
    try:
        return work.find(ProfileRecipient, UUID(_signer(work).loads(reference)))
    except (BadSignature, ValueError):
        raise NotFound("profile_recipient") from None


def stop(work: Work, reference: str) -> None:
    """Never mail a profile to this address again; raises NotFound. Stopped already is no error."""
    recipient = recipient_of(work, reference)
    if recipient.stopped_on is None:
        recipient.stopped_on = work.today
        work.record("profile_recipient.stopped", "profile_recipient", recipient.id)


def _signer(work: Work) -> URLSafeSerializer:
    salt = f"profile mail {work.tenant.id}"
    return URLSafeSerializer(work.settings.secret_key, salt=salt)
