"""Three concerns, in their order, up and back."""

import pytest

from core.extension import Unwelcome
from plugins.met import family_of, message


def test_the_concerns_go_as_a_list_in_order() -> None:
    answers = {"third_concern": "c", "first_concern": "a", "second_concern": "b", "agreed_by": "x"}
    told = message({"answers": answers, "role": "asking"})
    assert told["concerns"] == ["a", "b", "c"]
    assert "answers" not in told
    assert told["agreed"]["by"] == "x"


@pytest.mark.parametrize("concerns", [[], ["a", "b"], ["a", "b", " "], ["a", "b", "c", "d"]])
def test_it_comes_back_with_exactly_three(concerns: list[str]) -> None:
    with pytest.raises(Unwelcome):
        family_of({"concerns": concerns, "people": [{"kind": "parent", "first_name": "Lotte"}]})
