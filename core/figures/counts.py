"""What a programme counts, exactly: each number one query, never a query per family.

*Signed up* is a family with a file in that role: a file is opened when a request or offer is
accepted. A coupling is *made* when its trial begins; *running* is in trial or active; *ended* is
made and ended, so made = running + ended. (domain: "Counting"; F1: 35 made, of which 5 ended.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, distinct, func, select

from core.couplings.models import Coupling, CouplingPhase
from core.families.models import FamilyFile, FamilyRole
from core.matching.models import SupportRequest
from core.method.choice import every
from core.referrals.models import Referral, ReferralState
from core.work import Work

CHILD = "child"


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers without attributes of people: these may always be shown, but `children`."""

    requests: int
    offers: int
    made: int
    running: int
    ended: int
    ended_early: int
    families_supported: int
    families_supporting: int
    children: int

    @property
    def couplings(self) -> int:
        """F1's word for what was made."""
        return self.made

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to count."""
        return bool(self.requests or self.offers or self.made)


def totals(work: Work) -> Totals:
    """Everything since the start of this programme; families and children once each."""
    files = dict(
        work.session.execute(
            select(FamilyFile.role, func.count(FamilyFile.id)).group_by(FamilyFile.role)
        ).all()
    )
    child = case((SupportRequest.subject == CHILD, SupportRequest.member_id))
    row = work.session.execute(
        select(
            func.count(Coupling.id),
            _count_if(Coupling.phase != CouplingPhase.ENDED),
            _count_if(Coupling.phase == CouplingPhase.ENDED),
            _count_if(Coupling.ended_early.is_(True)),
            func.count(distinct(Coupling.asking_family_id)),
            func.count(distinct(Coupling.offering_family_id)),
            func.count(distinct(child)),
        )
        .join(SupportRequest, SupportRequest.id == Coupling.request_id)
        .where(Coupling.trial_from.is_not(None))
    ).one()
    return Totals(files.get(FamilyRole.ASKING, 0), files.get(FamilyRole.OFFERING, 0), *row)


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many there are of one part of a split."""

    key: str
    count: int


def by_source(work: Work, until: date | None = None) -> tuple[PartCount, ...]:
    """Families that ask, by who sent them (a key of the method's sources), each family once.

    With `until` only files opened up to and including that day. Somebody who was signed up more
    than once is counted under the first time.
    """
    order = (Referral.received_on, Referral.received_at, Referral.id)
    referred = (
        select(
            Referral.family_id,
            Referral.source,
            func.row_number().over(partition_by=Referral.family_id, order_by=order).label("nth"),
        )
        .where(
            Referral.role == FamilyRole.ASKING,
            Referral.state == ReferralState.ACCEPTED,
            Referral.family_id.is_not(None),
        )
        .subquery()
    )
    source = func.coalesce(referred.c.source, "other")
    query = (
        select(source, func.count(FamilyFile.id))
        .select_from(FamilyFile)
        .outerjoin(referred, (referred.c.family_id == FamilyFile.family_id) & (referred.c.nth == 1))
        .where(FamilyFile.role == FamilyRole.ASKING)
        .group_by(source)
    )
    if until:
        query = query.where(FamilyFile.opened_on <= until)
    return _parts(work.session.execute(query).all())


def signed_up_itself(work: Work, sources: Sequence[PartCount]) -> int:
    """F2: families that signed up by themselves, against those that were referred."""
    itself = {source.key for source in every(work, "referral_sources") if source.is_self}
    return sum(part.count for part in sources if part.key in itself)


def by_end_reason(work: Work, until: date | None = None) -> tuple[PartCount, ...]:
    """F3: why made couplings ended; with `until` those up to and including that day."""
    query = (
        select(Coupling.end_reason, func.count(Coupling.id))
        .where(Coupling.trial_from.is_not(None), Coupling.phase == CouplingPhase.ENDED)
        .group_by(Coupling.end_reason)
    )
    if until:
        query = query.where(Coupling.ended_on <= until)
    return _parts(work.session.execute(query).all())


def _parts(rows: Sequence[tuple[str | None, int]]) -> tuple[PartCount, ...]:
    parts = [PartCount(key or "other", count) for key, count in rows]
    return tuple(sorted(parts, key=lambda part: (-part.count, part.key)))


@dataclass(frozen=True, slots=True)
class DayMade:
    """Couplings whose trial began on a day."""

    day: date
    made: int


def made_by_day(work: Work) -> tuple[DayMade, ...]:
    """Made couplings per day on which one was made, in order: half-years and months add these."""
    rows = work.session.execute(
        select(Coupling.trial_from, func.count(Coupling.id))
        .where(Coupling.trial_from.is_not(None))
        .group_by(Coupling.trial_from)
        .order_by(Coupling.trial_from)
    )
    return tuple(DayMade(day, count) for day, count in rows if day is not None)
