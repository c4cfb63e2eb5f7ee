"""What suppliers send: each message is taken once, whether it is posted or fetched."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select

from core.contact_details import is_mail, normalised
from core.errors import Refused
from core.extension.call import Call
from core.extension.suppliers import Inbound, SupplierIntegration, Unwelcome
from core.families.models import FamilyRole
from core.jobs.tasks import TryAgain, tenant_task
from core.network.models import Partner
from core.network.names import name_key
from core.network.services import PartnerDetails, add_partner
from core.outgoing.client import NoAnswer
from core.plugins.running import Active, PluginFailed, find, run
from core.referrals.draft import ReferralDraft, ReferrerDraft
from core.referrals.receiving import receive
from core.suppliers.models import ChangeState, SupplierChange, SupplierInbound
from core.suppliers.queries import offered
from core.wording import _, in_dutch
from core.work import Work

_LOCK_SPACE = 0x42_53
MOST_MESSAGES = 1000
log = structlog.get_logger()


def receive_posted(
    work: Work, active: Active, supplier: SupplierIntegration, body: bytes,
    headers: Mapping[str, str],
) -> int:  # fmt: skip
    """Take what a supplier posted; returns how many messages were new.

    Raises Unwelcome, and PluginFailed when the plugin cannot read it.
    """

    def read(call: Call) -> Sequence[Inbound] | Unwelcome:
        assert supplier.receive is not None  # noqa: S101 - whoever calls looked
        try:
            return supplier.receive(call, body, headers)
        except Unwelcome as no:
            return no

    found = run(work, active, "receive", read, expects=(list, tuple, Unwelcome), writes=True)
    if isinstance(found, Unwelcome):
        raise found
    return take_all(work, active, supplier, found)


def take_all(
    work: Work,
    active: Active,
    supplier: SupplierIntegration,
    messages: Sequence[Inbound],
    *,
    strict: bool = True,
) -> int:
    """Take each message that did not come before; returns how many were new.

    One that does not fit raises Unwelcome, so that its sender hears it; where nobody hears it, not
    `strict`, it is left out and logged.
    """
    new = 0
    for message in messages[:MOST_MESSAGES]:
        try:
            with work.attempt(), in_dutch():
                new += _take(work, active, supplier, message)
        except (Refused, KeyError, TypeError, ValueError) as odd:
            log.warning(
                "a message of a supplier does not fit", supplier=supplier.key,
                error=type(odd).__name__, tenant_id=work.tenant.id,
            )  # fmt: skip
            if strict:
                raise Unwelcome(_("Een bericht mist gegevens die nodig zijn.")) from odd
    return new


def _take(work: Work, active: Active, supplier: SupplierIntegration, message: Inbound) -> int:
    key = hashlib.sha256(message.id.encode()).hexdigest()
    if _came_before(work, supplier.key, key):
        return 0
    row = SupplierInbound(
        plugin=active.key, supplier=supplier.key, message_key=key, kind=message.kind,
        arrived_on=work.today,
    )  # fmt: skip
    TAKERS[message.kind](work, supplier, row, message.facts)
    work.add(row)
    work.record("supplier.received", "supplier_inbound", row.id, supplier.key)
    return 1


def _came_before(work: Work, supplier: str, key: str) -> bool:
    """Whether this message is in already; of two at once the second waits for the first."""
    number = int.from_bytes(hashlib.sha256(f"{supplier} {key}".encode()).digest()[:4], "big")
    work.session.raw("lock", space=_LOCK_SPACE, key=number - 2**31)
    query = select(SupplierInbound.id).where(
        SupplierInbound.supplier == supplier, SupplierInbound.message_key == key
    )
    return work.session.scalar(query) is not None


def _referral(
    work: Work, supplier: SupplierIntegration, row: SupplierInbound, facts: Mapping[str, Any]
) -> None:
    """A family that comes, or comes back: a sign-up that says from whom."""
    label = str(supplier.label)
    words = [_("Komt van %(supplier)s.", supplier=label), _text(facts, "story", 4000)]
    contact, named = _contact(facts, "contact"), facts.get("consent") is True
    draft = ReferralDraft(
        role=FamilyRole.ASKING,
        channel_key=supplier.key,
        source="other",
        first_name=_text(facts, "first_name", 60),
        family_name=_text(facts, "last_name", 80),
        contact=contact,
        postcode4=_text(facts, "postcode4", 4),
        story="\n\n".join(word for word in words if word),
        named=named,
        consent_on=work.today if named else None,
        reach="mail" if is_mail(contact) else "call",
        referrer=ReferrerDraft(
            name=_text(facts, "sender", 80) or label, organisation=label,
            contact=_contact(facts, "sender_contact"),
        ),
    )  # fmt: skip
    row.referral_id = receive(work, draft)


def _status(
    work: Work, supplier: SupplierIntegration, row: SupplierInbound, facts: Mapping[str, Any]
) -> None:
    """What became of something that was sent: on the message that it answers."""
    reference = _text(facts, "reference", 300)
    query = select(SupplierChange).where(
        SupplierChange.supplier == supplier.key,
        SupplierChange.plugin == row.plugin,
        SupplierChange.reference == reference,
        SupplierChange.state != ChangeState.WITHDRAWN,
    )
    newest = query.order_by(SupplierChange.id.desc()).limit(1).with_for_update()
    change = work.session.scalar(newest) if reference else None
    if change is None:
        raise Refused(_("Dit antwoord hoort bij niets wat wij stuurden."))
    state = _text(facts, "state", 200)
    change.answer = work.vault.seal_optional(SupplierChange.answer, change.id, state)
    change.answered_on, row.change_id = work.today, change.id
    if change.family_id:
        work.record("supplier.answered", "family", change.family_id, supplier.key)


def _directory(
    work: Work, supplier: SupplierIntegration, row: SupplierInbound, facts: Mapping[str, Any]
) -> None:
    """An organisation for the network; one that is known already stays as it is."""
    told = [_text(facts, name, 500) for name in ("description", "phone", "email", "website")]
    details = PartnerDetails(
        name=_text(facts, "name", 120),
        kind=_text(facts, "kind", 20) or "other",
        place=_text(facts, "place", 60),
        note="\n".join([*(one for one in told if one), _("Bron: %(name)s", name=supplier.label)]),
    )
    row.partner_id = _known_partner(work, details.name) or add_partner(work, details)


def _known_partner(work: Work, name: str) -> UUID | None:
    query = select(Partner.id).where(Partner.name_key == name_key(name))
    return work.session.scalar(query.limit(1))


def _text(facts: Mapping[str, Any], name: str, most: int) -> str:
    value = facts.get(name)
    return " ".join(value.split(" "))[:most].strip() if isinstance(value, str) else ""


def _contact(facts: Mapping[str, Any], name: str) -> str:
    """A phone number or mail address; ValidationError says what is wrong with it."""
    told = _text(facts, name, 200)
    return normalised(told) if told else ""


TAKERS = {"referral": _referral, "status": _status, "directory": _directory}


@tenant_task("poll_suppliers", nightly=True)
def poll_suppliers(work: Work) -> None:
    """Leave a job for each supplier that has something to fetch."""
    for _active, supplier in offered(work):
        if supplier.poll is not None:
            work.defer("poll_supplier", supplier=supplier.key)


@tenant_task("poll_supplier", waits=(300, 1_800, 7_200))
def poll_supplier(work: Work, supplier: str) -> TryAgain | None:
    """Fetch what waits at one supplier, and take it."""
    found = find(work, "supplier_integrations", supplier)
    if found is None or found[1].poll is None:
        return None
    active, known = found

    def fetch(call: Call) -> Sequence[Inbound] | NoAnswer:
        assert known.poll is not None  # noqa: S101 - looked just now
        try:
            got: Sequence[Inbound] = known.poll(call)
            return got
        except NoAnswer as away:
            return away

    try:
        got = run(
            work, active, "poll", fetch, expects=(list, tuple, NoAnswer), writes=True,
            patience=60.0,
        )  # fmt: skip
        if isinstance(got, NoAnswer):
            return TryAgain("the supplier did not answer")
        take_all(work, active, known, got, strict=False)
    except (PluginFailed, Refused, Unwelcome):
        return TryAgain("what the supplier has cannot be taken yet")
    return None
