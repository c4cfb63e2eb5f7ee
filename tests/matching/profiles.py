"""Hypothesis strategies for requests and offers."""

from datetime import date

from hypothesis import strategies as st

from core.matching.households import HOUSEHOLD
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)

FORMS = ("daypart", "after_school", "weekend")
LANGUAGES = ("nl", "tr", "ar")
positions = st.builds(Position, lat=st.floats(51.9, 52.1), lon=st.floats(5.4, 5.7))
some_km = st.none() | st.sampled_from([1.0, 5.0, 10.0, 50.0])
dates = st.dates(date(2026, 1, 1), date(2026, 11, 22))
masks = st.integers(0, (1 << 21) - 1)
times = st.none() | st.integers(1, 3)


def subsets(keys: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(keys))


def exclusions(prefix: str) -> st.SearchStrategy[tuple[Exclusion, ...]]:
    other = st.sampled_from([f"{prefix}{n}" for n in range(6)])
    one = st.builds(Exclusion, other_id=other, reason=st.sampled_from(ExclusionReason))
    return st.lists(one, max_size=1).map(tuple)


requests = st.builds(
    RequestProfile,
    id=st.just("r0"),
    subject=st.sampled_from(Subject),
    since=dates,
    age=st.none() | st.integers(0, 17),
    position=st.none() | positions,
    max_km=some_km,
    dayparts=masks,
    times_per_week=times,
    forms=subsets(FORMS),
    allergies=st.none() | subsets(tuple(HOUSEHOLD)),
    languages=st.none() | subsets(LANGUAGES),
    language_required=st.booleans(),
    exclusions=exclusions("o"),
)


def offers_with(ids: st.SearchStrategy[str]) -> st.SearchStrategy[OfferProfile]:
    ages = st.tuples(st.integers(0, 8), st.integers(8, 18))
    return st.builds(
        OfferProfile,
        id=ids,
        since=dates,
        capacity=st.integers(0, 3),
        running=st.integers(0, 3),
        position=st.none() | positions,
        max_km=some_km,
        dayparts=masks,
        max_times_per_week=times,
        ages=st.none() | ages,
        forms=subsets(FORMS),
        household=st.none() | subsets(tuple(HOUSEHOLD)),
        languages=st.none() | subsets(LANGUAGES),
        vog=st.lists(st.sampled_from(VogStatus), max_size=3).map(tuple),
        exclusions=exclusions("r"),
    )


offers = offers_with(st.sampled_from([f"o{n}" for n in range(6)]))
offer_lists = st.lists(offers, max_size=6, unique_by=lambda offer: offer.id)
