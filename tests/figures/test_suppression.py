"""An attacker who knows everything that is shown, and the rules, finds no small number."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.suppression import Cell, Row, Split, mean, median, merge_small, share

counts_strategy = st.lists(st.integers(0, 40) | st.integers(0, 12), min_size=1, max_size=9)


def cells(counts: tuple[int, ...] | list[int]) -> list[Cell]:
    return [Cell(f"k{i}", f"Label {i}", count) for i, count in enumerate(counts)]


def shown(counts: tuple[int, ...], threshold: int) -> Split:
    return merge_small(cells(counts), threshold)


@pytest.mark.parametrize(
    ("threshold", "categories", "largest"),
    [(3, 2, 12), (3, 3, 14), (3, 4, 13), (4, 3, 18), (5, 3, 20), (10, 2, 60), (2, 5, 8)],
)
def test_no_small_cell_can_be_determined(threshold: int, categories: int, largest: int) -> None:
    """Every input that gives the same output is a possible truth: a small cell must vary."""
    worlds: dict[Split, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(largest + 1), repeat=categories):
        if sum(counts) <= largest:  # complete: every world with the same total is there
            worlds[shown(counts, threshold)].append(counts)
    for split, possible in worlds.items():
        for column in zip(*possible, strict=True):
            certain = len(set(column)) == 1
            assert not (certain and 0 < column[0] < threshold), (split, possible)


@given(counts_strategy)
def test_every_row_is_zero_or_large_and_adds_up(counts: list[int]) -> None:
    split = merge_small(cells(counts))
    assert all(row.count == 0 or row.count >= 10 for row in split.rows)
    assert sum(row.is_merged for row in split.rows) <= 1
    if split.rows:
        assert sum(row.count for row in split.rows) == split.total == sum(counts)
        assert sorted(key for row in split.rows for key in row.keys) == [
            c.key for c in cells(counts)
        ]


@given(counts_strategy)
def test_merged_cells_can_be_swapped_unseen(counts: list[int]) -> None:
    split = merge_small(cells(counts))
    for row in split.rows:
        places = [int(key[1:]) for key in row.keys]
        turned = list(counts)
        for place, other in zip(places, [*places[1:], places[0]], strict=True):
            turned[place] = counts[other]
        assert merge_small(cells(turned)) == split


def test_the_pages_example() -> None:
    split = merge_small(
        [
            Cell("school", "School en kinderopvang", 58),
            Cell("huisarts", "Huisarts", 7),
            Cell("cjg", "CJG", 14),
            Cell("other", "Overige", 5),
        ]
    )
    assert [(str(r.label), r.count) for r in split.rows] == [
        ("School en kinderopvang", 58),
        ("CJG", 14),
        ("Huisarts en overige, samen", 12),
    ]
    assert Row(("a", "b", "c", "d"), ("A", "B", "C", "D"), 12).label == "Andere, samen"
    assert Row(("a", "b"), ("Jgz", "CJG"), 12).label == "Jgz en CJG, samen"


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ((1, 11, 30), [("k2", 30), ("k0+k1", 12)]),
        ((1, 11, 11), []),
        ((9, 9, 30), []),
        ((9, 8, 30), [("k2", 30), ("k0+k1", 17)]),
        ((0, 12), [("k1", 12), ("k0", 0)]),
        ((3, 4), []),
        ((0, 0), [("k0", 0), ("k1", 0)]),
    ],
)
def test_which_rows_are_merged(counts: tuple[int, ...], rows: list[tuple[str, int]]) -> None:
    split = shown(counts, 10)
    assert [("+".join(row.keys), row.count) for row in split.rows] == rows
    assert split.is_suppressed is (rows == [])


def test_one_small_category_is_not_told_by_its_total() -> None:
    assert merge_small(cells([4])) == Split((), None)
    assert merge_small(cells([14])).total == 14


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Cell("a", "A", -1)
    with pytest.raises(ValueError, match="same key"):
        merge_small([Cell("a", "A", 1), Cell("a", "B", 1)])
    with pytest.raises(ValueError, match="nobody"):
        merge_small([], threshold=1)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_never_tells_a_small_part_or_rest(part: int, rest: int) -> None:
    found = share(part, part + rest)
    if found is None:
        assert part + rest < 10 or part in range(1, 10) or rest in range(1, 10)
    else:
        assert found == part / (part + rest)
        assert all(n == 0 or n >= 10 for n in (part, rest))


def test_a_share_is_of_a_whole() -> None:
    with pytest.raises(ValueError, match="part"):
        share(3, 2)


@given(st.lists(st.floats(0, 1000), max_size=30))
def test_averages_need_ten(values: list[float]) -> None:
    for found in (mean(values), median(values)):
        assert (found is None) is (len(values) < 10)
        assert found is None or min(values) - 1e-6 <= found <= max(values) + 1e-6


def test_the_median_is_in_the_middle() -> None:
    assert median([*range(11)]) == 5
    assert median([*range(10)]) == 4.5
