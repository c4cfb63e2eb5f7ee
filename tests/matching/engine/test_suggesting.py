"""Suggestions for one request: every offer once, with its points and its reasons."""

from dataclasses import replace

from hypothesis import given
from hypothesis.strategies import lists

from core.matching.engine.suggesting import fit_counts, prepare, suggest
from core.matching.engine.weights import Weights
from core.matching.limits import Limit, blockers, mask
from core.matching.offer_columns import OfferColumns
from core.matching.profiles import OfferProfile, Position, RequestProfile, VogStatus
from tests.matching.engine.strategies import FEW, any_offers, any_request
from tests.matching.engine.test_scoring import OFFER, REQUEST

WEIGHTS = Weights()
ASKED = replace(REQUEST, allergies=frozenset())
FITS = replace(OFFER, vog=(VogStatus.SEEN,))


def test_the_best_come_first_and_equally_good_ones_are_counted() -> None:
    offers = [
        replace(FITS, id="second", wishes=frozenset({"quiet"}), themes=None),
        replace(FITS, id="first"),
        replace(FITS, id="third", languages=frozenset({"tr", "nl"}), themes=frozenset()),
        replace(FITS, id="vog", vog=(VogStatus.REQUESTED,)),
        replace(FITS, id="twice", vog=(VogStatus.REQUESTED,), running=1),
    ]
    found = suggest(ASKED, offers, WEIGHTS, k=2)
    assert [(one.offer_id, one.quality) for one in found.fits] == [("first", 842), ("second", 792)]
    assert [one.offer_id for one in found.more_fits] == ["third"]
    assert [one.offer_id for one in found.one_away] == ["vog"]
    assert [one.offer_id for one in found.others] == ["twice"]
    assert found.equal_to_best == 1
    close = suggest(ASKED, [FITS, replace(FITS, id="o9", wishes=frozenset({"x"}))], WEIGHTS)
    assert close.equal_to_best == 2
    assert [one.offer_id for one in found.others[:1]] == ["twice"]


def test_no_offers_no_suggestions() -> None:
    found = suggest(ASKED, [], WEIGHTS)
    assert not (found.fits or found.more_fits or found.one_away or found.others)
    assert found.equal_to_best == 0


def test_offers_are_made_ready_once() -> None:
    ready = prepare([replace(FITS, position=Position(52.0, 5.6))])
    assert prepare(ready) is ready
    assert suggest(ASKED, ready, WEIGHTS).fits == suggest(ASKED, ready.profiles, WEIGHTS).fits


@FEW
@given(request=any_request(), offers=any_offers)
def test_offers_in_columns_are_the_profiles_that_they_stand_for(
    request: RequestProfile, offers: list[OfferProfile]
) -> None:
    in_order = sorted(offers, key=lambda offer: offer.id)
    columns = OfferColumns(OfferColumns.of(offers).column)
    assert list(columns) == in_order
    assert columns[1:] == in_order[1:]
    by_columns, by_profiles = (suggest(request, some, WEIGHTS, k=2) for some in (columns, offers))
    for group in ("fits", "more_fits", "one_away", "others"):
        assert list(getattr(by_columns, group)) == list(getattr(by_profiles, group))


@FEW
@given(requests=lists(any_request(), max_size=4), offers=any_offers)
def test_how_many_fit_is_how_many_nothing_stands_in_the_way_of(
    requests: list[RequestProfile], offers: list[OfferProfile]
) -> None:
    counted = [sum(not blockers(request, offer) for offer in offers) for request in requests]
    assert fit_counts(requests, offers) == counted


@FEW
@given(request=any_request(), offers=any_offers)
def test_every_excluded_offer_has_a_reason_and_no_suggestion_has_one(
    request: RequestProfile, offers: list[OfferProfile]
) -> None:
    found = suggest(request, offers, WEIGHTS, k=2)
    groups = (found.fits, found.more_fits, found.one_away, found.others)
    assert sorted(one.offer_id for group in groups for one in group) == sorted(
        offer.id for offer in offers
    )
    assert all(not one.blockers for one in (*found.fits, *found.more_fits))
    assert all(len(one.blockers) == 1 for one in found.one_away)
    assert all(len(one.blockers) > 1 for one in found.others)
    broken = [mask(one.blockers) for one in found.others]
    assert found.why_not == {
        limit: sum(limit in bits for bits in broken)
        for limit in Limit
        if any(limit in bits for bits in broken)
    }
    ranked = [*found.fits, *found.more_fits]
    assert ranked == sorted(ranked, key=lambda one: (-one.quality, one.offer_id))
    equal = [one for one in ranked if one.quality > ranked[0].quality - 30]
    assert found.equal_to_best == len(equal)
