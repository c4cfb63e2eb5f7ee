"""Families, couplings and what belongs to them, for tests that need them to be there."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from core.couplings.models import Coupling, CouplingPhase
from core.families import services
from core.families.heading import people_of
from core.families.models import FamilyRole, MemberKind
from core.families.services import NewFamily, NewMember
from core.intake.models import Intake
from core.matching.models import SupportOffer, SupportRequest
from core.work import Work
from tenants.ids import new_id
from tests.fixtures_web import Person

LONG_AGO = date(2026, 3, 9)


def make_family(
    work: Work,
    coordinator_id: UUID | None,
    name: str = "Aydin",
    role: FamilyRole = FamilyRole.ASKING,
    place: str = "Rhenen",
    members: tuple[NewMember, ...] = (),
) -> UUID:
    """A family with one parent and two children, unless others are named."""
    people = members or (
        NewMember(MemberKind.PARENT, "Elif", name, phone="06 12 34 56 78", message_safe=True),
        NewMember(MemberKind.CHILD, "Noah", born_on=date(2018, 5, 2)),
        NewMember(MemberKind.CHILD, "Mila", born_on=date(2021, 6, 3)),
    )
    new = NewFamily(name, place, "3911", "nl", role, coordinator_id, people)
    return services.create_family(work, new)


def ask(work: Work, family_id: UUID, title: str = "Een zaterdag", since: date = LONG_AGO) -> UUID:
    """A request of a family."""
    request = SupportRequest(
        family_id=family_id, subject="child", title=title, forms=["daypart"], avoid_pets=[],
        since=since,
    )  # fmt: skip
    return work.add(request).id


def offer(work: Work, family_id: UUID, capacity: int = 1, since: date = LONG_AGO) -> UUID:
    """An offer of a family."""
    row = SupportOffer(
        family_id=family_id, subjects=["child"], title="Een middag", forms=["daypart"], pets=[],
        languages=["nl"], capacity=capacity, since=since,
    )  # fmt: skip
    return work.add(row).id


def intake(work: Work, family_id: UUID, role: FamilyRole) -> None:
    """An intake that was held."""
    row = Intake(id=new_id(), family_id=family_id, role=role, held_on=LONG_AGO, variant="standard")
    row.variant_version, row.suitability, row.formal_help = 1, "suitable", []
    row.answers = work.vault.seal(Intake.answers, row.id, "{}")
    work.add(row)


@dataclass(frozen=True)
class Pair:
    """Two families in a coupling."""

    asking: UUID
    offering: UUID
    request: UUID
    offer: UUID
    coupling: UUID


def couple(
    work: Work, asking: UUID, offering: UUID, phase: CouplingPhase = CouplingPhase.TRIAL
) -> Pair:
    """A coupling in a phase, with the request and the offer it needs."""
    request_id, offer_id = ask(work, asking), offer(work, offering)
    coupling = Coupling(
        request_id=request_id, offer_id=offer_id, asking_family_id=asking,
        offering_family_id=offering, variant="standard", variant_version=1, phase=phase,
        introduction_on=date(2026, 10, 26),
    )  # fmt: skip
    if phase is not CouplingPhase.INTRODUCTION:
        coupling.trial_from, coupling.trial_until = date(2026, 11, 9), date(2026, 12, 14)
    if phase is CouplingPhase.ACTIVE:
        coupling.active_from = date(2026, 11, 20)
    if phase is CouplingPhase.ENDED:
        coupling.ended_on, coupling.end_reason = date(2026, 11, 20), "moved"
    return Pair(asking, offering, request_id, offer_id, work.add(coupling).id)


def people_ids(work: Work, family_id: UUID) -> dict[str, UUID]:
    """The people of a family by first name."""
    return {person.first_name: person.id for person in people_of(work, family_id)}


def statements_of(person: Person, path: str) -> int:
    """How many statements a page asks of the database."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert person.browser.get(path).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(asked)
