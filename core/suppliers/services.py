"""Handing a family over to a supplier, taking that back, and trying again."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.extension.suppliers import Change, ChangeKind, SupplierIntegration
from core.families.access import access_file, require_open_file
from core.families.models import FamilyRole
from core.plugins.running import Active, PluginFailed, find, run
from core.suppliers.consents import record_yes_to, said_yes, still_says_yes
from core.suppliers.facts import Chosen, Told, handover_facts
from core.suppliers.happened import begin_telling
from core.suppliers.models import UNDER_WAY, ChangeState, SupplierChange
from core.suppliers.one_time import give_link, recipient_of
from core.suppliers.outbox import held_now, leave, push_later, stop
from core.suppliers.queries import is_offered
from core.wording import Text, _
from core.work import Work
from tenants.ids import new_id

Lines = tuple[tuple[Text, str], ...]


def supplier_here(work: Work, key: str) -> tuple[Active, SupplierIntegration]:
    """The supplier with this key, when its plugin is on here; raises NotFound."""
    found = find(work, "supplier_integrations", key)
    if found is None or not is_offered(*found):
        raise NotFound("supplier")
    return found


def say_yes(
    work: Work, family_id: UUID, role: FamilyRole, supplier: str, givers: frozenset[UUID]
) -> None:
    """Record a yes to a supplier; one that wants to hear what happens is told how things stand.

    Raises NotFound, NeedsReason or Refused.
    """
    require_open_file(work, family_id, role)
    supplier_here(work, supplier)
    is_first = not said_yes(work, family_id, supplier)
    record_yes_to(work, family_id, supplier, givers)
    if is_first:
        begin_telling(work, supplier, family_id)


def preview(work: Work, family_id: UUID, role: FamilyRole, supplier: str, chosen: Chosen) -> Lines:
    """Exactly what a supplier would be sent, in words; raises NotFound, NeedsReason or Refused."""
    return _prepared(work, family_id, role, supplier, chosen)[2]


def hand_over(work: Work, family_id: UUID, role: FamilyRole, supplier: str, chosen: Chosen) -> UUID:
    """Hand a family over to a supplier, after the commit; returns the message.

    Raises NotFound, NeedsReason, or Refused: nobody said yes, or the plugin cannot say what it
    would send.
    """
    active, told, lines = _prepared(work, family_id, role, supplier, chosen)
    if _waits_already(work, family_id, supplier):
        raise Refused(_("Er wacht al een overdracht van dit gezin. Trek die eerst in."))
    recipient = recipient_of(active, supplier_here(work, supplier)[1])
    change_id = leave(
        work, active.key, supplier, ChangeKind.HANDOVER, told.facts,
        family_id=family_id, role=role, people=told.people, shown=lines, by_link=bool(recipient),
    )  # fmt: skip
    work.record("supplier.handed_over", "family", family_id, supplier)
    if recipient:
        give_link(work, change_id, recipient)
    return change_id


def _prepared(
    work: Work, family_id: UUID, role: FamilyRole, key: str, chosen: Chosen
) -> tuple[Active, Told, Lines]:
    require_open_file(work, family_id, role)
    active, supplier = supplier_here(work, key)
    if ChangeKind.HANDOVER not in supplier.changes or supplier.show is None:
        raise NotFound("supplier")
    told = handover_facts(work, active.plugin.sees, key, family_id, role, chosen)
    change = Change(new_id(), ChangeKind.HANDOVER, work.today, told.facts, family_id)
    try:
        lines: Sequence[tuple[Text, str]] = run(
            work, active, "show", supplier.show, change, expects=(list, tuple)
        )
    except PluginFailed as failed:
        raise Refused(failed.message) from failed
    return active, told, tuple((label, str(value)) for label, value in lines if value)


def _waits_already(work: Work, family_id: UUID, supplier: str) -> bool:
    query = select(SupplierChange.id).where(
        SupplierChange.family_id == family_id,
        SupplierChange.supplier == supplier,
        SupplierChange.kind == ChangeKind.HANDOVER,
        SupplierChange.state.in_(UNDER_WAY),
    )
    return work.session.scalar(query.limit(1)) is not None


def new_link(work: Work, change_id: UUID) -> None:
    """Mail a new link, with another code; the one before works no more.

    Also for what was fetched, while it is kept: a file may have been lost on the way. Raises
    NotFound, NeedsReason, or Refused: a yes has ended, it was withdrawn, or it is erased.
    """
    known = work.find(SupplierChange, change_id)
    if known.family_id is None or known.role is None or not known.by_link:
        raise NotFound("supplier_change")
    access_file(work, known.family_id, FamilyRole(known.role))
    row = held_now(work, change_id)
    if row.shown is None or row.state == ChangeState.WITHDRAWN:
        raise Refused(_("Wat hierin stond is gewist. Draag het gezin opnieuw over."))
    if not still_says_yes(work, row):
        raise Refused(_("Iemand trok de toestemming in. Er gaat niets meer."))
    recipient = recipient_of(*supplier_here(work, row.supplier))
    if not recipient:
        raise Refused(_("Van deze organisatie is geen e-mailadres bekend. Vraag uw beheerder."))
    give_link(work, change_id, recipient)


def withdraw(work: Work, change_id: UUID) -> tuple[UUID, FamilyRole]:
    """Take back a hand-over that waits, or was not fetched yet; returns the family and its role.

    Raises NotFound, NeedsReason, or Refused when it went already.
    """
    known = work.find(SupplierChange, change_id)
    if known.family_id is None or known.role is None:
        raise NotFound("supplier_change")
    role = FamilyRole(known.role)
    access_file(work, known.family_id, role)
    row = held_now(work, change_id)
    if row.state not in UNDER_WAY:
        raise Refused(_("Dit is al verstuurd, of ingetrokken. Ververs de bladzijde."))
    stop(work, row)
    return known.family_id, role


def try_again(work: Work, change_id: UUID) -> None:
    """Send what waits now, or send once more what went: with the same id, so it counts once.

    Raises NotFound, or Refused when it goes just now, was withdrawn or what it said is erased.
    """
    row = held_now(work, change_id)
    if row.by_link:
        raise Refused(_("Dit wordt met een link opgehaald. De coördinator maakt een nieuwe link."))
    if row.facts is None or row.state == ChangeState.WITHDRAWN:
        raise Refused(_("Wat hierin stond is gewist. Het kan niet opnieuw worden verstuurd."))
    row.state, row.done_on = ChangeState.WAITING, None
    push_later(work, row.id)
    work.record("supplier.tried_again", "supplier_change", row.id, row.supplier)
