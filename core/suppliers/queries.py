"""Messages to suppliers as pages show them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.extension.suppliers import ChangeKind, SupplierIntegration
from core.families.models import FamilyRole
from core.plugins.running import Active, listed
from core.suppliers.consents import said_yes
from core.suppliers.models import UNDER_WAY, ChangeState, SupplierChange, SupplierLink
from core.wording import Text, _, _l
from core.work import Work

PAGE_SIZE = 25
KIND_LABELS: dict[ChangeKind, Text] = {
    ChangeKind.HANDOVER: _l("Overdracht"),
    ChangeKind.REFERRAL: _l("Aanmelding"),
    ChangeKind.COUPLING: _l("Koppeling"),
    ChangeKind.FAMILY_CLOSED: _l("Dossier gesloten"),
    ChangeKind.FIGURES: _l("Aantallen"),
}
STATE_LABELS: dict[ChangeState, Text] = {
    ChangeState.WAITING: _l("Wacht"),
    ChangeState.READY: _l("Klaar om op te halen"),
    ChangeState.SENT: _l("Ontvangen"),
    ChangeState.REFUSED: _l("Niet aangenomen"),
    ChangeState.WITHDRAWN: _l("Ingetrokken"),
}
TONES: dict[ChangeState, str] = {
    ChangeState.WAITING: "warning",
    ChangeState.READY: "warning",
    ChangeState.SENT: "success",
    ChangeState.REFUSED: "error",
    ChangeState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class LinkLine:
    """The link that works now: whom it was mailed to, and the code to tell them."""

    recipient: str
    code: str
    until: date


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A message; `told` and `answer` are the supplier's own words, `shown` what was sent."""

    id: UUID
    supplier: Text
    kind: Text
    role: FamilyRole | None
    state: ChangeState
    on_date: date
    done_on: date | None
    tries: int
    told: str
    answer: str
    reference: str
    can_go_again: bool
    by_link: bool
    shown: tuple[tuple[str, str], ...] = ()
    link: "LinkLine | None" = None

    @property
    def label(self) -> Text:
        """Where it is, in words."""
        return STATE_LABELS[self.state]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return TONES[self.state]

    @property
    def waits(self) -> bool:
        """Whether it has still to go."""
        return self.state is ChangeState.WAITING

    @property
    def is_under_way(self) -> bool:
        """Whether it can still be taken back."""
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class SupplierHere:
    """A supplier that is on here, for one family: who said yes, and what it was told."""

    key: str
    label: Text
    icon: str
    hands_over: bool
    hears: bool
    yes: frozenset[UUID]
    lines: tuple[ChangeLine, ...]

    @property
    def waits(self) -> bool:
        """Whether something has still to go to it, or to be fetched."""
        return any(line.is_under_way for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of the messages of a programme, what waits first."""

    lines: tuple[ChangeLine, ...]
    waiting: int
    page: int
    pages: int


def has_suppliers(work: Work) -> bool:
    """Whether a supplier that hears of families is on here."""
    return any(_of_families(one) for _active, one in offered(work))


def offered(work: Work) -> Iterator[tuple[Active, SupplierIntegration]]:
    """The suppliers that are on here and filled in."""
    for active, one in listed(work, "supplier_integrations"):
        if is_offered(active, one):
            yield active, one


def is_offered(active: Active, one: SupplierIntegration) -> bool:
    """Whether a supplier of a plugin that is on was filled in."""
    return one.is_set is None or bool(one.is_set(active.options))


def suppliers_for(work: Work, family_id: UUID, role: FamilyRole) -> tuple[SupplierHere, ...]:
    """The suppliers that are on here, with what they were told of a family in a role."""
    lines = changes_of(work, family_id, (role,))
    return tuple(
        SupplierHere(
            key=one.key,
            label=one.label,
            icon=one.icon,
            hands_over=ChangeKind.HANDOVER in one.changes,
            hears=bool(one.changes - {ChangeKind.HANDOVER, ChangeKind.FIGURES}),
            yes=said_yes(work, family_id, one.key),
            lines=tuple(line for key, line in lines if key == one.key),
        )
        for _active, one in offered(work)
        if _of_families(one)
    )


def _of_families(one: SupplierIntegration) -> bool:
    return one.needs_consent and bool(one.changes - {ChangeKind.FIGURES})


def changes_of(
    work: Work, family_id: UUID, roles: tuple[FamilyRole, ...], limit: int = 50
) -> list[tuple[str, ChangeLine]]:
    """What suppliers were told of a family in these roles, newest first, by supplier."""
    query = (
        select(SupplierChange)
        .where(SupplierChange.family_id == family_id, SupplierChange.role.in_(roles))
        .order_by(SupplierChange.id.desc())
        .limit(limit)
    )
    return [(row.supplier, _line(work, row)) for row in work.session.scalars(query)]


def change_line(work: Work, change_id: UUID) -> tuple[SupplierChange, ChangeLine]:
    """One message with what was sent, for who may read the family; raises NotFound."""
    row = work.find(SupplierChange, change_id)
    line = _line(work, row, with_shown=True)
    return row, replace(line, link=_link_of(work, row)) if row.by_link else line


def _link_of(work: Work, row: SupplierChange) -> LinkLine | None:
    query = select(SupplierLink).where(
        SupplierLink.change_id == row.id,
        SupplierLink.ended_on.is_(None),
        SupplierLink.expires_on >= work.today,
    )
    link = work.session.scalar(query.order_by(SupplierLink.id.desc()).limit(1))
    if link is None:
        return None
    opened = work.vault.open
    code = opened(SupplierLink.code, link.id, link.code)
    recipient = opened(SupplierLink.recipient, link.id, link.recipient)
    return LinkLine(recipient, f"{code[:4]} {code[4:]}", link.expires_on)


def lines_of(work: Work, row: SupplierChange) -> tuple[tuple[str, str], ...]:
    """What was shown before it went, as (label, value); () when it is erased."""
    shown = work.vault.open(SupplierChange.shown, row.id, row.shown)
    return tuple((label, value) for label, value in json.loads(shown or "[]"))


def change_page(work: Work, page: int = 1) -> ChangePage:
    """The messages of this programme; they say of whom to nobody."""
    total = work.session.scalar(select(func.count(SupplierChange.id))) or 0
    waits = SupplierChange.state == ChangeState.WAITING
    waiting = work.session.scalar(select(func.count(SupplierChange.id)).where(waits)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    query = (
        select(SupplierChange)
        .order_by(waits.desc(), SupplierChange.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    lines = tuple(_line(work, row) for row in work.session.scalars(query))
    return ChangePage(lines, waiting, page, pages)


def supplier_label(work: Work, key: str) -> Text:
    """What a supplier is called, also when its plugin is off or gone."""
    found = work.plugins.find("supplier_integrations", key)
    label: Text = found[1].label if found else key
    return label


def _line(work: Work, row: SupplierChange, *, with_shown: bool = False) -> ChangeLine:
    opened = work.vault.open
    return ChangeLine(
        id=row.id,
        supplier=supplier_label(work, row.supplier),
        kind=KIND_LABELS.get(ChangeKind(row.kind), row.kind),
        role=FamilyRole(row.role) if row.role else None,
        state=ChangeState(row.state),
        on_date=row.on_date,
        done_on=row.done_on,
        tries=row.tries,
        told=opened(SupplierChange.told, row.id, row.told) or _why(work, row),
        answer=opened(SupplierChange.answer, row.id, row.answer),
        reference=row.reference,
        can_go_again=not row.by_link
        and row.facts is not None
        and row.state != ChangeState.WITHDRAWN,
        by_link=row.by_link,
        shown=lines_of(work, row) if with_shown else (),
    )


def _why(work: Work, row: SupplierChange) -> str:
    """Why a message waits of which nothing is known yet."""
    if row.state != ChangeState.WAITING:
        return ""
    here = {one.key for _active, one in listed(work, "supplier_integrations")}
    if row.supplier not in here:
        return _("De plugin staat uit. Zet hem aan, dan gaat dit bericht mee.")
    return _("Gaat zo meteen.")
