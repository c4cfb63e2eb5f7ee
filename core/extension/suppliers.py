"""Supplier integrations: what others need to hear, sent once, and what they send back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.extension.call import Call
from core.outgoing.client import Answer
from core.web.forms.schema import FormSchema
from core.wording import Text, _


class ChangeKind(StrEnum):
    """What happened. Those of a family are sent only after a yes of that family.

    `HANDOVER`: a coordinator hands a family over to this supplier (shown before it is sent).
    `REFERRAL`, `COUPLING`, `FAMILY_CLOSED`: the work went on. `FIGURES`: the totals of the
    programme changed: at most once a day, with splits suppressed as on the pages of the gemeente.
    (A directory of help is read, at a page of the plugin: nothing is sent for it.)
    """

    HANDOVER = "handover"
    REFERRAL = "referral"
    COUPLING = "coupling"
    FAMILY_CLOSED = "family_closed"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Change:
    """Something to tell a supplier. `id` stays the same when it is tried again.

    `facts` is plain data (JSON) and holds no more than the plugin's `sees`; `reference` is what
    the supplier called it in an earlier receipt, or "".

    The facts of `FIGURES` are "as_of", "totals" (made, running, ended, asking, offering), "pilot"
    (target, made; null without one), "half_years" (label, last, made) and "splits"
    (name, as_of, parts of label and count): as the gemeente sees them.
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

    `id` is the supplier's own id of the message: the same one is taken once. `kind` says what the
    facts are. "referral": first_name, last_name, contact, postcode4, story, sender, sender_contact,
    and `consent` true when the family agrees; without that its name and contact are left out.
    "status": the `reference` of a receipt, and `state` in words. "directory": name, kind, place,
    description, phone, email and website of an organisation for the network.
    """

    id: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Unwelcome(Exception):
    """An inbound message is not taken: a wrong signature, an unknown sender, nonsense."""


def not_done(answer: Answer) -> Receipt:
    """The receipt of an answer that is no success: later for what may pass, else refused.

    A key that is not known, or a wrong address, may be mended: so that waits as well.
    """
    if answer.status in (401, 403):
        return Receipt(Outcome.LATER, told=_("De andere kant kent onze sleutel niet."))
    if answer.status in (404, 410) or 300 <= answer.status < 400:
        return Receipt(Outcome.LATER, told=_("Het adres van de andere kant klopt niet meer."))
    if answer.later or answer.status >= 500:
        return Receipt(Outcome.LATER, told=_("De andere kant kan het nu niet aan."))
    told = _("De andere kant neemt dit niet aan (code %(code)s).", code=answer.status)
    return Receipt(Outcome.REFUSED, told=told)


Push = Callable[[Call, Change], Receipt]
Wants = Callable[[Call, Change], bool]
Show = Callable[[Call, Change], Sequence[tuple[Text, str]]]
Receive = Callable[[Call, bytes, Mapping[str, str]], Sequence[Inbound]]
Poll = Callable[[Call], Sequence[Inbound]]


@dataclass(frozen=True, slots=True)
class SupplierIntegration:
    """Working together with another organisation or system.

    `push` sends one change; it may be called again with the same `change.id` and must then send
    nothing twice. `show` lists what would be sent, in words: the coordinator sees it before. With
    `needs_consent` only families that said yes are told of. `receive` takes what is posted to
    `/api/v1/leveranciers/<key>`, with the names of headers in small letters; `poll` fetches what
    waits elsewhere, each night. `asks` is a form that the coordinator fills in with a hand-over:
    what was answered is in the facts, under "answers". `is_set` looks at the options and says
    whether this one was filled in: if not it is not offered. One that only sends to us has no
    `push`. `wants` says of what happened by itself whether this supplier needs to hear it; without
    it all of it.

    An organisation without a system: `mailed_to` looks at the options (a mail address is a text
    there) and gives its address, or "" when it has a system. At an address nothing is pushed: core
    keeps what was shown sealed, mails a link without names, and lets it be fetched once, with a
    code that the coordinator tells.
    """

    key: str
    label: Text
    changes: frozenset[ChangeKind]
    push: Push | None
    show: Show | None = None
    needs_consent: bool = True
    receive: Receive | None = None
    poll: Poll | None = None
    wants: Wants | None = None
    asks: type[FormSchema] | None = None
    is_set: Callable[[Mapping[str, Any]], bool] | None = None
    icon: str = "arrow-left-right"
    mailed_to: Callable[[Mapping[str, Any]], str] | None = None

    def __post_init__(self) -> None:
        """A hand-over is always shown first and always needs a yes; raises ValueError."""
        if self.changes and self.push is None:
            raise ValueError(f"supplier {self.key}: what it hears of needs push")
        if ChangeKind.HANDOVER in self.changes and not (self.show and self.needs_consent):
            raise ValueError(f"supplier {self.key}: a hand-over needs show, and a yes")
        if self.mailed_to and self.changes != {ChangeKind.HANDOVER}:
            raise ValueError(f"supplier {self.key}: only a hand-over can be fetched by a link")
