"""Supplier integrations: what others need to hear, sent once, and what they send back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.extension.call import Call
from core.wording import Text


class ChangeKind(StrEnum):
    """What happened. Those of a family are sent only after a yes of that family.

    `HANDOVER`: a coordinator hands a family over to this supplier (shown before it is sent).
    `REFERRAL`, `COUPLING`, `FAMILY_CLOSED`: the work went on. `FIGURES`: new totals.
    `DIRECTORY`: the programme's own entry in a directory of help changed.
    """

    HANDOVER = "handover"
    REFERRAL = "referral"
    COUPLING = "coupling"
    FAMILY_CLOSED = "family_closed"
    FIGURES = "figures"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Change:
    """Something to tell a supplier. `id` stays the same when it is tried again.

    `facts` is plain data (JSON) and holds no more than the plugin's `sees`; `reference` is what
    the supplier called it in an earlier receipt, or "".
    """

    id: UUID
    kind: ChangeKind
    on: date
    facts: Mapping[str, Any]
    family_id: UUID | None = None
    reference: str = ""


class Outcome(StrEnum):
    """How a push ended: `DONE`; `LATER`: nobody knows, or not now; `REFUSED`: never as it is."""

    DONE = "done"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a push. `reference` is the supplier's own name for it; `told` a plain sentence
    for the coordinator, without names."""

    outcome: Outcome
    reference: str = ""
    told: Text = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something that a supplier sends: a family that comes back, a status, a row of a directory.

    `id` is the supplier's own id of the message: the same one is taken once. `kind` is "referral"
    (facts are the fields of a ReferralDraft), "status" (facts: reference, state, on) or
    "directory" (facts: name, and what it offers).
    """

    id: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Unwelcome(Exception):
    """An inbound message is not taken: a wrong signature, an unknown sender, nonsense."""


Push = Callable[[Call, Change], Receipt]
Show = Callable[[Call, Change], Sequence[tuple[Text, str]]]
Receive = Callable[[Call, bytes, Mapping[str, str]], Sequence[Inbound]]
Poll = Callable[[Call], Sequence[Inbound]]


@dataclass(frozen=True, slots=True)
class SupplierIntegration:
    """Working together with another organisation or system.

    `push` sends one change; it may be called again with the same `change.id` and must then send
    nothing twice. `show` lists what would be sent, in words: the coordinator sees it before. With
    `needs_consent` only families that said yes are told of. `receive` takes what is posted to
    `/api/v1/leveranciers/<key>`; `poll` fetches what waits elsewhere, each night.
    """

    key: str
    label: Text
    changes: frozenset[ChangeKind]
    push: Push
    show: Show | None = None
    needs_consent: bool = True
    receive: Receive | None = None
    poll: Poll | None = None
    icon: str = "arrow-left-right"

    def __post_init__(self) -> None:
        """A hand-over is always shown first and always needs a yes."""
        if ChangeKind.HANDOVER in self.changes and not (self.show and self.needs_consent):
            raise ValueError(f"supplier {self.key}: a hand-over needs show, and a yes")
