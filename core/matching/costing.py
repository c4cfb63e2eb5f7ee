"""What a choice costs the whole list, from what was kept when the list was solved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.families.access import own_families
from core.families.models import Family, FamilyRole
from core.matching.engine.scoring import priority
from core.matching.models import SupportRequest
from core.matching.profiles import RequestProfile
from core.matching.solving import Kept, kept_for
from core.work import Work


@dataclass(frozen=True, slots=True)
class Cost:
    """The points that the whole list loses by a choice, and who it is then not there for.

    Exact for the list as it was solved, also for a pair that does not keep every limit. `name` is
    "" for a family whose file is not this member's own.
    """

    points: int
    is_best_for_another: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each offer costs, and since when; `solved_at` is None while nothing was solved."""

    solved_at: datetime | None
    of: Mapping[UUID, Cost]


def costs_of(work: Work, request: RequestProfile, qualities: Mapping[UUID, int]) -> Costs:
    """What each of these offers, with its quality, costs the whole list."""
    kept = kept_for(work, UUID(request.id), qualities)
    if kept is None:
        return Costs(None, {})
    press = priority(request, work.today)
    lost = {one: kept.lost(one, press + points) for one, points in qualities.items()}
    names = _names(work, [one for one, points in lost.items() if points], kept)
    return Costs(
        kept.solved_at,
        {
            one: Cost(points, bool(kept.chosen_for.get(one)), names.get(one, ""))
            for one, points in lost.items()
        },
    )


def _names(work: Work, offer_ids: Iterable[UUID], kept: Kept) -> dict[UUID, str]:
    """For whom each offer is the best choice, as far as this member may read their file."""
    firsts = {i: kept.chosen_for[i][0] for i in offer_ids if i in kept.chosen_for}
    if not firsts:
        return {}
    wanted = (
        select(SupportRequest.id, SupportRequest.family_id, Family.name)
        .join(Family, Family.id == SupportRequest.family_id)
        .where(SupportRequest.id.in_(set(firsts.values())))
    )
    families = {row.id: row for row in work.session.execute(wanted)}
    mine = own_families(work, {row.family_id for row in families.values()}, FamilyRole.ASKING)
    return {
        offer_id: families[request_id].name
        for offer_id, request_id in firsts.items()
        if request_id in families and families[request_id].family_id in mine
    }
