"""Our signatures and those of the published library understand each other."""

import time
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from core.extension import Unwelcome, key_of, message_of, signed

KEY = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"type": "koppeling.gewijzigd", "data": {"fase": "proef é"}}'


def test_the_library_takes_what_we_sign_and_refuses_what_was_changed() -> None:
    headers = signed(KEY, "bericht-1", int(time.time()), BODY.encode())
    assert Webhook(KEY).verify(BODY, headers)["type"] == "koppeling.gewijzigd"
    with pytest.raises(WebhookVerificationError):
        Webhook(KEY).verify(BODY.replace("proef", "einde"), headers)


def test_we_take_what_the_library_signs() -> None:
    now = datetime.now(UTC)
    signature = Webhook(KEY).sign("bericht-2", now, BODY)
    at = str(int(now.timestamp()))
    headers = {"Webhook-Id": "bericht-2", "Webhook-Timestamp": at, "Webhook-Signature": signature}
    assert message_of(KEY, headers, BODY.encode(), int(at)) == "bericht-2"
    with pytest.raises(Unwelcome):
        message_of(KEY, headers, BODY.encode(), int(at) + 301)


@pytest.mark.parametrize("text", ["", "whsec_kort", "geen base64 !", "whsec_" + "A" * 400])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        key_of(text)
