"""What invented families like, went through and hope for: by their number, so always the same."""

from typing import Any, TypeVar

Keys = tuple[str, ...]
Chosen = TypeVar("Chosen")
LIKES: tuple[Keys | None, ...] = (
    ("crafts", "outdoors"),
    ("ball_sports", "gaming"),
    ("animals", "gardening", "outdoors"),
    ("board_games", "reading"),
    ("cooking", "music"),
    None,
    ("building", "cycling", "swimming"),
)
THEMES: tuple[Keys | None, ...] = (
    ("divorce", "single_parent"),
    ("exhaustion", "small_network"),
    ("autism",),
    (),
    ("money", "single_parent"),
    None,
    ("illness_parent", "informal_care"),
)
HOPES: tuple[Keys | None, ...] = (
    ("garden", "own_children"),
    ("fixed_rhythm", "quiet_house"),
    ("no_own_children", "quiet_house"),
    (),
    ("car", "lively_house"),
    None,
)
CHILDREN: tuple[Keys | None, ...] = (
    ("one_child", "plays_alone", "sleeps_well"),
    ("brings_food", "lively"),
    ("calm", "fond_of_animals", "toilet_trained"),
    None,
    ("brought_and_fetched", "free_times", "swims"),
)
HOMES: tuple[Keys | None, ...] = (
    ("car", "garden", "lively_house"),
    ("fixed_rhythm", "quiet_house", "two_adults"),
    ("few_screens", "garden", "playground"),
    None,
    ("own_bed", "two_adults", "works_in_care"),
)
OWN_AGES: tuple[tuple[int, ...] | None, ...] = ((4, 7), (), (9, 12), None, (2,), (15, 18))
OFFER_HOPES: tuple[Keys | None, ...] = (("one_child",), (), ("calm",), None, ("sleeps_well",))


def of_request(number: int) -> dict[str, Any]:
    """What is known of the request of this family; a part of them was not asked yet."""
    return {
        "interests": _turn(LIKES, number),
        "themes": _turn(THEMES, number),
        "wish_keys": _turn(HOPES, number),
        "traits": _turn(CHILDREN, number),
    }


def of_offer(number: int) -> dict[str, Any]:
    """What is known of the offer of this family."""
    return {
        "interests": _turn(LIKES, number + 1),
        "themes": _turn(THEMES, number + 3),
        "wish_keys": _turn(OFFER_HOPES, number),
        "traits": _turn(HOMES, number),
        "own_ages": _turn(OWN_AGES, number),
        "experience_may_match": number % 4 != 3,
    }


def _turn(choices: tuple[Chosen, ...], number: int) -> Chosen:
    return choices[number % len(choices)]
