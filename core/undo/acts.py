"""Acts that can be undone on the day itself, and the undoing.

    with undoable(work, ENDED, coupling_id):
        ...                     # what the act changes

A capability describes its acts as a `Kind`: what they may change, who may come at it, and what
speaks against going back. An act is undone by who did it, or by an admin, until the end of that
business day, and only while everything it touched is still as it left it. Nothing that went out
comes back: mail that was sent stays sent, and the offer says so.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from core.accounts.models import Role
from core.calendar.clock import AMSTERDAM
from core.errors import Refused
from core.matching.changing import list_changed
from core.undo.models import UndoableAct
from core.undo.snapshots import State, Watched, changed_table, put_back, read, state_of, written
from core.wording import Text, _, _l
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act. `action` is what the logbook says when it is undone.

    `watch` names the rows that an act may change, and those that say whether anything was built
    on it; `access` lets a member in or raises; `check` raises Refused when there is no way back,
    and is called while nothing is put back yet; `afterwards` is called when all is.
    """

    key: str
    label: Text
    action: str
    subject_kind: str
    watch: Callable[[Work, UUID], list[Watched]]
    access: Callable[[Work, UUID], object]
    check: Callable[[Work, UUID, State], None] = lambda _work, _id, _before: None
    afterwards: Callable[[Work, UUID], None] = lambda _work, _id: None


KINDS: dict[str, Kind] = {}


def declare(kind: Kind) -> Kind:
    """Make a kind of act known; raises ValueError when its key is taken."""
    if kind.key in KINDS:
        raise ValueError(f"there is an act named {kind.key} already")
    KINDS[kind.key] = kind
    return kind


@contextmanager
def undoable(
    work: Work, kind: Kind, subject_id: UUID, *, page_id: UUID | None = None, mailed: bool = False
) -> Iterator[None]:
    """Remember what an act changes; when the act is refused, nothing is remembered."""
    before = _state(work, kind, subject_id)
    yield
    after = _state(work, kind, subject_id)
    row = UndoableAct(id=new_id(), kind=kind.key, subject_id=subject_id, on_date=work.today)
    row.page_id, row.member_id, row.mailed = page_id or subject_id, work.actor.id, mailed
    row.before = work.vault.seal(UndoableAct.before, row.id, written(before))
    row.after = work.vault.seal(UndoableAct.after, row.id, written(after))
    work.session.add(row)


def undo(work: Work, act_id: UUID) -> UndoableAct:
    """Put back what an act of today changed.

    Raises NotFound, NeedsReason, or Refused with why it cannot be undone (any more).
    """
    work.find(UndoableAct, act_id)
    locked = select(UndoableAct).where(UndoableAct.id == act_id).with_for_update()
    row = work.session.scalars(locked.execution_options(populate_existing=True)).one()
    kind = KINDS[row.kind]
    kind.access(work, row.subject_id)
    _check_who_and_when(work, row)
    before = read(work.vault.open(UndoableAct.before, row.id, row.before))
    after = read(work.vault.open(UndoableAct.after, row.id, row.after))
    watched = _watch(work, kind, row.subject_id)
    if table := changed_table(after, state_of(watched)):
        raise Refused(_("Dit kan niet meer ongedaan: %(why)s", why=BUILT_ON.get(table, CHANGED)))
    kind.check(work, row.subject_id, before)
    put_back(watched, before, after)
    row.undone_at = func.now()
    work.session.flush()
    kind.afterwards(work, row.subject_id)
    work.record(kind.action, kind.subject_kind, row.subject_id)
    list_changed(work)
    return row


JUST = timedelta(minutes=10)
CHANGED: Text = _l("er is daarna iets gewijzigd. Kijk wat er nu staat, en pas dat aan.")
BUILT_ON: dict[str, Text] = {
    "family_file": _l("een dossier is daarna gesloten of geopend. Zet dat eerst terug."),
    "safety_check": _l("er is daarna een nieuwe veiligheidscheck gedaan."),
    "evaluation": _l("er is daarna iets met een evaluatie gedaan."),
    "appointment": _l("er is daarna een afspraak gemaakt of gewijzigd."),
    "support_request": _l("de hulpvraag is daarna gewijzigd."),
    "support_offer": _l("het aanbod is daarna gewijzigd."),
    "coupling": _l("de koppeling is daarna gewijzigd."),
    "match_proposal": _l("er is daarna een voorstel gemaakt of gewijzigd."),
    "exclusion": _l("deze twee gezinnen zijn daarna uit elkaar gehouden."),
    "referral": _l("over deze aanmelding is daarna opnieuw besloten."),
}
"""What was done since, by the table that says so."""


def _check_who_and_when(work: Work, row: UndoableAct) -> None:
    if row.undone_at is not None:
        raise Refused(_("Dit is al ongedaan gemaakt."))
    if row.on_date != work.today:
        raise Refused(_("Ongedaan maken kan alleen op de dag zelf. Wijzig het op de bladzijde."))
    mine = work.actor.id is not None and row.member_id == work.actor.id
    if not mine and work.actor.role != Role.ADMIN and work.actor.kind != "system":
        raise Refused(_("Alleen wie dit deed, of een beheerder, kan het ongedaan maken."))


def _watch(work: Work, kind: Kind, subject_id: UUID) -> list[Watched]:
    work.session.flush()
    return kind.watch(work, subject_id)


def _state(work: Work, kind: Kind, subject_id: UUID) -> State:
    return state_of(_watch(work, kind, subject_id))


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this member can still undo."""

    id: UUID
    label: Text
    at: str
    mailed: bool


def offers(work: Work, page_ids: Sequence[UUID]) -> tuple[Offer, ...]:
    """What was done today to these and can be undone by this member, the newest first."""
    if work.actor.id is None or not page_ids:
        return ()
    found = select(UndoableAct).where(
        UndoableAct.page_id.in_(page_ids),
        UndoableAct.on_date == work.today,
        UndoableAct.undone_at.is_(None),
    )
    if work.actor.role != Role.ADMIN:
        found = found.where(UndoableAct.member_id == work.actor.id)
    rows = work.session.scalars(found.order_by(UndoableAct.at.desc(), UndoableAct.id.desc()))
    newest: dict[UUID, UndoableAct] = {}
    for row in (row for row in rows if row.kind in KINDS):
        newest.setdefault(row.subject_id, row)
    return tuple(_offer(row) for row in newest.values())


def just_done(work: Work) -> tuple[Offer, ...]:
    """The last thing that this member did, for a page that is about nothing in particular."""
    if work.actor.id is None:
        return ()
    newest = (
        select(UndoableAct)
        .where(
            UndoableAct.member_id == work.actor.id,
            UndoableAct.on_date == work.today,
            UndoableAct.undone_at.is_(None),
            UndoableAct.at > func.now() - JUST,
        )
        .order_by(UndoableAct.at.desc(), UndoableAct.id.desc())
        .limit(1)
    )
    return tuple(_offer(row) for row in work.session.scalars(newest))


def _offer(row: UndoableAct) -> Offer:
    at = row.at.astimezone(AMSTERDAM)
    return Offer(row.id, KINDS[row.kind].label, f"{at:%H:%M}", row.mailed)


def rows_of(work: Work, found: Select[Any]) -> list[Any]:
    """The rows of a query as they are in the database now."""
    return list(work.session.scalars(found.execution_options(populate_existing=True)))
