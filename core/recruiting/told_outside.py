"""What of the yield of search profiles the gemeente may see: nothing that tells of a few people.

That somebody came by a search profile is an attribute of people, as a source is. So even the
totals are shown only when both those who came that way and all others are none, or ten and more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from core.couplings.models import Coupling
from core.families.models import FamilyRole
from core.figures.suppression import Cell, Split, merge_small
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.funnel import ChannelYield, together
from core.recruiting.models import ChannelKind
from core.referrals.models import Referral
from core.wording import _l
from core.work import Work


@dataclass(frozen=True, slots=True)
class ToldOutside:
    """Totals, None where they are too small, and the responses by kind of channel."""

    seen: int
    responded: int | None
    coupled: int | None
    by_kind: Split | None
    cost_cents: int | None


def told_outside(work: Work, channels: Sequence[ChannelYield]) -> ToldOutside:
    """The yield of all profiles as it may leave the tenant."""
    whole = together(channels)
    responded = _shown(whole.responded, _all_offers(work))
    return ToldOutside(
        seen=whole.seen,
        responded=responded,
        coupled=_shown(whole.coupled, _all_coupled(work)),
        by_kind=merge_small(_kinds(channels)) if responded else None,
        cost_cents=whole.cost_cents,
    )


def _shown(part: int, whole: int) -> int | None:
    """The part, when neither it nor the rest is a small number."""
    rest = max(0, whole - part)
    cells = (Cell("profiles", _l("Zoekprofielen"), part), Cell("others", _l("Anders"), rest))
    rows = {key: row.count for row in merge_small(cells).rows for key in row.keys}
    return rows.get("profiles")


def _kinds(channels: Sequence[ChannelYield]) -> tuple[Cell, ...]:
    return tuple(
        Cell(kind, CHANNEL_LABELS[kind], together(_of(channels, kind)).responded)
        for kind in ChannelKind
    )


def _of(channels: Sequence[ChannelYield], kind: ChannelKind) -> list[ChannelYield]:
    return [one for one in channels if one.kind is kind]


def _all_offers(work: Work) -> int:
    query = select(func.count(Referral.id)).where(Referral.role == FamilyRole.OFFERING)
    return work.session.scalar(query) or 0


def _all_coupled(work: Work) -> int:
    families = select(func.count(Coupling.offering_family_id.distinct()))
    return work.session.scalar(families.where(Coupling.trial_from.is_not(None))) or 0
