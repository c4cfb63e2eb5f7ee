"""Who fits one request: every open offer in its group, and a page of them in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.matching.candidate import Candidate, in_words, priced, rows_of
from core.matching.candidates_map import drawing_of, lettered
from core.matching.costing import Costs, costs_of
from core.matching.drawing import Drawing
from core.matching.engine.suggesting import Scored, Suggestions, suggest
from core.matching.limits import LIMIT_LABELS, Limit
from core.matching.models import OfferState, SupportOffer, SupportRequest
from core.matching.neighbours import programmes_near
from core.matching.offer_rows import offer_columns
from core.matching.profiles import RequestProfile
from core.matching.profiles_query import request_profiles
from core.matching.request_seen import AskedFor
from core.matching.weighing import Weighing, weighing
from core.wording import Text
from core.work import Work

FITS = 10
"""How many that fit are shown at first, the best ones."""
MOST = 100
NEARLY = 10
"""How many of those that are one limit away are shown, the best ones."""
SHOWN = 20
"""How many of those that do not fit are shown on a page."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every open offer exactly once, the best first; at most so many of each group are there.

    `equal` are as good as the best; `fits` are the others within all limits. `counts` are of all
    that fit, that are one limit away, and that are further.
    """

    equal: list[Candidate]
    fits: list[Candidate]
    one_blocker: list[Candidate]
    more: list[Candidate]
    counts: tuple[int, int, int]
    why_not: tuple[Text, ...]
    page: int
    weighing: Weighing
    drawing: Drawing | None
    solved_at: datetime | None
    neighbours: tuple[str, ...]

    @property
    def shown_fits(self) -> int:
        """How many that fit are on the page."""
        return len(self.equal) + len(self.fits)

    @property
    def pages(self) -> int:
        """How many pages there are of those that do not fit now."""
        return max(1, -(-self.counts[2] // SHOWN))

    @property
    def drawn(self) -> list[Candidate]:
        """Who is on the map, the nearest first."""
        with_letter = [c for c in (*self.equal, *self.fits, *self.one_blocker) if c.letter]
        return sorted(with_letter, key=lambda c: (c.km is None, c.km or 0.0, c.letter))


def candidates_for(
    work: Work, asked: AskedFor, fits: int = FITS, page: int = 1, without: UUID | None = None
) -> Candidates:
    """Every open offer of another family, in four groups; the caller has fetched the request.

    Offers stay columns of numbers; only what is shown becomes a profile and is put into words.
    `without` is left out. The request knows whom it is kept apart from.
    """
    request = request_profiles(work, SupportRequest.id == asked.id)[asked.id]
    others = [SupportOffer.state == OfferState.OPEN, SupportOffer.family_id != asked.family_id]
    if without:
        others.append(SupportOffer.id != without)
    offers = offer_columns(work, *others, excluded={})
    used = weighing(work)
    found = suggest(request, offers, used.weights, min(max(fits, FITS), MOST))
    return _page(work, request, found, used, page)


def _page(
    work: Work, request: RequestProfile, found: Suggestions, used: Weighing, page: int
) -> Candidates:
    equal = found.equal_to_best
    page = min(max(1, page), max(1, -(-len(found.others) // SHOWN)))
    best, rest, one, more = _in_words(
        work,
        request,
        (
            found.fits[:equal],
            found.fits[equal:],
            found.one_away[:NEARLY],
            found.others[(page - 1) * SHOWN : page * SHOWN],
        ),
    )
    costs = _costs(work, request, [*best, *rest])
    best, rest, one = lettered(
        ([priced(c, costs) for c in best], [priced(c, costs) for c in rest], one)
    )
    nobody = not best and not rest
    return Candidates(
        equal=best,
        fits=rest,
        one_blocker=one,
        more=more,
        counts=(len(found.fits) + len(found.more_fits), len(found.one_away), len(found.others)),
        why_not=_why_not(more),
        page=page,
        weighing=used,
        drawing=drawing_of(request, [*best, *rest, *one], work.tenant.area_code),
        solved_at=costs.solved_at,
        neighbours=programmes_near(work, request) if nobody else (),
    )


def _in_words(
    work: Work, request: RequestProfile, groups: Sequence[Sequence[Scored]]
) -> Iterator[list[Candidate]]:
    """The groups that are shown; their rows are read together."""
    shown = [list(group) for group in groups]
    known = rows_of(work, [UUID(one.offer.id) for group in shown for one in group])
    for group in shown:
        yield [in_words(work, request, one, known) for one in group]


def _costs(work: Work, request: RequestProfile, shown: Sequence[Candidate]) -> Costs:
    fitting = {one.offer_id: one.quality for one in shown if not one.limits}
    return costs_of(work, request, fitting)


def _why_not(shown: Sequence[Candidate]) -> tuple[Text, ...]:
    """The limits that keep those shown apart, each named once."""
    together = Limit(0)
    for found in shown:
        together |= found.limits
    return tuple(label for limit, label in LIMIT_LABELS.items() if limit & together)
