"""Who comes first in a whole list, by one weighing or another."""

from dataclasses import replace

from hypothesis import given

from core.matching.engine.suggesting import firsts, suggest
from core.matching.engine.weights import Weights
from tests.matching.engine.strategies import FEW, Lists, lists

WEIGHTS = Weights()


@FEW
@given(listed=lists())
def test_who_comes_first_in_a_whole_list_comes_first_for_one(listed: Lists) -> None:
    requests, offers = listed
    near = replace(WEIGHTS, version=2, distance=WEIGHTS.distance + 60, language=0)
    for weights, found in zip(
        (WEIGHTS, near), firsts(requests, offers, WEIGHTS, near), strict=True
    ):
        for request in requests:
            fits = suggest(request, offers, weights, k=1).fits
            assert found.get(request.id) == (fits[0].offer_id if fits else None)
