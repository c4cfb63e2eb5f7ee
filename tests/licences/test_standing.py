"""Whether a licence covers a gemeente and a day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.context import OrganisationKind
from tenants.licences import Licence, LicenceState, Standing

ONE, OTHER = UUID(int=1), UUID(int=2)
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def licence(number: int = 1, **changes: object) -> Licence:
    told = {
        "id": UUID(int=number), "organisation_id": ONE, "variant": "standard", "from_on": BEGIN,
        "until": END, "most_couplings": None, "ended_on": None, "areas": frozenset({"GM0340"}),
    }  # fmt: skip
    return Licence(**{**told, **changes})  # type: ignore[arg-type]


def standing(*licences: Licence, area: str = "GM0340") -> Standing:
    return Standing(OrganisationKind.WELFARE, area, licences)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (BEGIN - timedelta(days=1), LicenceState.COMING),
        (BEGIN, LicenceState.COVERS),
        (END - timedelta(days=91), LicenceState.COVERS),
        (END - timedelta(days=90), LicenceState.ENDING),
        (END, LicenceState.ENDING),
        (END + timedelta(days=1), LicenceState.ENDED),
    ],
)
def test_how_it_stands_on_a_day(day: date, state: LicenceState) -> None:
    assert licence().state_on(day) is state
    assert licence().holds_on(day) == (state in (LicenceState.COVERS, LicenceState.ENDING))


@given(DAYS, DAYS)
def test_one_that_was_ended_never_holds_from_that_day(ended_on: date, day: date) -> None:
    ended = licence(ended_on=ended_on)
    assert ended.holds_on(day) == (BEGIN <= day <= END and day < ended_on)


def test_it_holds_in_its_gemeenten_alone_and_in_their_parts() -> None:
    amsterdam = licence(areas=frozenset({"GM0363"}))
    assert standing(amsterdam, area="GM0363-ZUID").licence_on(BEGIN, ("GM0363",))
    assert standing(amsterdam, area="GM0340").licence_on(BEGIN, ("GM0340",)) is None
    two = licence(areas=frozenset({"GM0001"}))
    assert standing(two, area="OLD").licence_on(BEGIN, ("GM0001", "GM0002")) is None
    assert standing(two, area="OLD").licence_on(BEGIN) is None


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=4), DAYS)
def test_covered_without_a_gap(periods: list[tuple[date, int]], day: date) -> None:
    held = [
        licence(number, from_on=begin, until=begin + timedelta(days=days))
        for number, (begin, days) in enumerate(periods)
    ]
    last = standing(*held).last_covered_day(day)
    covered = {d for one in held for d in (one.from_on, one.until)}
    assert (last is None) == (not any(one.holds_on(day) for one in held))
    if last:
        assert last in covered
        assert not any(one.holds_on(last + timedelta(days=1)) for one in held)
