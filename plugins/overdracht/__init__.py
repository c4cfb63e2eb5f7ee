"""Hand-over to and from other organisations: Home-Start, maatjes, pleegzorg, another programme.

Each is told over HTTPS by a signed message; the receipt carries their own reference, and they may
answer later. A family that they hand over comes in as a sign-up.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Inbound,
    Kind,
    Plugin,
    Receipt,
    Sees,
    SupplierIntegration,
    Text,
    Unwelcome,
    _,
    _l,
    hand_over,
    handed_over,
    hookimpl,
    key_of,
    lines_of,
    sign_up_of,
)
from plugins.overdracht.options import PARTNERS, HandoverForm, HandoverOptions

WHY = (("why", _l("Waarom past dit beter?")),)
FAMILY = "overdracht"
"""The type of a message that holds a family."""


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
    """Send the family."""
    told, done = (FAMILY, change.facts), _("Ontvangen. Zij nemen contact op.")
    return hand_over(call, change, call.options[f"{key}_address"], _key(call, key), told, done)


def receive(key: str, call: Call, body: bytes, headers: Mapping[str, str]) -> Sequence[Inbound]:
    """A family that they hand over, or what became of one that we did; raises Unwelcome."""
    return handed_over(_key(call, key), body, headers, FAMILY, _family_of)


def _family_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    words = [f"{label}: {value}" for label, value in lines_of(data, WHY)]
    return sign_up_of(data, "\n".join(words))


def _key(call: Call, key: str) -> str:
    if not (known := call.options.get(f"{key}_secret")):
        raise Unwelcome("there is no key for this organisation")
    return str(known)
