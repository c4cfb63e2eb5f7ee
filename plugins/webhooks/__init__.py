"""Webhooks: another system hears what happens, in signed messages without names.

The messages follow Standard Webhooks: an id that stays the same when a message is sent again, the
moment of sending and a signature over both and the body.
"""

import json
import time
from collections.abc import Mapping, Sequence

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
    Unwelcome,
    _,
    _l,
    hookimpl,
    key_of,
    message_of,
    not_done,
    signed,
)
from plugins.webhooks.options import WebhookOptions

TYPES: Mapping[ChangeKind, str] = {
    ChangeKind.REFERRAL: "aanmelding.besloten",
    ChangeKind.COUPLING: "koppeling.gewijzigd",
    ChangeKind.FAMILY_CLOSED: "dossier.gesloten",
    ChangeKind.FIGURES: "aantallen.gewijzigd",
}


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="webhooks",
        name=_l("Webhooks"),
        summary=_l("Meldt aan een ander systeem wat er gebeurt, zonder namen."),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees=frozenset({Sees.FAMILIES, Sees.FIGURES}),
        sees_in_words=_l(
            "dat een aanmelding, koppeling of dossier verandert, zonder namen; aantallen als u dat "
            "kiest"
        ),
        options=WebhookOptions,
        icon="plug",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """One receiver."""
    return (
        SupplierIntegration(
            key="webhooks",
            label=_l("Ander systeem (webhooks)"),
            changes=frozenset(TYPES),
            push=push,
            receive=receive,
            wants=wants,
            icon="plug",
        ),
    )


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether the key is one."""
    try:
        key_of(call.options["signing_secret"])
    except ValueError:
        return [_("De sleutel klopt niet. Plak hem in zoals u hem kreeg, met whsec_ ervoor.")]
    return []


def wants(call: Call, change: Change) -> bool:
    """Totals only where that was chosen; whatever else, of families that said yes."""
    return change.kind is not ChangeKind.FIGURES or bool(call.options.get("with_figures"))


def push(call: Call, change: Change) -> Receipt:
    """Post one message; its id is that of the change, however often it is sent."""
    body = json.dumps(message(change), ensure_ascii=False, sort_keys=True).encode()
    headers = signed(call.options["signing_secret"], str(change.id), int(time.time()), body)
    headers["Content-Type"] = "application/json"
    answer = call.http.send("POST", call.options["address"], headers=headers, content=body)
    if answer.ok:
        return Receipt(Outcome.DONE, str(change.id), _("Ontvangen door het andere systeem."))
    return not_done(answer)


def message(change: Change) -> Mapping[str, object]:
    """What is posted: no name, and of a family only an id that says nothing elsewhere."""
    return {
        "type": TYPES[change.kind],
        "timestamp": f"{change.on.isoformat()}T00:00:00Z",
        "data": dict(change.facts),
    }


def receive(call: Call, body: bytes, headers: Mapping[str, str]) -> Sequence[Inbound]:
    """Take a signed answer: what became of a message that was sent."""
    message_id = message_of(call.options["signing_secret"], headers, body, int(time.time()))
    try:
        told = json.loads(body)
        facts = {"reference": str(told["data"]["reference"]), "state": str(told["data"]["state"])}
    except (ValueError, KeyError, TypeError) as odd:
        raise Unwelcome("the message is not what was agreed") from odd
    return [Inbound(message_id, "status", facts)]
