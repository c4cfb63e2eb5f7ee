"""A family handed over by a signed message, to another organisation and back: both ways the same.

A message is JSON, `{"type": …, "data": …}`, signed as `signing` says. The answer to one may hold
the reference of who received it; what becomes of the family comes later, as a message of the type
"status".
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.extension.call import Call
from core.extension.signing import message_of, signed
from core.extension.suppliers import Change, Inbound, Outcome, Receipt, Unwelcome, not_done

STATUS = "status"
Facts = Mapping[str, Any]


def hand_over(
    call: Call, change: Change, address: str, key: str, told: tuple[str, Facts], done: str
) -> Receipt:
    """Send a family as a message: `told` is its type and its data, `done` what a receipt says.

    The id of the change is the message's own, however often it goes.
    """
    kind, data = told
    body = json.dumps({"type": kind, "data": dict(data)}, ensure_ascii=False).encode()
    headers = signed(key, str(change.id), int(time.time()), body)
    headers["Content-Type"] = "application/json"
    answer = call.http.send("POST", address, headers=headers, content=body)
    if not answer.ok:
        return not_done(answer)
    said = answer.json() if answer.content else {}
    reference = said.get("reference") if isinstance(said, dict) else None
    return Receipt(Outcome.DONE, str(reference or change.id), done)


def handed_over(
    key: str,
    body: bytes,
    headers: Mapping[str, str],
    kind: str,
    family_of: Callable[[Facts], Facts],
) -> Sequence[Inbound]:
    """A family in a message of the type `kind`, or what became of one; raises Unwelcome.

    `family_of` makes a sign-up of the data of a family (see `sign_up_of`).
    """
    message_id = message_of(key, headers, body, int(time.time()))
    try:
        told = json.loads(body)
        found, data = told["type"], told["data"]
        if found == STATUS:
            facts = {"reference": str(data["reference"]), "state": str(data["state"])}
            return [Inbound(message_id, STATUS, facts)]
        if found == kind:
            return [Inbound(message_id, "referral", family_of(data))]
    except (ValueError, LookupError, TypeError, AttributeError) as odd:
        raise Unwelcome("the message is not what was agreed") from odd
    raise Unwelcome("a message of another type")


def sign_up_of(data: Facts, story: str) -> dict[str, Any]:
    """The sign-up in a hand-over: an adult to call, who sends it, and the rest in words."""
    people = list(data["people"])
    adult = next((one for one in people if one.get("kind") != "child"), people[0])
    family, sender = data.get("family", {}), data.get("from", {})
    return {
        "first_name": adult.get("first_name"),
        "last_name": adult.get("last_name") or family.get("name"),
        "contact": adult.get("phone") or adult.get("email"),
        "postcode4": family.get("postcode4"),
        "story": story,
        "sender": sender.get("name"),
        "sender_contact": sender.get("mail"),
        # Nobody is handed over who did not say yes: that is what the message stands for.
        "consent": True,
    }
