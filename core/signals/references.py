"""Signed names in the addresses of worries: an id and nothing else, in one tenant only."""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from core.work import Work

RECEIPT_SECONDS = 60 * 60


def link_reference(work: Work, link_id: UUID) -> str:
    """The name in a steungezin's private address."""
    return _links(work).dumps(link_id.hex)


def read_link(work: Work, reference: str) -> UUID | None:
    """The link behind such a name, None when it is not ours."""
    try:
        return UUID(_links(work).loads(reference))
    except (BadSignature, ValueError):
        return None


def receipt_reference(work: Work, signal_id: UUID) -> str:
    """The name of the page that says what happens next."""
    return _receipts(work).dumps(signal_id.hex)


def read_receipt(work: Work, reference: str) -> UUID | None:
    """The worry behind it, None when it is not ours or too old."""
    try:
        return UUID(_receipts(work).loads(reference, max_age=RECEIPT_SECONDS))
    except (BadSignature, ValueError):
        return None


def _links(work: Work) -> URLSafeSerializer:
    return URLSafeSerializer(work.settings.secret_key, salt=f"signal link {work.tenant.id}")


def _receipts(work: Work) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(work.settings.secret_key, salt=f"signal receipt {work.tenant.id}")
