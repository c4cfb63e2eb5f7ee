"""Ids sort as they were made, in every thread of a process."""

from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

from tenants.ids import new_id


def test_what_is_made_first_sorts_first() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)


def test_threads_never_make_one_twice_nor_go_back() -> None:
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda _: [new_id() for _ in range(2_000)], range(4)))
    for row in rows:
        assert row == sorted(row)
    assert len({one for row in rows for one in row}) == 8_000


def test_an_id_is_a_uuid_of_version_7() -> None:
    one = new_id()
    assert (one.version, one.variant) == (7, RFC_4122)
