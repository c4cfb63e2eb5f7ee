"""What became of suggestions: counted, never predicted, and small counts never shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.families.access import own_families
from core.families.ages import age_on
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.figures.suppression import Cell, Split, merge_small, share
from core.matching.models import MatchProposal, SupportRequest
from core.wording import Text, _l
from core.work import Work

REASONS = 25
RANKS: tuple[tuple[str, Text], ...] = (
    ("first", _l("Het eerste gezin van de lijst")),
    ("second", _l("Nummer 2 of 3")),
    ("later", _l("Verderop in de lijst")),
    ("blocked", _l("Een gezin dat nog niet binnen alle grenzen paste")),
)
LOSSES: tuple[tuple[str, Text], ...] = (
    ("none", _l("Niets")),
    ("little", _l("1 tot en met 100 punten")),
    ("more", _l("Meer dan 100 punten")),
    ("unknown", _l("Nog niet berekend")),
)
BANDS: tuple[tuple[str, Text], ...] = (
    ("high", _l("800 punten of meer")),
    ("middle", _l("600 tot 800 punten")),
    ("low", _l("Minder dan 600 punten")),
)
DISTANCES: tuple[tuple[str, Text], ...] = (
    ("near", _l("Zoekt tot 3 km")),
    ("middle", _l("Zoekt tot 8 km")),
    ("far", _l("Zoekt verder dan 8 km")),
)
AGES: tuple[tuple[str, Text], ...] = (
    ("0", _l("0 tot en met 3 jaar")),
    ("4", _l("4 tot en met 11 jaar")),
    ("12", _l("12 jaar of ouder")),
    ("none", _l("Geen kind, of leeftijd onbekend")),
)
SIZES: tuple[tuple[str, Text], ...] = (
    ("1", _l("1 kind")),
    ("2", _l("2 kinderen")),
    ("3", _l("3 kinderen of meer")),
    ("0", _l("Geen kinderen bekend")),
)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A choice that cost the list something, with why; only for who may read of this family."""

    proposal_id: UUID
    points: int
    chosen_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A group that may be shown, with the share of it that went well; None: too few to say."""

    label: Text
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What became of suggestions here."""

    ranks: Split
    losses: Split
    lasting: tuple[Part, ...]
    served: tuple[tuple[Text, tuple[Part, ...]], ...]
    given_up: tuple[GivenUp, ...]


def evidence(work: Work, *, with_reasons: bool) -> Evidence:
    """Count what became of suggestions; reasons are for coordinators and admins only."""
    proposals = work.session.execute(
        select(
            MatchProposal.id, MatchProposal.rank, MatchProposal.regret, MatchProposal.quality
        ).where(MatchProposal.quality.is_not(None))
    ).all()
    return Evidence(
        ranks=_split(RANKS, [_rank(row.rank) for row in proposals]),
        losses=_split(LOSSES, [_loss(row.regret) for row in proposals]),
        lasting=_lasting(work),
        served=_served(work),
        given_up=_given_up(work) if with_reasons else (),
    )


def _split(labels: Sequence[tuple[str, Text]], found: Sequence[str]) -> Split:
    counts = Counter(found)
    return merge_small([Cell(key, label, counts[key]) for key, label in labels])


def _rank(rank: int | None) -> str:
    if rank is None:
        return "blocked"
    return "first" if rank == 1 else "second" if rank <= 3 else "later"


def _loss(points: int | None) -> str:
    if points is None:
        return "unknown"
    return "none" if not points else "little" if points <= 100 else "more"


def _lasting(work: Work) -> tuple[Part, ...]:
    """Of the couplings that were made, by the points of their proposal: which did not end early."""
    rows = work.session.execute(
        select(MatchProposal.quality, Coupling.phase, Coupling.ended_early)
        .join(Coupling, Coupling.proposal_id == MatchProposal.id)
        .where(MatchProposal.quality.is_not(None), Coupling.trial_from.is_not(None))
    )
    found = [
        (_band(row.quality), row.phase != CouplingPhase.ENDED or not row.ended_early)
        for row in rows
    ]
    return _parts(BANDS, found)


def _band(quality: int) -> str:
    return "high" if quality >= 800 else "middle" if quality >= 600 else "low"


def _served(work: Work) -> tuple[tuple[Text, tuple[Part, ...]], ...]:
    """Of all requests, by what must not hold anybody back: for which a coupling was made."""
    made = select(Coupling.request_id).where(Coupling.trial_from.is_not(None))
    children = (
        select(func.count(FamilyMember.id))
        .where(
            FamilyMember.family_id == SupportRequest.family_id,
            FamilyMember.kind == MemberKind.CHILD,
        )
        .correlate(SupportRequest)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(
            SupportRequest.max_km,
            SupportRequest.since,
            FamilyMember.born_on,
            children.label("children"),
            SupportRequest.id.in_(made).label("is_served"),
        ).outerjoin(FamilyMember, FamilyMember.id == SupportRequest.member_id)
    ).all()
    by_distance = [(_distance(row.max_km), bool(row.is_served)) for row in rows]
    by_age = [(_age(age_on(row.born_on, row.since)), bool(row.is_served)) for row in rows]
    by_size = [(str(min(row.children, 3)), bool(row.is_served)) for row in rows]
    return (
        (_l("Afstand die het gezin wil"), _parts(DISTANCES, by_distance)),
        (_l("Leeftijd van het kind"), _parts(AGES, by_age)),
        (_l("Grootte van het gezin"), _parts(SIZES, by_size)),
    )


def _distance(km: int) -> str:
    return "near" if km <= 3 else "middle" if km <= 8 else "far"


def _age(age: int | None) -> str:
    if age is None:
        return "none"
    return "0" if age < 4 else "4" if age < 12 else "12"


def _parts(
    labels: Sequence[tuple[str, Text]], found: Sequence[tuple[str, bool]]
) -> tuple[Part, ...]:
    """The groups that may be shown, small ones merged, each with the share that went well."""
    good = Counter(key for key, went_well in found if went_well)
    place = {key: number for number, (key, _label) in enumerate(labels)}
    rows = _split(labels, [key for key, _good in found]).rows
    return tuple(
        Part(row.label, row.count, share(sum(good[key] for key in row.keys), row.count))
        for row in sorted(rows, key=lambda row: min(place[key] for key in row.keys))
    )


def _given_up(work: Work) -> tuple[GivenUp, ...]:
    rows = work.session.execute(
        select(
            MatchProposal.id,
            MatchProposal.regret,
            MatchProposal.chosen_on,
            MatchProposal.reason,
            SupportRequest.family_id,
        )
        .join(SupportRequest, SupportRequest.id == MatchProposal.request_id)
        .where(MatchProposal.regret > 0)
        .order_by(MatchProposal.chosen_on.desc(), MatchProposal.id)
        .limit(4 * REASONS)
    ).all()
    mine = own_families(work, {row.family_id for row in rows}, FamilyRole.ASKING)
    shown = [row for row in rows if row.family_id in mine][:REASONS]
    return tuple(
        GivenUp(
            row.id,
            row.regret,
            row.chosen_on,
            work.vault.open(MatchProposal.reason, row.id, row.reason),
        )
        for row in shown
    )
