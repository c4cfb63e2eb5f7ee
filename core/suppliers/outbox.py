"""The outbox: a message is left in the transaction of what it tells, and sent by the worker.

Nothing is lost: what could not be told waits, and is tried again, each night too. Nothing is told
twice: the id of the message is its key at the other side, and what has a receipt is over.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from core.errors import Refused
from core.extension.call import Call
from core.extension.child import Limits, Target
from core.extension.suppliers import (
    Change,
    ChangeKind,
    Outcome,
    Receipt,
    SupplierIntegration,
)
from core.families.models import FamilyRole
from core.jobs.tasks import TryAgain, tenant_task
from core.outgoing.client import NoAnswer, NotAllowed
from core.plugins.running import Active, PluginFailed, find, function_of, run
from core.suppliers.consents import still_says_yes
from core.suppliers.models import (
    UNDER_WAY,
    ChangeState,
    SupplierChange,
    SupplierLink,
    SupplierReceipt,
)
from core.wording import Text, _, in_dutch
from core.work import Work
from tenants.ids import new_id

WAITS = (15, 60, 300, 1_800, 7_200, 21_600)
IN_THE_BACKGROUND = 60.0
IN_A_CHILD = 50.0
"""Seconds for a plugin that works in a process of its own, which is killed after them."""
KEPT = timedelta(days=30)
"""How long what was sent can be read and sent again; then only that it was sent is known."""


def leave(
    work: Work,
    plugin: str,
    supplier: str,
    kind: ChangeKind,
    facts: Mapping[str, Any],
    *,
    family_id: UUID | None = None,
    role: FamilyRole | None = None,
    people: Sequence[UUID] = (),
    shown: Sequence[tuple[Text, str]] = (),
    event_id: UUID | None = None,
    by_link: bool = False,
) -> UUID:
    """Leave a message for a supplier; it goes after the commit. Returns its id.

    One that goes `by_link` is not sent but kept, for who gets a link (see `one_time`).
    """
    row = SupplierChange(id=new_id(), plugin=plugin, supplier=supplier, kind=kind)
    row.family_id, row.role, row.on_date = family_id, role, work.today
    row.event_id = event_id
    row.people, row.sent_by = [str(one) for one in people], work.actor.id
    row.facts = work.vault.seal(SupplierChange.facts, row.id, _written(facts))
    lines = [[str(label), value] for label, value in shown]
    row.shown = work.vault.seal(SupplierChange.shown, row.id, _written(lines)) if lines else None
    row.state = ChangeState.READY if by_link else ChangeState.WAITING
    row.by_link, row.tries, row.reference = by_link, 0, ""
    work.add(row)
    if not by_link:
        push_later(work, row.id)
    return row.id


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def push_later(work: Work, change_id: UUID) -> None:
    """Leave the job that sends a message."""
    work.defer("push_to_supplier", change_id=str(change_id))


@tenant_task("push_to_supplier", waits=WAITS)
def push(work: Work, change_id: str) -> TryAgain | None:
    """Send one message, when nothing of the same family waits before it."""
    row = held(work, UUID(change_id))
    if row is None or row.state != ChangeState.WAITING or _one_is_before(work, row):
        return None
    found = find(work, "supplier_integrations", row.supplier)
    if found is None or found[0].key != row.plugin or found[1].push is None:
        return None  # It is off: what waits goes when it is on again.
    active, supplier = found
    if supplier.needs_consent and not still_says_yes(work, row):
        stop(work, row)
        return None
    with in_dutch():
        receipt = _pushed(work, active, supplier, change_of(work, row))
        keep_receipt(work, row, receipt)
    if receipt.outcome is Outcome.LATER:
        return TryAgain("the supplier has not taken it yet")
    _wake_next(work, row)
    return None


def held(work: Work, change_id: UUID) -> SupplierChange | None:
    """A message, held until the commit: of two who send it, the second sees that it went."""
    query = select(SupplierChange).where(SupplierChange.id == change_id).with_for_update()
    return work.session.scalar(query.execution_options(populate_existing=True))


def held_now(work: Work, change_id: UUID) -> SupplierChange:
    """As `held`, without waiting for who sends it at this moment; raises NotFound or Refused."""
    work.find(SupplierChange, change_id)
    query = select(SupplierChange).where(SupplierChange.id == change_id)
    free = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    row = work.session.scalar(free)
    if row is None:
        raise Refused(_("Dit bericht gaat juist nu weg. Kijk over een minuut opnieuw."))
    return row


def change_of(work: Work, row: SupplierChange) -> Change:
    """A message as the plugin gets it, with what the supplier calls this family."""
    facts = json.loads(work.vault.open(SupplierChange.facts, row.id, row.facts) or "{}")
    return Change(
        id=row.id, kind=ChangeKind(row.kind), on=row.on_date, facts=facts,
        family_id=row.family_id, reference=row.reference or _known_as(work, row),
    )  # fmt: skip


def _pushed(work: Work, active: Active, supplier: SupplierIntegration, change: Change) -> Receipt:
    target = Target("supplier_integrations", supplier.key, "push")
    send = function_of(work, active, target, Limits(IN_A_CHILD))

    def push_it(call: Call) -> Receipt:
        try:
            receipt: Receipt = send(call, change)
            return receipt
        except NoAnswer:
            # Nobody knows whether it arrived: the same id goes again.
            return Receipt(Outcome.LATER, told=_("De andere kant antwoordt niet."))
        except NotAllowed:
            return Receipt(Outcome.LATER, told=_("Dit adres mag niet. Kijk de instellingen na."))

    try:
        receipt: Receipt = run(
            work, active, "push", push_it, expects=Receipt, writes=True, patience=IN_THE_BACKGROUND
        )
    except PluginFailed as failed:
        return Receipt(Outcome.LATER, told=failed.message)
    except Refused as refused:
        return Receipt(Outcome.LATER, told=str(refused.message))
    return receipt


def keep_receipt(work: Work, row: SupplierChange, receipt: Receipt) -> None:
    """Note what came of an attempt, on the message and apart."""
    told, reference = str(receipt.told)[:300], receipt.reference[:300]
    row.tries, row.tried_at = row.tries + 1, func.clock_timestamp()
    row.told = work.vault.seal_optional(SupplierChange.told, row.id, told)
    row.reference = reference or row.reference
    line = SupplierReceipt(id=new_id(), change_id=row.id, outcome=receipt.outcome)
    line.reference = reference
    line.told = work.vault.seal_optional(SupplierReceipt.told, line.id, told)
    work.session.add(line)
    if receipt.outcome is Outcome.LATER:
        return
    done = receipt.outcome is Outcome.DONE
    row.state, row.done_on = ChangeState.SENT if done else ChangeState.REFUSED, work.today
    action = "supplier.told" if done else "supplier.refused"
    subject = ("family", row.family_id) if row.family_id else ("supplier_change", row.id)
    work.record(action, *subject, row.supplier)


def stop(work: Work, row: SupplierChange) -> None:
    """Withdraw a message that is under way: it never goes, and what it said is erased."""
    end_links(work, row.id)
    row.state, row.done_on, row.facts, row.shown = ChangeState.WITHDRAWN, work.today, None, None
    subject = ("family", row.family_id) if row.family_id else ("supplier_change", row.id)
    work.record("supplier.withdrawn", *subject, row.supplier)


def end_links(work: Work, change_id: UUID) -> None:
    """Have the links to a message work no more, and forget their codes."""
    work.session.flush()
    work.session.execute(
        update(SupplierLink)
        .where(SupplierLink.change_id == change_id, SupplierLink.ended_on.is_(None))
        .values(ended_on=work.today, code=None)
    )


def _known_as(work: Work, row: SupplierChange) -> str:
    """How the supplier called this family in its last receipt."""
    if row.family_id is None:
        return ""
    query = (
        select(SupplierChange.reference)
        .where(
            SupplierChange.family_id == row.family_id,
            SupplierChange.supplier == row.supplier,
            SupplierChange.reference != "",
        )
        .order_by(SupplierChange.id.desc())
    )
    return work.session.scalar(query.limit(1)) or ""


def _one_is_before(work: Work, row: SupplierChange) -> bool:
    return row.family_id is not None and (
        work.session.scalar(
            select(SupplierChange.id)
            .where(
                SupplierChange.family_id == row.family_id,
                SupplierChange.supplier == row.supplier,
                SupplierChange.state == ChangeState.WAITING,
                SupplierChange.id < row.id,
            )
            .limit(1)
        )
        is not None
    )


def _wake_next(work: Work, row: SupplierChange) -> None:
    """Let the next one of the same family go now."""
    if row.family_id is None:
        return
    query = (
        select(SupplierChange.id)
        .where(
            SupplierChange.family_id == row.family_id,
            SupplierChange.supplier == row.supplier,
            SupplierChange.state == ChangeState.WAITING,
            SupplierChange.id > row.id,
        )
        .order_by(SupplierChange.id)
    )
    if following := work.session.scalar(query.limit(1)):
        push_later(work, following)


@tenant_task("stop_supplier_changes", waits=(10, 60, 300))
def stop_changes(work: Work, family_id: str, supplier: str) -> None:
    """Withdraw what waits for a supplier, when somebody's yes to it has ended."""
    query = select(SupplierChange).where(
        SupplierChange.family_id == UUID(family_id),
        SupplierChange.supplier == supplier,
        SupplierChange.state.in_(UNDER_WAY),
    )
    for row in work.session.scalars(query.with_for_update()):
        stop(work, row)


@tenant_task("tend_suppliers", nightly=True)
def tend(work: Work) -> None:
    """Try each night what waits, and forget what was sent long ago."""
    waiting = select(SupplierChange.id).where(SupplierChange.state == ChangeState.WAITING)
    for change_id in work.session.scalars(waiting.order_by(SupplierChange.id)):
        push_later(work, change_id)
    old = select(SupplierChange).where(
        SupplierChange.state.not_in(UNDER_WAY),
        SupplierChange.done_on < work.today - KEPT,
        SupplierChange.facts.is_not(None),
    )
    for row in work.session.scalars(old):
        row.facts = row.shown = None
