"""Pairs that a coordinator chose, and for which no introduction was planned yet."""

from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from core.families.models import Family, FamilyRole
from core.matching.models import MatchProposal, ProposalState, SupportOffer, SupportRequest
from core.web.formats import day_of_month
from core.week.caseload import in_my_file
from core.week.task import LIMIT, Target, Task, TaskKind, both
from core.week.weeks import Weeks
from core.wording import _
from core.work import Work

Asking = aliased(Family)
Offering = aliased(Family)
PLAN_WITHIN = timedelta(weeks=2)
"""A place is held for a proposal: somebody else could have it."""


def proposals(work: Work, weeks: Weeks) -> list[Task]:
    """Open proposals, the oldest first."""
    rows = work.session.execute(
        select(
            MatchProposal.id,
            MatchProposal.chosen_on,
            SupportRequest.title,
            Asking.id.label("asking_id"),
            Asking.name.label("asking_name"),
            Offering.id.label("offering_id"),
            Offering.name.label("offering_name"),
            SupportRequest.id.label("request_id"),
        )
        .join(SupportRequest, SupportRequest.id == MatchProposal.request_id)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .join(Asking, Asking.id == SupportRequest.family_id)
        .join(Offering, Offering.id == SupportOffer.family_id)
        .where(
            MatchProposal.state == ProposalState.OPEN,
            MatchProposal.chosen_on <= weeks.next_sunday,
            or_(
                in_my_file(work, SupportRequest.family_id, FamilyRole.ASKING),
                in_my_file(work, SupportOffer.family_id, FamilyRole.OFFERING),
            ),
        )
        .order_by(MatchProposal.chosen_on, MatchProposal.id)
        .limit(LIMIT)
    )
    return [_task(row, weeks) for row in rows]


def _task(row: Any, weeks: Weeks) -> Task:
    return Task(
        kind=TaskKind.PROPOSAL,
        due_on=weeks.due(row.chosen_on, row.chosen_on + PLAN_WITHIN),
        is_fixed=False,
        icon="handshake",
        title=_("Kennismaking plannen"),
        who=both(row.asking_name, row.offering_name),
        note=_(
            "voorstel van %(day)s · %(title)s", day=day_of_month(row.chosen_on), title=row.title
        ),
        about=Target("matching.candidates", {"request_id": row.request_id}),
        action=Target("couplings.start", {"proposal_id": row.id}),
        action_word=_("Plan"),
        families=((row.asking_id, row.asking_name), (row.offering_id, row.offering_name)),
    )
