"""Signatures of messages between servers, as Standard Webhooks describes them.

A message has an id that stays the same when it is sent again, the moment at which it was sent, and
a keyed hash over both and the body. The key is 24 to 64 random bytes in base64, after "whsec_".
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

from core.extension.suppliers import Unwelcome

PREFIX = "whsec_"
TOLERANCE = 300
"""Seconds that a message may be old, or its sender's clock ahead."""


def key_of(text: str) -> bytes:
    """The bytes of a key as it is typed; raises ValueError when it is none, or too short."""
    bare = text.strip().removeprefix(PREFIX)
    try:
        key = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error as odd:
        raise ValueError("a key is base64, after whsec_") from odd
    if not 24 <= len(key) <= 64:
        raise ValueError("a key has 24 to 64 bytes")
    return key


def signed(key: str, message_id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers that go with a body, for the second `at` since 1970."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{_hash(key_of(key), message_id, str(at), body)}",
    }


def message_of(key: str, headers: Mapping[str, str], body: bytes, now: int) -> str:
    """The id of a message whose signature is right; raises Unwelcome."""
    found = {name.lower(): value for name, value in headers.items()}
    message_id, at = found.get("webhook-id", ""), found.get("webhook-timestamp", "")
    if not message_id or not at.isdecimal() or abs(now - int(at)) > TOLERANCE:
        raise Unwelcome("the message has no id, or it is too old")
    expected = _hash(key_of(key), message_id, at, body)
    for one in found.get("webhook-signature", "").split():
        version, _comma, signature = one.partition(",")
        if version == "v1" and hmac.compare_digest(signature.encode(), expected.encode()):
            return message_id
    raise Unwelcome("the signature is not right")


def _hash(key: bytes, message_id: str, at: str, body: bytes) -> str:
    signed_part = f"{message_id}.{at}.".encode() + body
    return base64.b64encode(hmac.new(key, signed_part, hashlib.sha256).digest()).decode()
