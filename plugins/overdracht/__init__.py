"""Hand-over to and from other organisations: Home-Start, maatjes, pleegzorg, another programme.

Each is told over HTTPS by a signed message; the receipt carries their own reference, and they may
answer later. A family that they hand over comes in as a sign-up.
"""

import json
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Inbound,
    Kind,
    Outcome,
    Plugin,
    Receipt,
    Sees,
    SupplierIntegration,
    Text,
    Unwelcome,
    _,
    _l,
    hookimpl,
    key_of,
    lines_of,
    message_of,
    not_done,
    signed,
)
from plugins.overdracht.options import PARTNERS, HandoverForm, HandoverOptions

WHY = (("why", _l("Waarom past dit beter?")),)


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="overdracht",
        name=_l("Overdracht aan andere organisaties"),
        summary=_l(
            "Draagt een gezin over aan Home-Start, maatjes of pleegzorg, en andersom. Alleen met "
            "toestemming van het gezin."
        ),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees=frozenset({Sees.REFERRALS, Sees.FAMILIES, Sees.CONTACT, Sees.SPECIAL}),
        sees_in_words=_l("naam, telefoon en hulpvraag van een gezin dat ja zei"),
        options=HandoverOptions,
        icon="arrow-left-right",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """Each organisation apart, for a family says yes to each apart."""
    return tuple(
        SupplierIntegration(
            key=key,
            label=label,
            changes=frozenset({ChangeKind.HANDOVER}),
            push=partial(push, key),
            show=show,
            receive=partial(receive, key),
            is_set=partial(is_set, key),
            mailed_to=partial(mailed_to, key),
            asks=HandoverForm,
            icon="arrow-left-right",
        )
        for key, label in PARTNERS
    )


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether each address has its key."""
    return [
        _("%(name)s: vul bij het adres ook een geldige sleutel in.", name=label)
        for key, label in PARTNERS
        if call.options.get(f"{key}_address") and not _is_key(call.options.get(f"{key}_secret"))
    ]


def _is_key(text: Any) -> bool:
    try:
        return bool(key_of(str(text or "")))
    except ValueError:
        return False


def is_set(key: str, options: Mapping[str, Any]) -> bool:
    """Whether this organisation was filled in."""
    return bool(options.get(f"{key}_address") or options.get(f"{key}_mail"))


def mailed_to(key: str, options: Mapping[str, Any]) -> str:
    """The mail address of an organisation without a system."""
    return "" if options.get(f"{key}_address") else str(options.get(f"{key}_mail") or "")


def show(_call: Call, change: Change) -> Sequence[tuple[Text, str]]:
    """Everything that is in the message."""
    return lines_of(change.facts, WHY)


def push(key: str, call: Call, change: Change) -> Receipt:
    """Send the family; the id of the change is the message's own, however often it goes."""
    body = json.dumps({"type": "overdracht", "data": dict(change.facts)}, ensure_ascii=False)
    headers = signed(_key(call, key), str(change.id), int(time.time()), body.encode())
    headers["Content-Type"] = "application/json"
    answer = call.http.send(
        "POST", call.options[f"{key}_address"], headers=headers, content=body.encode()
    )
    if not answer.ok:
        return not_done(answer)
    told = answer.json() if answer.content else {}
    reference = told.get("reference") if isinstance(told, dict) else None
    return Receipt(Outcome.DONE, str(reference or change.id), _("Ontvangen. Zij nemen contact op."))


def receive(key: str, call: Call, body: bytes, headers: Mapping[str, str]) -> Sequence[Inbound]:
    """A family that they hand over, or what became of one that we did; raises Unwelcome."""
    message_id = message_of(_key(call, key), headers, body, int(time.time()))
    try:
        told = json.loads(body)
        kind, data = told["type"], told["data"]
        if kind == "status":
            facts = {"reference": str(data["reference"]), "state": str(data["state"])}
            return [Inbound(message_id, "status", facts)]
        if kind == "overdracht":
            return [Inbound(message_id, "referral", _family_of(data))]
    except (ValueError, KeyError, TypeError, AttributeError) as odd:
        raise Unwelcome("the message is not what was agreed") from odd
    raise Unwelcome("a message of another type")


def _family_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sign-up in a hand-over: an adult to call, and the rest in words."""
    people = list(data["people"])
    adult = next((one for one in people if one.get("kind") != "child"), people[0])
    words = [f"{label}: {value}" for label, value in lines_of(data, WHY)]
    sender = data.get("from", {})
    return {
        "first_name": adult.get("first_name"),
        "last_name": adult.get("last_name") or data.get("family", {}).get("name"),
        "contact": adult.get("phone") or adult.get("email"),
        "postcode4": data.get("family", {}).get("postcode4"),
        "story": "\n".join(words),
        "sender": sender.get("name"),
        "sender_contact": sender.get("mail"),
        # Nobody is handed over who did not say yes: that is what the message stands for.
        "consent": True,
    }


def _key(call: Call, key: str) -> str:
    if not (known := call.options.get(f"{key}_secret")):
        raise Unwelcome("there is no key for this organisation")
    return str(known)
